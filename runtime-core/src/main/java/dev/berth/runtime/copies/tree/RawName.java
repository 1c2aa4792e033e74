package dev.berth.runtime.copies.tree;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The name of a thing in a folder, parts separated by `/`, as the bytes that the file system has.
/// Java's own text of it depends on the locale and loses what is no text there; only a `file:` URI
/// carries all bytes both ways (decision 38).
///
/// In order, a folder comes right before what is in it.
public final class RawName implements Comparable<RawName> {

    /// No name at all: the folder itself.
    public static final RawName ROOT = new RawName(new byte[0]);

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] bytes;

    private RawName(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The name with these bytes; anything goes.
    public static RawName of(byte[] bytes) {
        return new RawName(bytes.clone());
    }

    /// The name with this text.
    public static RawName of(String text) {
        return new RawName(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The last part of a path that came from a folder's listing.
    public static RawName lastOf(Path path) {
        var text = String.valueOf(path.getFileName());
        return isPlain(text) ? of(text) : new RawName(unescaped(lastPart(uri(path))));
    }

    /// The text of a link.
    public static RawName target(Path target) {
        var text = target.toString();
        if (isPlain(text)) {
            return of(text);
        }
        // below something that is no folder nothing is found, so that no slash is added
        var raw = target.isAbsolute() ? uri(target) : uri(NOWHERE.resolve(target));
        return new RawName(
                unescaped(target.isAbsolute() ? raw : raw.substring(uri(NOWHERE).length() + 1)));
    }

    private static final Path NOWHERE = Path.of("/dev/null");

    private static String uri(Path path) {
        return path.toUri().getRawPath();
    }

    private static String lastPart(String path) {
        var end = path.endsWith("/") ? path.length() - 1 : path.length();
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(letter -> letter >= 0x20 && letter <= 0x7E);
    }

    /// One of these in this one.
    public RawName child(RawName name) {
        if (bytes.length == 0) {
            return name;
        }
        var longer = Arrays.copyOf(bytes, bytes.length + 1 + name.bytes.length);
        longer[bytes.length] = '/';
        System.arraycopy(name.bytes, 0, longer, bytes.length + 1, name.bytes.length);
        return new RawName(longer);
    }

    /// The folder it is in; empty for the topmost.
    public Optional<RawName> parent() {
        for (var at = bytes.length - 1; at >= 0; at--) {
            if (bytes[at] == '/') {
                return Optional.of(new RawName(Arrays.copyOf(bytes, at)));
            }
        }
        return bytes.length == 0 ? Optional.empty() : Optional.of(ROOT);
    }

    /// Whether it lies in that one, at any depth.
    public boolean isBelow(RawName folder) {
        return folder.bytes.length == 0
                ? bytes.length > 0
                : bytes.length > folder.bytes.length
                        && bytes[folder.bytes.length] == '/'
                        && Arrays.equals(
                                bytes,
                                0,
                                folder.bytes.length,
                                folder.bytes,
                                0,
                                folder.bytes.length);
    }

    /// The rest of it, below that folder.
    public RawName below(RawName folder) {
        return new RawName(Arrays.copyOfRange(bytes, folder.bytes.length + 1, bytes.length));
    }

    /// Whether the last part ends so; ASCII letters only.
    public boolean endsWith(String end) {
        var tail = end.getBytes(StandardCharsets.US_ASCII);
        return bytes.length >= tail.length
                && Arrays.equals(
                        bytes, bytes.length - tail.length, bytes.length, tail, 0, tail.length);
    }

    /// Without so many bytes at its end.
    public RawName without(int count) {
        return new RawName(Arrays.copyOf(bytes, bytes.length - count));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /// How many folders deep, from 0.
    public int depth() {
        var deep = 0;
        for (var one : bytes) {
            deep += one == '/' ? 1 : 0;
        }
        return deep;
    }

    /// Whether each part is a name that a folder can have: no empty one, no `.`, no `..`, no zero
    /// byte.
    public boolean isProper() {
        var start = 0;
        for (var at = 0; at <= bytes.length; at++) {
            if (at < bytes.length && bytes[at] == 0) {
                return false;
            }
            if (at == bytes.length || bytes[at] == '/') {
                var length = at - start;
                var dots = length <= 2;
                for (var one = start; one < at; one++) {
                    dots &= bytes[one] == '.';
                }
                if (length == 0 || dots) {
                    return false;
                }
                start = at + 1;
            }
        }
        return true;
    }

    /// Where it is below a folder.
    public Path in(Path folder) {
        if (bytes.length == 0) {
            return folder;
        }
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return folder.resolve(isPlain(text) ? Path.of(text) : relative());
    }

    /// As the text of a link. A doubled and a trailing `/` are lost: Java's paths have none.
    public Path asTarget() {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (isPlain(text)) {
            return Path.of(text);
        }
        return bytes[0] == '/' ? Path.of(URI.create("file://" + escaped(true))) : relative();
    }

    private Path relative() {
        var whole = Path.of(URI.create("file:///" + escaped(true)));
        return whole.subpath(0, whole.getNameCount());
    }

    /// As text with percent signs: letters, digits and `-._~/` stand for themselves.
    @Override
    public String toString() {
        return escaped(false);
    }

    private String escaped(boolean forUri) {
        var text = new StringBuilder(bytes.length + 16);
        for (var one : bytes) {
            var letter = (char) (one & 0xFF);
            if (letter < 0x80
                    && (Character.isLetterOrDigit(letter) || "-._~/".indexOf(letter) >= 0)) {
                text.append(letter);
            } else {
                HEX.toHexDigits(text.append('%'), one);
            }
        }
        return forUri || !text.isEmpty() ? text.toString() : ".";
    }

    /// What [#toString] wrote; empty where that is no such text.
    public static Optional<RawName> parse(String text) {
        try {
            var name = text.equals(".") ? ROOT : new RawName(unescaped(text));
            return Optional.of(name).filter(read -> read.toString().equals(text));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static byte[] unescaped(String text) {
        var read = new ByteArrayOutputStream(text.length());
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '%') {
                read.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
                at += 2;
            } else {
                read.write(text.charAt(at));
            }
        }
        return read.toByteArray();
    }

    @Override
    public int compareTo(RawName other) {
        var at = Arrays.mismatch(bytes, other.bytes);
        if (at < 0) {
            return 0;
        }
        if (at == bytes.length || at == other.bytes.length) {
            return Integer.compare(bytes.length, other.bytes.length);
        }
        return Integer.compare(rank(bytes[at]), rank(other.bytes[at]));
    }

    private static int rank(byte one) {
        return one == '/' ? 0 : one & 0xFF;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawName name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
