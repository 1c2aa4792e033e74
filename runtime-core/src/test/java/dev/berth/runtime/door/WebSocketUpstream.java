package dev.berth.runtime.door;

import dev.berth.runtime.door.StrictReader.Head;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/// A service that agrees to every WebSocket and then does as a test says.
final class WebSocketUpstream implements Closeable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket listener;
    private final String greeting;
    private final Conduct conduct;
    private final BlockingQueue<Head> heads = new LinkedBlockingQueue<>();
    private final Set<FrameLine> open = ConcurrentHashMap.newKeySet();

    /// What it does once they have agreed.
    @FunctionalInterface
    interface Conduct {
        void meet(FrameLine line) throws IOException;
    }

    WebSocketUpstream(Conduct conduct) throws IOException {
        this("", conduct);
    }

    /// @param greeting what it says in one breath with its agreement, a letter a byte
    WebSocketUpstream(String greeting, Conduct conduct) throws IOException {
        this.greeting = greeting;
        this.conduct = conduct;
        listener = new ServerSocket(0, 500, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// The requests that asked for one.
    BlockingQueue<Head> heads() {
        return heads;
    }

    private void accept() {
        while (true) {
            try {
                var line = new FrameLine(listener.accept(), false);
                open.add(line);
                Thread.ofVirtual().start(() -> serve(line));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(FrameLine line) {
        try (line) {
            var head = new StrictReader(line.in()).head().orElseThrow();
            heads.add(head);
            line.say(agreement(head) + greeting);
            conduct.meet(line);
        } catch (IOException gone) {
            // The door or the client went away.
        } finally {
            open.remove(line);
        }
    }

    private static String agreement(Head head) throws IOException {
        var said = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
        said.append("Connection: Upgrade\r\nUpgrade: ");
        said.append(head.one("upgrade").orElse("")).append("\r\nSec-WebSocket-Accept: ");
        said.append(accept(head.one("sec-websocket-key").orElse(""))).append("\r\n");
        for (var name : new String[] {"sec-websocket-protocol", "sec-websocket-extensions"}) {
            head.one(name)
                    .map(value -> value.split(",", 2)[0])
                    .ifPresent(
                            value -> said.append(name).append(": ").append(value).append("\r\n"));
        }
        return said.append("\r\n").toString();
    }

    static String accept(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder()
                    .encodeToString(
                            digest.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Gives back every message, answers pings, and says farewell as it is said to it.
    static void echo(FrameLine line) throws IOException {
        for (var frame = line.read(); frame.isPresent(); frame = line.read()) {
            line.send(
                    frame.get().kind() == Frame.PING
                            ? Frame.of(Frame.PONG, frame.get().payload())
                            : frame.get());
            if (frame.get().kind() == Frame.CLOSE) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var line : open) {
            line.close();
        }
    }
}
