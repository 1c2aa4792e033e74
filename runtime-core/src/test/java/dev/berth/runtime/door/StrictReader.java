package dev.berth.runtime.door;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads HTTP/1.1 messages by the letter of RFC 9112, so that whatever another reader could take
/// otherwise is an offence.
final class StrictReader {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})(;[\\t\\x20-\\xff]*)?");

    private static final Pattern LOOSE_CHUNK =
            Pattern.compile("0*([0-9A-Fa-f]{1,8})[ \\t]*(;[\\t\\x20-\\xff]*)?");
    private static final long REACH = 1 << 24;

    private final InputStream in;
    private final boolean strict;

    StrictReader(InputStream in) {
        this(in, true);
    }

    /// @param strict whether it takes offence also at what harms nobody who frames a body anew:
    ///   blanks after a chunk's size, and whatever follows the body
    StrictReader(InputStream in, boolean strict) {
        this.in = in;
        this.strict = strict;
    }

    /// What may not be sent.
    static final class Offence extends IOException {
        private static final long serialVersionUID = 1;

        Offence(String what) {
            super(what);
        }
    }

    /// A first line and what follows it.
    ///
    /// @param fields names in small letters
    record Head(String line, Map<String, List<String>> fields) {
        List<String> all(String name) {
            return fields.getOrDefault(name, List.of());
        }

        Optional<String> one(String name) throws Offence {
            if (all(name).size() > 1) {
                throw new Offence(name + " twice: " + all(name));
            }
            return all(name).stream().findFirst();
        }
    }

    /// Empty at the end of what is said.
    Optional<Head> head() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        var line = line(first);
        var fields = new HashMap<String, List<String>>();
        fields(fields);
        return Optional.of(new Head(line, fields));
    }

    private void fields(Map<String, List<String>> fields) throws IOException {
        for (var line = line(in.read()); !line.isEmpty(); line = line(in.read())) {
            int colon = line.indexOf(':');
            if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
                throw new Offence("no field: " + line);
            }
            var value = line.substring(colon + 1);
            if (!VALUE.matcher(value).matches()) {
                throw new Offence("no value: " + line);
            }
            fields.computeIfAbsent(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            _ -> new ArrayList<>())
                    .add(value.strip());
        }
    }

    private String line(int first) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = first; ; next = in.read()) {
            switch (next) {
                case -1 -> throw new EOFException("within " + line);
                case '\r' -> {
                    if (in.read() != '\n') {
                        throw new Offence("bare return after " + line);
                    }
                    return line.toString(StandardCharsets.ISO_8859_1);
                }
                case '\n', 0 -> throw new Offence("letter " + next + " after " + line);
                default -> line.write(next);
            }
        }
    }

    /// The body of a request, whole; empty when there is none.
    byte[] body(Head head) throws IOException {
        var length = head.one("content-length");
        var coding = head.one("transfer-encoding");
        if (coding.isPresent()) {
            if (length.isPresent() || !coding.get().equalsIgnoreCase("chunked")) {
                throw new Offence("length %s, coding %s".formatted(length, coding));
            }
            return chunks();
        }
        return length.isPresent() ? bytes(length(length.get())) : new byte[0];
    }

    private static long length(String text) throws IOException {
        if (!LENGTH.matcher(text).matches()) {
            throw new Offence("no length: " + text);
        }
        return Long.parseLong(text);
    }

    private byte[] chunks() throws IOException {
        var whole = new ByteArrayOutputStream();
        while (true) {
            var line = line(in.read());
            var size = (strict ? CHUNK : LOOSE_CHUNK).matcher(line);
            if (!size.matches()) {
                throw new Offence("no chunk: " + line);
            }
            long length = Long.parseLong(size.group(1), 16);
            if (length == 0) {
                trailer();
                return whole.toByteArray();
            }
            whole.writeBytes(bytes(length));
            if (!line(in.read()).isEmpty()) {
                throw new Offence("a chunk longer than it said");
            }
        }
    }

    private void trailer() throws IOException {
        if (!strict) {
            while (skipLine() > 0) {
                // Nobody passes it on.
            }
            return;
        }
        var trailer = new HashMap<String, List<String>>();
        fields(trailer);
        if (trailer.keySet().stream().anyMatch(StrictReader::steers)) {
            throw new Offence("after the body: " + trailer);
        }
    }

    /// How long the line was.
    private int skipLine() throws IOException {
        int length = 0;
        for (int last = 0, next = in.read(); next >= 0; last = next, next = in.read()) {
            if (last == '\r' && next == '\n') {
                return length - 1;
            }
            length++;
        }
        throw new EOFException("within a line");
    }

    /// Whether a field after the body would change what was understood before.
    private static boolean steers(String name) {
        return name.equals("content-length")
                || name.equals("transfer-encoding")
                || name.equals("host")
                || name.startsWith("x-forwarded");
    }

    private byte[] bytes(long length) throws IOException {
        if (length > REACH) {
            in.skipNBytes(length); // as many are never sent here
        }
        var bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("within a body");
        }
        return bytes;
    }

    /// The body of an answer, also one that lasts until the end of the connection.
    byte[] answer(Head head) throws IOException {
        return head.all("content-length").isEmpty() && head.all("transfer-encoding").isEmpty()
                ? in.readAllBytes()
                : body(head);
    }
}
