package dev.berth.runtime.copies.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// The seal at the end of the file: a skippable frame (RFC 8878, section 3.1.2), so that `zstd`
/// passes over it. In it: the text, the text's SHA-256, the text's length, a mark.
public final class SealFrame {
    private static final int MAGIC = 0x184D2A5E;
    private static final int HEAD = 8;
    private static final int SUM = 32;
    private static final byte[] MARK = "BERTHSL1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = SUM + Integer.BYTES + MARK.length;

    private SealFrame() {}

    static byte[] write(Seal seal) {
        var text = SealText.write(seal);
        var frame = new byte[HEAD + text.length + TAIL];
        var _ =
                ByteBuffer.wrap(frame)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(MAGIC)
                        .putInt(text.length + TAIL)
                        .put(text)
                        .put(Sums.of(text))
                        .putInt(text.length)
                        .put(MARK);
        return frame;
    }

    /// A seal that was read.
    ///
    /// @param length bytes of the file before it
    /// @param fileBytes bytes of the whole file
    public record Found(Seal seal, long length, long fileBytes) {}

    /// Reads the seal of a file, and nothing else of it.
    ///
    /// @throws BadCopy where it has none, or none that holds
    public static Found read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel);
        }
    }

    private static Found read(FileChannel file) throws IOException {
        var size = file.size();
        if (size < HEAD + TAIL) {
            throw new BadCopy("it is not a safety copy, or was cut off");
        }
        var tail = read(file, size - TAIL, TAIL);
        var sum = new byte[SUM];
        tail.get(sum);
        var length = tail.getInt();
        var mark = new byte[MARK.length];
        tail.get(mark);
        if (!Arrays.equals(mark, MARK)) {
            throw new BadCopy("it is not a safety copy, or was cut off");
        }
        if (length < 0 || length > Bounds.TEXT || HEAD + length + TAIL > size) {
            throw new BadCopy("its end is damaged");
        }
        var begin = size - TAIL - length - HEAD;
        var head = read(file, begin, HEAD + length);
        var text = new byte[length];
        if (head.getInt() != MAGIC || head.getInt() != length + TAIL) {
            throw new BadCopy("its end is damaged");
        }
        head.get(text);
        if (!Arrays.equals(sum, Sums.of(text))) {
            throw new BadCopy("its end is damaged");
        }
        return new Found(SealText.seal(text), begin, size);
    }

    private static ByteBuffer read(FileChannel file, long from, int count) throws IOException {
        var buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, from + buffer.position()) < 0) {
                throw new BadCopy("it was cut off");
            }
        }
        return buffer.flip();
    }
}
