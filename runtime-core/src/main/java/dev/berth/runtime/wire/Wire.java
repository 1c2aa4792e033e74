package dev.berth.runtime.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// Writes whole lines to a channel, and gives a partner up that does not take them.
final class Wire {
    private final SocketChannel channel;
    private final Patience patience;

    Wire(SocketChannel channel, Patience patience) {
        this.channel = channel;
        this.patience = patience;
    }

    /// Writes the line and its end. One thread only. A partner that does not read in time finds the
    /// channel closed, and so does the caller.
    void write(String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try (var _ = patience.untilLost(this::close)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /// Says that nothing more will be written; what the partner still has to say can be read.
    void closeOutput() throws IOException {
        channel.shutdownOutput();
    }

    /// From any thread; ends what others do on the channel.
    void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // There is nothing left to do with it.
        }
    }
}
