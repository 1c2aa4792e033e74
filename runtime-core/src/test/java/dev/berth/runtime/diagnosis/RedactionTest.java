package dev.berth.runtime.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {
    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/+=\"\\&% :ßé";

    /// What may be left of a secret: fewer characters than a part that is surely found has.
    private static final int LEFT = 15;

    private final Random random = new Random(7);

    private String some(int length) {
        return random.ints(length, 0, LETTERS.length())
                .mapToObj(at -> String.valueOf(LETTERS.charAt(at)))
                .collect(Collectors.joining());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String inAscii(String text) {
        return text.replace("ß", "\\u00df").replace("é", "\\u00e9");
    }

    @Test
    void aSecretEscapedForJsonIsHiddenWhole() {
        var redaction = Redaction.byShape().knowing("pa\"ss\\wör/d-1");

        for (var spelt :
                List.of(
                        "pa\\\"ss\\\\wör/d-1",
                        "pa\\\"ss\\\\wör\\/d-1",
                        "pa\\\"ss\\\\w\\u00f6r/d-1",
                        "pa\\\\\\\"ss\\\\\\\\wör/d-1")) {
            assertThat(redaction.of("{\"a\":\"" + spelt + "\"}")).isEqualTo("{\"a\":\"(hidden)\"}");
        }
    }

    @Test
    void noSpellingOfAKnownSecretStays() {
        List<UnaryOperator<String>> spellings =
                List.of(
                        secret -> secret,
                        secret -> URLEncoder.encode(secret, UTF_8),
                        secret -> URLEncoder.encode(secret, UTF_8).replace("+", "%20"),
                        secret -> HexFormat.of().formatHex(secret.getBytes(UTF_8)),
                        RedactionTest::base64,
                        RedactionTest::json,
                        secret -> json(json(secret)),
                        secret -> inAscii(json(secret)),
                        secret -> json(secret).replace("/", "\\/"));
        for (var round = 0; round < 2000; round++) {
            var secret = some(20 + random.nextInt(60)).strip() + "end";
            var redaction = Redaction.byShape().knowing(secret);
            for (var spelling : spellings) {
                var spelt = spelling.apply(secret);
                var around = some(random.nextInt(40));

                var clean = redaction.of(around + spelt + around);

                assertThat(longestShared(clean, spelt)).as(spelt).isLessThan(LEFT);
            }
        }
    }

    @Test
    void aSecretWithinALongerBase64TextIsHidden() {
        for (var round = 0; round < 2000; round++) {
            var secret = some(24).strip() + "end";
            var text = base64(some(round % 7) + ":" + secret + some(round % 5));

            var clean = Redaction.byShape().knowing(secret).of(text);

            var left = clean.replaceAll("\\(hidden\\)", " ").strip();
            for (var part : left.split(" ", -1)) {
                assertThat(part.length()).as(text + " -> " + clean).isLessThan(LEFT);
            }
        }
    }

    @Test
    void aCutSecretIsHiddenTooWhereverItWasCut() {
        for (var round = 0; round < 2000; round++) {
            var secret = HexFormat.of().formatHex(some(32).getBytes(UTF_8)).substring(0, 64);
            var redaction = Redaction.byShape().knowing(secret);
            var cut = 1 + random.nextInt(62);
            var text = some(9) + secret.substring(0, cut) + "\n" + secret.substring(cut) + some(9);

            var clean = redaction.of(text);

            assertThat(longestShared(clean, secret)).as(clean).isLessThan(LEFT);
            var tail = redaction.of(secret.substring(cut) + " and more");
            assertThat(longestShared(tail, secret)).as(tail).isLessThan(LEFT);
        }
    }

    @Test
    void whatIsNoSecretStays() {
        var redaction = Redaction.byShape().knowing("0123456789abcdef0123456789abcdef");
        for (var text :
                List.of(
                        "",
                        "[gateway] http server listening on 127.0.0.1:18789",
                        "the cookie jar is empty; a token was given; basic settings are fine",
                        "task-list-of-the-day and a bearer of news",
                        "0123456 8")) {
            assertThat(redaction.of(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1:1/#token=abc123 x | abc123",
                "GET /?a=b&token=abc123&c=d | abc123",
                "Authorization: Bearer abcDEF12.34 | abcDEF12.34",
                "authorization: basic dXNlcjpwYXNz | dXNlcjpwYXNz",
                "Cookie: session=s3cr3t; other=alsos3cr3t | s3cr3t",
                "set-cookie: session=s3cr3t; Path=/ | s3cr3t",
                "{\"apiKey\":\"abcdefgh1234\"} | abcdefgh1234",
                "x-api-key: abcdefgh1234 | abcdefgh1234",
                "using sk-ant-api03-abcdefghijkl now | abcdefghijkl",
                "AIzaSyA1234567890abcdefghijklmnopq | SyA1234567890",
                "ghp_abcdefghijklmnopqrstuvwxyz012345 | abcdefghijkl",
                "xoxb-123456789012-abcdef | 123456789012",
                "gsk_abcdefghijklmnopqrstuvwxyz | abcdefghijklm",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3.abcdefg | eyJzdWIiOi",
            })
    void whatLooksLikeASecretIsHidden(String text, String secret) {
        assertThat(Redaction.byShape().of(text)).contains("(hidden)").doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", ""})
    void aSecretOfAFewLettersHidesNoOrdinaryWords(String secret) {
        assertThat(Redaction.byShape().knowing(secret).of("a short word"))
                .isEqualTo("a short word");
    }

    private static int longestShared(String text, String secret) {
        var longest = 0;
        var lengths = new int[secret.length() + 1];
        for (var read = 0; read < text.length(); read++) {
            var character = text.charAt(read);
            for (var at = secret.length(); at > 0; at--) {
                lengths[at] = secret.charAt(at - 1) == character ? lengths[at - 1] + 1 : 0;
                longest = Math.max(longest, lengths[at]);
            }
        }
        return longest;
    }
}
