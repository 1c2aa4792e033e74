package dev.berth.runtime.wire;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// A client that writes what it likes.
final class RawClient implements AutoCloseable {
    static final String HELLO = "{\"protocol\":1,\"version\":\"test\"}";

    private final SocketChannel channel;
    private final LineReader lines;

    RawClient(Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        lines = new LineReader(channel, Protocol.LONGEST_LINE);
    }

    /// A client that has said and heard the first lines.
    static RawClient greeted(Path socket) throws IOException {
        var client = new RawClient(socket);
        client.write(HELLO);
        client.read();
        return client;
    }

    void write(String line) throws IOException {
        write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /// The next line; empty when the keeper has closed.
    Optional<String> next() throws IOException {
        try {
            return lines.next();
        } catch (LineReader.TooLong e) {
            throw new IOException("the keeper broke its own rule", e);
        }
    }

    String read() throws IOException {
        return next().orElseThrow(() -> new IOException("the keeper has closed"));
    }

    String ask(String line) throws IOException {
        write(line);
        return read();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
