package dev.berth.runtime.copies.archive;

import dev.berth.runtime.copies.tree.Kind;
import dev.berth.runtime.copies.tree.RawName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the form of GNU tar (its manual, "Basic Tar Format"): names of any bytes and length,
/// sizes and owners of any number. Times have whole seconds; the manifest has the rest.
final class TarWriter {
    static final int BLOCK = 512;
    static final int SHORT_NAME = 100;
    static final String LONG_LINK = "././@LongLink";

    private static final byte[] ZEROS = new byte[BLOCK];

    private final OutputStream out;
    private long left;
    private int padding;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    /// Begins an entry; a file's content follows with [#write].
    void begin(TarEntry entry) throws IOException {
        end();
        var name = entry.kind() == Kind.FOLDER ? withSlash(entry.name()) : entry.name().bytes();
        var link = entry.link().bytes();
        if (name.length > SHORT_NAME) {
            longName('L', name);
        }
        if (link.length > SHORT_NAME) {
            longName('K', link);
        }
        header(name, link, flag(entry.kind()), entry);
        left = entry.size();
        padding = padding(entry.size());
    }

    private static byte[] withSlash(RawName name) {
        return name.child(RawName.ROOT).bytes();
    }

    private static char flag(Kind kind) {
        return switch (kind) {
            case FILE -> '0';
            case LINK -> '2';
            case FOLDER -> '5';
        };
    }

    private void longName(char flag, byte[] bytes) throws IOException {
        var size = bytes.length + 1; // with a zero, as GNU has it
        header(
                LONG_LINK.getBytes(StandardCharsets.US_ASCII),
                new byte[0],
                flag,
                new TarEntry(RawName.ROOT, Kind.FILE, 0644, 0, 0, size, 0, RawName.ROOT));
        out.write(bytes);
        out.write(0);
        out.write(ZEROS, 0, padding(size));
    }

    static int padding(long size) {
        return (int) (-size & (BLOCK - 1));
    }

    private void header(byte[] name, byte[] link, char flag, TarEntry entry) throws IOException {
        var block = new byte[BLOCK];
        System.arraycopy(name, 0, block, 0, Math.min(name.length, SHORT_NAME));
        number(block, 100, 8, entry.mode());
        number(block, 108, 8, Math.max(0, entry.owner()));
        number(block, 116, 8, Math.max(0, entry.group()));
        number(block, 124, 12, entry.size());
        number(block, 136, 12, Math.max(0, entry.modified()));
        block[156] = (byte) flag;
        System.arraycopy(link, 0, block, 157, Math.min(link.length, SHORT_NAME));
        text(block, 257, "ustar  \0");
        text(block, 148, "%06o\0 ".formatted(sum(block)));
        out.write(block);
    }

    /// The sum of a header, its own field taken as blanks.
    static int sum(byte[] block) {
        var sum = 0;
        for (var at = 0; at < BLOCK; at++) {
            sum += at >= 148 && at < 156 ? ' ' : block[at] & 0xFF;
        }
        return sum;
    }

    /// In octal digits, or where these are too few in bytes with the first bit set.
    private static void number(byte[] block, int at, int length, long value) {
        var digits = Long.toOctalString(value);
        if (digits.length() < length) {
            text(block, at, "0".repeat(length - 1 - digits.length()) + digits + "\0");
            return;
        }
        for (var one = 0; one < length; one++) {
            var shift = 8 * (length - 1 - one);
            block[at + one] = shift < Long.SIZE ? (byte) (value >>> shift) : 0;
        }
        block[at] |= (byte) 0x80;
    }

    private static void text(byte[] block, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    void write(byte[] bytes, int from, int count) throws IOException {
        if (count > left) {
            throw new IllegalStateException("more content than was said");
        }
        out.write(bytes, from, count);
        left -= count;
    }

    private void end() throws IOException {
        if (left > 0) {
            throw new IllegalStateException("less content than was said");
        }
        out.write(ZEROS, 0, padding);
        padding = 0;
    }

    /// Ends the archive; nothing may follow.
    void finish() throws IOException {
        end();
        out.write(ZEROS);
        out.write(ZEROS);
    }
}
