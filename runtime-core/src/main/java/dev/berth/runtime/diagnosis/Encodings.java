package dev.berth.runtime.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How programs write a text down: as it is, for an address, in JSON, in Base64, in hexadecimal
/// digits.
final class Encodings {
    private static final int SHORTEST = 8;
    private static final char ASCII = 0x7e;

    private Encodings() {}

    static Set<String> of(String secret) {
        var all = new LinkedHashSet<String>();
        all.add(secret);
        var address = URLEncoder.encode(secret, UTF_8);
        for (var form : List.of(address, address.replace("+", "%20"))) {
            all.add(form);
            all.add(lowerCase(form));
        }
        for (var highest : List.of(ASCII, Character.MAX_VALUE)) {
            var json = json(secret, highest);
            all.add(json);
            all.add(json.replace("/", "\\/"));
            all.add(json(json, highest)); // JSON within JSON
        }
        for (var shift = 0; shift < 3; shift++) {
            var base64 = base64(secret, shift);
            all.add(base64);
            all.add(base64.replace('+', '-').replace('/', '_'));
        }
        var hex = HexFormat.of().formatHex(secret.getBytes(UTF_8));
        all.add(hex);
        all.add(hex.toUpperCase(Locale.ROOT));
        all.removeIf(form -> form.length() < SHORTEST);
        return all;
    }

    /// `%2F` as `%2f`; other letters stay.
    private static String lowerCase(String address) {
        var form = new StringBuilder(address);
        for (var at = form.indexOf("%"); at >= 0; at = form.indexOf("%", at + 1)) {
            form.replace(at, at + 3, form.substring(at, at + 3).toLowerCase(Locale.ROOT));
        }
        return form.toString();
    }

    /// @param highest what lies above is written as a number
    private static String json(String text, char highest) {
        var escaped = new StringBuilder();
        text.chars()
                .forEach(character ->
                        escaped.append(
                                switch (character) {
                                    case '"' -> "\\\"";
                                    case '\\' -> "\\\\";
                                    case '\t' -> "\\t";
                                    case '\n' -> "\\n";
                                    case '\r' -> "\\r";
                                    default ->
                                            character < 0x20 || character > highest
                                                    ? "\\u%04x".formatted(character)
                                                    : String.valueOf((char) character);
                                }));
        return escaped.toString();
    }

    /// What Base64 makes of it where `shift` bytes (modulo 3) stand before it in the same text: the
    /// characters that depend on it alone.
    private static String base64(String secret, int shift) {
        var bytes = secret.getBytes(UTF_8);
        var shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        var whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = (shift * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        return to <= from ? "" : whole.substring(from, to);
    }
}
