package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Opens WebSockets at a door, by hand.
final class WebSocketClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private WebSocketClient() {}

    /// One that is agreed upon.
    ///
    /// @param fields further lines of the request's head
    static FrameLine open(int port, String... fields) throws IOException {
        var line = ask(port, fields);
        var head = new StrictReader(line.in()).head().orElseThrow();
        assertThat(head.line()).startsWith("HTTP/1.1 101 ");
        assertThat(head.one("sec-websocket-accept")).contains(WebSocketUpstream.accept(KEY));
        assertThat(head.one("upgrade")).contains("websocket");
        return line;
    }

    /// One that was asked for; the answer is still to be read.
    static FrameLine ask(int port, String... fields) throws IOException {
        return ask(port, "websocket", List.of(fields));
    }

    /// The same with another protocol.
    static FrameLine askFor(int port, String protocol) throws IOException {
        return ask(port, protocol, List.of());
    }

    private static FrameLine ask(int port, String protocol, List<String> fields)
            throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        var line = new FrameLine(socket, true);
        line.say(request(port, protocol, fields));
        return line;
    }

    private static String request(int port, String protocol, List<String> fields) {
        var lines =
                List.of(
                        "GET /chat?a=b HTTP/1.1",
                        "Host: 127.0.0.1:" + port,
                        "Connection: keep-alive, Upgrade",
                        "Upgrade: " + protocol,
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: " + KEY);
        return Stream.of(lines.stream(), fields.stream(), Stream.of("", ""))
                .flatMap(some -> some)
                .collect(Collectors.joining("\r\n"));
    }
}
