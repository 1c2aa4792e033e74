package dev.berth.runtime.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SievesTest {
    private static final Sieves SIEVES =
            Sieves.forOthers(
                    PlantedSecrets.known(),
                    List.of("annabel", "Annabel Oberholzer", "Oberholzer", "root"),
                    List.of(
                            "blauwal",
                            "blauwal.oberholzer.example",
                            "mirror.firma.example",
                            "localhost"));

    static Stream<String> secrets() {
        return PlantedSecrets.all().stream();
    }

    @Test
    void thereAreForty() {
        assertThat(PlantedSecrets.all()).hasSize(40).doesNotHaveDuplicates();
    }

    /// What is left must not show it, nor show it to somebody who decodes what is left.
    @ParameterizedTest
    @MethodSource("secrets")
    void aSecretIsFoundHoweverItIsWritten(String secret) {
        var shown = new ArrayList<String>();
        PlantedSecrets.written(secret)
                .forEach((way, text) -> {
                    var clean = SIEVES.apply(text);
                    if (meanings(clean).anyMatch(one -> PlantedSecrets.shows(one, secret))) {
                        shown.add(way + ": " + clean);
                    }
                });

        assertThat(shown).as(secret).isEmpty();
    }

    /// The text itself, and all that may be meant by it.
    private static Stream<String> meanings(String text) {
        var runs =
                Pattern.compile("[A-Za-z0-9+/_-]{8,}")
                        .matcher(text.replaceAll("\\s", ""))
                        .results();
        return Stream.concat(
                Stream.of(
                        text,
                        java.net.URLDecoder.decode(
                                text.replace("%", "%25")
                                        .replaceAll("%25([0-9A-F]{2})", "%$1")
                                        .replace("+", "%2B"),
                                UTF_8)),
                runs.flatMap(run -> Stream.of(base64(run.group()), hex(run.group()))));
    }

    private static String base64(String run) {
        try {
            var plain = run.replace('-', '+').replace('_', '/');
            return new String(
                    Base64.getDecoder().decode(plain.substring(0, plain.length() / 4 * 4)), UTF_8);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    private static String hex(String run) {
        return run.matches("(?:[0-9a-fA-F]{2})+")
                ? new String(HexFormat.of().parseHex(run), UTF_8)
                : "";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/home/annabel/.local/share/berth",
                "C:\\Users\\annabel\\AppData",
                "{\"path\":\"\\/home\\/annabel\\/x\"}",
                "/Users/Annabel/Library",
                "dir=%2Fhome%2Fannabel%2Fx",
                "written by Annabel Oberholzer",
                "mail to annabel.o@firma.example now",
                "anna+berth@mail.firma.example",
                "ssh annabel@blauwal: no route",
                "host blauwal is up",
                "GET https://git.firma.example/x",
                "http://mirror.firma.example:5000/v2/",
                "http://nas.fritz.box/",
                "resolver printer.local failed",
                "connect to 192.168.178.23:443",
                "peer fd00:1234:5678:9abc::42 gone",
                "ether 52:54:00:12:34:56",
                "/home/somebodyelse/x",
                "{\"hostname\":\"somebodyelse\"}"
            })
    void whoAndWhereAreFound(String text) {
        assertThat(SIEVES.apply(text))
                .doesNotContainIgnoringCase("annabel")
                .doesNotContainIgnoringCase("oberholzer")
                .doesNotContain("blauwal", "firma.example", "fritz.box", "printer.local")
                .doesNotContain("192.168.", "fd00:", "52:54:00", "somebodyelse");
    }

    @Test
    void whoIsFoundWhereItIsEncoded() {
        var mail =
                Base64.getEncoder().encodeToString("From: annabel.o@firma.example".getBytes(UTF_8));
        assertThat(SIEVES.apply("header " + mail)).doesNotContain(mail.substring(8, 30));
        assertThat(SIEVES.apply("u=" + URLEncoder.encode("annabel.o@firma.example", UTF_8)))
                .doesNotContain("annabel");
    }

    /// What is needed to find a fault stays.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T02:13:05.120Z INFO  Supervisor: the service ended",
                "sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945",
                "ghcr.io/openclaw/openclaw:2026.9.6",
                "http://127.0.0.1:18789/ answered 200",
                "/usr/libexec/podman/netavark version 1.14.0",
                "berth-3f2a91c0-gateway-token is missing",
                "at dev.berth.runtime.engine.podman.PodmanCli.follow(PodmanCli.java:245)",
                "{\"instance\":\"3f2a91c0-7be4-4d85-8566-aa77bb88cc99\",\"desired\":\"running\"}",
                "Error: address already in use: 0.0.0.0:18789",
                "{\"token\":null,\"password\":false}",
                "podman version 5.4.2",
                "bytes=734003200 fraction=0.62"
            })
    void whatHelpsStays(String text) {
        assertThat(SIEVES.apply(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: hunter22",
                "OPENAI_API_KEY=whatever-this-is",
                "\"clientSecret\" : \"s3same open\"",
                "Authorization: Custom abcdef",
                "Set-Cookie: sid=xyz; Path=/",
                "https://anna:hunter22@proxy.example:3128",
                "--token hunter22-and-more",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE\n-----END OPENSSH PRIVATE KEY-----"
            })
    void whatStandsBehindATellingNameIsFound(String text) {
        assertThat(SIEVES.apply(text))
                .contains("(hidden)")
                .doesNotContain("hunter22", "whatever", "s3same", "abcdef", "xyz", "b3Blb");
    }

    @Test
    void aTextWithNothingInItIsNotChanged() {
        assertThat(SIEVES.apply("")).isEmpty();
        assertThat(Sieves.forThePerson(List.of()).apply("/home/annabel"))
                .isEqualTo("/home/annabel");
    }
}
