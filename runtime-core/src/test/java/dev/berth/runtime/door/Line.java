package dev.berth.runtime.door;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// One end of a connection, spoken on by hand; a character is a byte.
final class Line implements Closeable {
    private static final int PATIENCE_MILLIS = 10_000;

    final Socket socket;
    private final BufferedInputStream in;

    Line(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Line to(int port) throws IOException {
        return new Line(new Socket(InetAddress.ofLiteral("127.0.0.1"), port));
    }

    /// Lines of a head without their ends, joined; then the end of the head.
    Line sayHead(String... lines) throws IOException {
        return say(String.join("\r\n", lines) + "\r\n\r\n");
    }

    Line say(String bytes) throws IOException {
        return say(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    Line say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// A head with its end; empty where the other side closed before one began.
    String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                if (head.isEmpty()) {
                    return "";
                }
                throw new EOFException("in the middle of: " + head);
            }
            head.append((char) b);
        }
        return head.toString();
    }

    /// So many bytes.
    String hear(int count) throws IOException {
        var bytes = in.readNBytes(count);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// How many bytes there are in a body in pieces, which is read to its end.
    long chunks() throws IOException {
        long all = 0;
        for (int length = chunk(); length > 0; length = chunk()) {
            all += length;
        }
        return all;
    }

    private int chunk() throws IOException {
        var size = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("where a piece should begin");
            }
            size.append((char) b);
        }
        int length = Integer.parseInt(size.toString().strip(), 16);
        in.skipNBytes(length + 2L);
        return length;
    }

    /// All until the other side closes.
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /// Whether the other side is done, one way or another; what it still says is thrown away.
    boolean ends() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    void reset() throws IOException {
        if (socket.isClosed()) {
            return;
        }
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
