package dev.berth.runtime.diagnosis;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hides what is encoded as a whole where its meaning holds something that has to be hidden:
/// Base64, hexadecimal digits, percent signs, escapes of JSON; two of them around each other too.
/// Any thread.
final class Encoded implements UnaryOperator<String> {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");
    private static final Pattern HEX =
            Pattern.compile("(?<![0-9A-Za-z])(?:[0-9a-fA-F]{2}){8,}(?![0-9A-Za-z])");
    private static final Pattern PERCENT =
            Pattern.compile("[^\\s\"'<>]*%[0-9A-Fa-f]{2}[^\\s\"'<>]*");
    private static final Pattern ESCAPED =
            Pattern.compile("[^\\s\"']*\\\\(?:u[0-9A-Fa-f]{4}|/)[^\\s\"']*");
    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
    private static final Pattern BYTE = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

    private static final int DEEPEST = 2;

    private final UnaryOperator<String> inner;
    private final int depth;

    /// @param inner what has to be hidden in what was decoded
    Encoded(UnaryOperator<String> inner) {
        this(inner, 0);
    }

    private Encoded(UnaryOperator<String> inner, int depth) {
        this.inner = inner;
        this.depth = depth;
    }

    @Override
    public String apply(String text) {
        var clean = text;
        if (clean.indexOf('%') >= 0) {
            clean = each(clean, PERCENT, Encoded::percent);
        }
        if (clean.indexOf('\\') >= 0) {
            clean = each(clean, ESCAPED, Encoded::unescaped);
        }
        clean = overLines(clean, HEX, Encoded::hex);
        return overLines(clean, BASE64, this::base64);
    }

    private interface Decoding {
        Optional<String> of(String run);
    }

    private String each(String text, Pattern runs, Decoding decoding) {
        var matcher = runs.matcher(text);
        var clean = new StringBuilder();
        int at = 0;
        while (matcher.find()) {
            if (isTelling(decoding.of(matcher.group()))) {
                clean.append(text, at, matcher.start()).append(Sieves.SECRET);
                at = matcher.end();
            }
        }
        return at == 0 ? text : clean.append(text, at, text.length()).toString();
    }

    /// Such runs are often wrapped. Within a line first: what ends one line and begins the next
    /// would otherwise be taken for one run.
    private String overLines(String text, Pattern runs, Decoding decoding) {
        var clean = each(text, runs, decoding);
        var marked = Marked.of(clean, Marked.Gaps.LINES);
        if (marked.joined().length() == clean.length()) {
            return clean;
        }
        var matcher = runs.matcher(marked.joined());
        while (matcher.find()) {
            if (isTelling(decoding.of(matcher.group()))) {
                marked.mark(matcher.start(), matcher.end());
            }
        }
        return marked.without(Sieves.SECRET);
    }

    private boolean isTelling(Optional<String> meaning) {
        return meaning.filter(
                        plain -> {
                            if (!inner.apply(plain).equals(plain)) {
                                return true;
                            }
                            return depth + 1 < DEEPEST
                                    && !new Encoded(inner, depth + 1).apply(plain).equals(plain);
                        })
                .isPresent();
    }

    private static Optional<String> percent(String run) {
        return Optional.of(
                BYTE.matcher(run)
                        .replaceAll(found -> {
                            var bytes = HexFormat.of().parseHex(found.group().replace("%", ""));
                            return Matcher.quoteReplacement(
                                    new String(bytes, StandardCharsets.UTF_8));
                        }));
    }

    private static Optional<String> unescaped(String run) {
        return Optional.of(
                UNICODE.matcher(run)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(
                                        String.valueOf(
                                                (char) Integer.parseInt(found.group(1), 16))))
                        .replace("\\/", "/"));
    }

    private static Optional<String> hex(String run) {
        return readable(HexFormat.of().parseHex(run), 0);
    }

    /// One that was cut begins anywhere in its groups of four.
    private Optional<String> base64(String run) {
        var plain = run.replace('-', '+').replace('_', '/').replace("=", "");
        for (int from = 0; from < 4 && from < plain.length(); from++) {
            var rest = plain.substring(from);
            var whole = rest.length() % 4 == 1 ? rest.substring(0, rest.length() - 1) : rest;
            try {
                var meaning = readable(Base64.getDecoder().decode(whole), 2);
                if (meaning.isPresent()) {
                    return meaning;
                }
            } catch (IllegalArgumentException none) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isPrintable(byte one) {
        return (one >= 0x20 && one < 0x7f) || one == '\n' || one == '\r' || one == '\t';
    }

    /// Text is nearly all printable; what is not is no encoded text.
    ///
    /// @param ragged how many bytes at either end may belong to a character that was cut
    private static Optional<String> readable(byte[] bytes, int ragged) {
        int odd = 0;
        for (byte one : bytes) {
            odd += isPrintable(one) ? 0 : 1;
        }
        if (bytes.length < 6 || odd * 8 > bytes.length + ragged * 8) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException otherwise) {
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }
}
