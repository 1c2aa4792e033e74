package dev.berth.runtime.door;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A service that does with each connection what its script says, or hands it to the test.
final class ScriptedService implements Closeable {
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final Set<Line> open = ConcurrentHashMap.newKeySet();
    private final Script script;
    private final int port;
    private volatile ServerSocket listener;

    /// What is done with a connection.
    interface Script {
        void serve(Line line) throws IOException;
    }

    /// Hands its connections to the test.
    ScriptedService() throws IOException {
        this.script = lines::add;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    ScriptedService(Script script) throws IOException {
        this.script = script;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    /// Answers every request, which has no body, with this.
    static ScriptedService answering(String head, String body) throws IOException {
        return new ScriptedService(line -> {
            while (!line.head().isEmpty()) {
                line.say(head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            }
        });
    }

    static ScriptedService saying(String body) throws IOException {
        return answering("HTTP/1.1 200 OK", body);
    }

    int port() {
        return port;
    }

    /// The next connection.
    Line next() throws InterruptedException {
        var line = lines.poll(10, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("nobody came");
        }
        return line;
    }

    /// Nobody listens any more, and all connections are reset.
    void fall() throws IOException {
        listener.close();
        for (var line : open) {
            line.reset();
        }
    }

    /// Listens again, at the same address.
    void rise() throws IOException {
        listener = listen(port);
    }

    private ServerSocket listen(int where) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), where), 500);
        Thread.ofVirtual().start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                var line = new Line(from.accept());
                open.add(line);
                Thread.ofVirtual().start(() -> serve(line));
            }
        } catch (IOException _) {
            // fallen or closed
        }
    }

    private void serve(Line line) {
        try {
            script.serve(line);
        } catch (IOException _) {
            // the other side went
        }
    }

    @Override
    public void close() throws IOException {
        fall();
    }
}
