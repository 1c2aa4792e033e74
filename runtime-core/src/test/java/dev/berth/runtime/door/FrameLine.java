package dev.berth.runtime.door;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One end of a WebSocket that checks nothing and sends anything.
final class FrameLine implements Closeable {
    private final Socket socket;
    private final InputStream in;
    private final boolean masks;

    /// @param masks whether this is the client's end
    FrameLine(Socket socket, boolean masks) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.masks = masks;
        socket.setTcpNoDelay(true);
    }

    InputStream in() {
        return in;
    }

    void say(String text) throws IOException {
        raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(Frame frame) throws IOException {
        raw(frame.onWire(masks));
    }

    /// In pieces of so many bytes.
    void chop(Frame frame, int piece) throws IOException {
        var wire = frame.onWire(masks);
        for (int from = 0; from < wire.length; from += piece) {
            raw(java.util.Arrays.copyOfRange(wire, from, Math.min(wire.length, from + piece)));
        }
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /// The next frame; empty when nothing more is said.
    Optional<Frame> read() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int second = byteOf();
        int length =
                switch (second & 0x7f) {
                    case 126 -> ByteBuffer.wrap(bytes(2)).getShort() & 0xffff;
                    case 127 -> Math.toIntExact(ByteBuffer.wrap(bytes(8)).getLong());
                    default -> second & 0x7f;
                };
        boolean masked = (second & 0x80) != 0;
        if (masked == masks) {
            throw new IOException("masked by the wrong end");
        }
        var mask = masked ? bytes(4) : new byte[4];
        var body = bytes(length);
        Frame.unmask(body, mask);
        return Optional.of(new Frame(first, new String(body, StandardCharsets.ISO_8859_1)));
    }

    private int byteOf() throws IOException {
        return bytes(1)[0] & 0xff;
    }

    private byte[] bytes(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("within a frame");
        }
        return bytes;
    }

    /// Nothing more is said, but listened to.
    void sayNoMore() throws IOException {
        socket.shutdownOutput();
    }

    /// Goes away as a process that is killed: the other end is told that nobody is there.
    void crash() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
