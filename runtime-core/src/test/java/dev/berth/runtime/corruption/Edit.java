package dev.berth.runtime.corruption;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One change to the bytes of a file. Places are counted round, so that every number fits every
/// file.
public sealed interface Edit {

    /// The bytes after it.
    byte[] applied(byte[] bytes);

    /// The end is missing: a torn write.
    record Cut(int at) implements Edit {
        @Override
        public byte[] applied(byte[] bytes) {
            return Arrays.copyOf(bytes, bytes.length == 0 ? 0 : at % bytes.length);
        }
    }

    /// Bits are turned over.
    record Flip(int at, int mask) implements Edit {
        @Override
        public byte[] applied(byte[] bytes) {
            var changed = bytes.clone();
            if (changed.length > 0) {
                changed[at % changed.length] ^= (byte) mask;
            }
            return changed;
        }
    }

    /// A range reads as zeros: the power went before the disk had it.
    record Zeros(int at, int length) implements Edit {
        @Override
        public byte[] applied(byte[] bytes) {
            var changed = bytes.clone();
            if (changed.length > 0) {
                var from = at % changed.length;
                Arrays.fill(changed, from, Math.min(changed.length, from + length), (byte) 0);
            }
            return changed;
        }
    }

    /// A range is gone.
    record Gap(int at, int length) implements Edit {
        @Override
        public byte[] applied(byte[] bytes) {
            if (bytes.length == 0) {
                return bytes;
            }
            var from = at % bytes.length;
            return spliced(bytes, from, Math.min(bytes.length, from + length), new byte[0]);
        }
    }

    /// A range is there twice.
    record Twice(int at, int length) implements Edit {
        @Override
        public byte[] applied(byte[] bytes) {
            if (bytes.length == 0) {
                return bytes;
            }
            var from = at % bytes.length;
            var range = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
            return spliced(bytes, from, from, range);
        }
    }

    /// Something is put in.
    record Put(int at, String text) implements Edit {
        @Override
        public byte[] applied(byte[] bytes) {
            var from = bytes.length == 0 ? 0 : at % bytes.length;
            return spliced(bytes, from, from, text.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public String toString() {
            return "Put[at=%d, %d bytes of %s]"
                    .formatted(at, text.length(), text.substring(0, Math.min(12, text.length())));
        }
    }

    /// The value of one field is another.
    record Value(int nth, String other) implements Edit {
        private static final Pattern FIELD =
                Pattern.compile("\"[a-zA-Z]+\" ?: ?(\"[^\"]*\"|\\[[^]]*]|[^,}\\n]*)");

        @Override
        public byte[] applied(byte[] bytes) {
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            var fields = FIELD.matcher(text).results().toList();
            if (fields.isEmpty()) {
                return bytes;
            }
            var field = fields.get(nth % fields.size());
            return spliced(
                    bytes,
                    field.start(1),
                    field.end(1),
                    other.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public String toString() {
            return "Value[nth=%d, %s]"
                    .formatted(nth, other.substring(0, Math.min(60, other.length())));
        }
    }

    /// The first time that one text stands there, another stands in its place.
    record Instead(String pattern, String text) implements Edit {
        @Override
        public byte[] applied(byte[] bytes) {
            var old = new String(bytes, StandardCharsets.ISO_8859_1);
            var replacement = Matcher.quoteReplacement(text);
            return old.replaceFirst(pattern, replacement).getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return "Instead[of=%s, %s]"
                    .formatted(pattern, text.substring(0, Math.min(60, text.length())));
        }
    }

    /// Each line ends as on another system.
    record LineEnds() implements Edit {
        @Override
        public byte[] applied(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /// All of it is something else.
    final class All implements Edit {
        private final byte[] other;
        private final String what;

        All(byte[] other, String what) {
            this.other = other.clone();
            this.what = what;
        }

        @Override
        public byte[] applied(byte[] bytes) {
            return other.clone();
        }

        @Override
        public String toString() {
            return "All[is=" + what + "]";
        }
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(middle);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
