package dev.berth.runtime.copies.archive;

import dev.berth.runtime.copies.tree.Kind;
import dev.berth.runtime.copies.tree.RawName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Reads what [TarWriter] writes and refuses everything else: other kinds of entries, other forms
/// of the header, sums that do not fit, anything behind the end.
final class TarReader {
    private static final String GNU = "ustar  \0";

    private final InputStream in;
    private static final byte[] ZEROS = new byte[TarWriter.BLOCK];

    private final byte[] block = new byte[TarWriter.BLOCK];
    private final byte[] over = new byte[8192];
    private long left;
    private int padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /// The next entry; what is left of the one before is passed over. Empty at the end.
    Optional<TarEntry> next() throws IOException {
        skip();
        Optional<byte[]> longName = Optional.empty();
        Optional<byte[]> longLink = Optional.empty();
        while (true) {
            readBlock();
            if (isZero()) {
                end();
                if (longName.isPresent() || longLink.isPresent()) {
                    throw new BadCopy("it ends in the middle");
                }
                return Optional.empty();
            }
            checkForm();
            var flag = (char) block[156];
            if (flag == 'L' && longName.isEmpty()) {
                longName = Optional.of(longText());
            } else if (flag == 'K' && longLink.isEmpty()) {
                longLink = Optional.of(longText());
            } else {
                return Optional.of(entry(flag, longName, longLink));
            }
        }
    }

    private TarEntry entry(char flag, Optional<byte[]> longName, Optional<byte[]> longLink)
            throws IOException {
        var kind =
                switch (flag) {
                    case '0' -> Kind.FILE;
                    case '2' -> Kind.LINK;
                    case '5' -> Kind.FOLDER;
                    default -> throw new BadCopy("it holds something that is no file or folder");
                };
        var name = RawName.of(longName.orElseGet(() -> text(0)));
        if (kind == Kind.FOLDER) {
            if (!name.endsWith("/")) {
                throw new BadCopy("a folder in it is named like a file");
            }
            name = name.without(1);
        }
        var link = RawName.of(longLink.orElseGet(() -> text(157)));
        if ((kind == Kind.LINK) == (link.length() == 0)) {
            throw new BadCopy("a link in it leads nowhere");
        }
        var size = number(124, 12);
        if (kind != Kind.FILE && size != 0) {
            throw new BadCopy("something in it has content that cannot have any");
        }
        left = size;
        padding = TarWriter.padding(size);
        return new TarEntry(
                name,
                kind,
                (int) number(100, 8) & 01777,
                number(108, 8),
                number(116, 8),
                size,
                number(136, 12),
                link);
    }

    private byte[] longText() throws IOException {
        var size = number(124, 12);
        if (size < 2 || size > Bounds.NAME + 16) {
            throw new BadCopy("a name in it is too long");
        }
        var text = new byte[(int) size];
        readFully(text, text.length);
        var over = new byte[TarWriter.padding(size)];
        readFully(over, over.length);
        for (var at = 0; at < text.length - 1; at++) {
            if (text[at] == 0) {
                throw new BadCopy("a name in it is none");
            }
        }
        if (text[text.length - 1] != 0) {
            throw new BadCopy("a name in it is none");
        }
        return Arrays.copyOf(text, text.length - 1);
    }

    private void checkForm() throws BadCopy {
        if (!new String(block, 257, 8, StandardCharsets.ISO_8859_1).equals(GNU)
                || number(148, 8) != TarWriter.sum(block)) {
            throw new BadCopy("it is damaged inside");
        }
    }

    private byte[] text(int at) {
        var end = at;
        while (end < at + TarWriter.SHORT_NAME && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, at, end);
    }

    private long number(int at, int length) throws BadCopy {
        if ((block[at] & 0x80) != 0) {
            long value = block[at] & 0x7F;
            for (var one = at + 1; one < at + length; one++) {
                if (value >>> (Long.SIZE - 9) != 0) {
                    throw new BadCopy("a number in it is too large");
                }
                value = (value << 8) | (block[one] & 0xFF);
            }
            return value;
        }
        long value = 0;
        for (var one = at; one < at + length; one++) {
            var digit = block[one];
            if (digit == 0 || digit == ' ') {
                break;
            }
            if (digit < '0' || digit > '7') {
                throw new BadCopy("a number in it is none");
            }
            value = value * 8 + (digit - '0');
        }
        return value;
    }

    /// Reads of the present entry's content.
    ///
    /// @return how much; -1 at its end
    int read(byte[] into) throws IOException {
        if (left == 0) {
            return -1;
        }
        var count = in.read(into, 0, (int) Math.min(into.length, left));
        if (count < 0) {
            throw new BadCopy("it ends in the middle");
        }
        left -= count;
        return count;
    }

    private void skip() throws IOException {
        while (read(over) >= 0) {
            // the rest of it
        }
        readFully(over, padding);
        padding = 0;
    }

    private boolean isZero() {
        return Arrays.equals(block, ZEROS);
    }

    private void end() throws IOException {
        readBlock();
        if (!isZero() || in.read() >= 0) {
            throw new BadCopy("something follows its end");
        }
    }

    private void readBlock() throws IOException {
        readFully(block, block.length);
    }

    private void readFully(byte[] into, int count) throws IOException {
        if (in.readNBytes(into, 0, count) < count) {
            throw new BadCopy("it ends in the middle", new EOFException());
        }
    }
}
