package dev.berth.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A server of somebody else's on our port, which writes down every byte that it is sent. It
/// answers everything with 200, as if it were ready.
final class ForeignServer implements AutoCloseable {
    private static final String YES =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n"
                    + "Connection: close\r\n\r\n{\"ready\":true}";

    private final ServerSocket listener;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final boolean answers;

    /// @param answers whether it answers; else it takes what comes and says nothing
    ForeignServer(int port, boolean answers) throws IOException {
        this.answers = answers;
        listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var chunk = new byte[4096];
            for (int n = socket.getInputStream().read(chunk);
                    n >= 0;
                    n = socket.getInputStream().read(chunk)) {
                synchronized (received) {
                    received.write(chunk, 0, n);
                }
                if (answers) {
                    socket.getOutputStream().write(YES.getBytes(StandardCharsets.UTF_8));
                    socket.getOutputStream().flush();
                }
            }
        } catch (IOException gone) {
            // The caller went away.
        }
    }

    /// Everything that it was sent.
    String received() {
        synchronized (received) {
            return received.toString(StandardCharsets.ISO_8859_1);
        }
    }

    boolean isUp() {
        return !listener.isClosed();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
