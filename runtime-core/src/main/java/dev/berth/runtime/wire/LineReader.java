package dev.berth.runtime.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Cuts a stream of bytes into lines, of bounded length. One thread only.
final class LineReader {
    private final ReadableByteChannel channel;
    private final int longest;
    private final ByteBuffer buffer = ByteBuffer.allocate(8192).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /// @param longest a line's longest length in bytes, its end included
    LineReader(ReadableByteChannel channel, int longest) {
        this.channel = channel;
        this.longest = longest;
    }

    /// The next line without its end; empty at the end of the stream. A last line without an end
    /// was cut off and is not told.
    Optional<String> next() throws IOException, TooLong {
        line.reset();
        while (true) {
            while (buffer.hasRemaining()) {
                byte b = buffer.get();
                if (b == '\n') {
                    return Optional.of(line.toString(StandardCharsets.UTF_8));
                }
                if (line.size() + 1 >= longest) {
                    throw new TooLong();
                }
                line.write(b);
            }
            buffer.clear();
            int read = channel.read(buffer);
            buffer.flip();
            if (read < 0) {
                return Optional.empty();
            }
        }
    }

    /// A line is longer than is allowed; what follows cannot be understood any more.
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
