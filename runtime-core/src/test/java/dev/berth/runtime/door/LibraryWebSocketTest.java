package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A client that others wrote, and that checks what it is told by the letter, through the door.
final class LibraryWebSocketTest {

    @Test
    void isUnderstoodByAStrictClient() throws Exception {
        try (var echo = new WebSocketUpstream(WebSocketUpstream::echo);
                var door = Doors.open(new StillBehind(echo.port()));
                var client = HttpClient.newHttpClient()) {
            var ear = new Ear();
            var socket = open(client, door, ear);

            send(socket.sendText("to be ", false));
            send(socket.sendText("or not", true));
            assertThat(ear.next()).isEqualTo("text to be or not");
            send(socket.sendBinary(ByteBuffer.allocate(200_000), true));
            assertThat(ear.next()).isEqualTo("binary 200000");
            send(socket.sendPing(ByteBuffer.wrap("there?".getBytes(StandardCharsets.UTF_8))));
            assertThat(ear.next()).isEqualTo("pong there?");
            send(socket.sendText("κόσμε 🦞", true));
            assertThat(ear.next()).isEqualTo("text κόσμε 🦞");
            var reason = "ü".repeat(61) + "!";
            send(socket.sendClose(4999, reason));
            assertThat(ear.next()).isEqualTo("closed 4999 " + reason);
            assertThat(socket.getSubprotocol()).isEqualTo("openclaw.v1");
        }
    }

    @Test
    void isToldOfAFallAsOfARestart() throws Exception {
        try (var upstream = new WebSocketUpstream(FrameLine::crash);
                var door = Doors.open(new StillBehind(upstream.port()));
                var client = HttpClient.newHttpClient()) {
            var ear = new Ear();
            var _ = open(client, door, ear);
            assertThat(ear.next()).startsWith("closed 1012");
        }
    }

    private static WebSocket open(HttpClient client, FrontDoor door, Ear ear) throws Exception {
        return client.newWebSocketBuilder()
                .subprotocols("openclaw.v1", "other")
                .buildAsync(URI.create("ws://127.0.0.1:%d/".formatted(door.port())), ear)
                .get(10, TimeUnit.SECONDS);
    }

    private static void send(java.util.concurrent.CompletableFuture<WebSocket> sending)
            throws Exception {
        assertThat(sending.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    /// Whole messages, a line each.
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private int bytes;

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
        }

        @Override
        @SuppressWarnings("NullAway") // null means: nothing to wait for
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.add("text " + text);
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        @SuppressWarnings("NullAway") // null means: nothing to wait for
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            bytes += part.remaining();
            if (last) {
                heard.add("binary " + bytes);
                bytes = 0;
            }
            from.request(1);
            return null;
        }

        @Override
        @SuppressWarnings("NullAway") // null means: nothing to wait for
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            heard.add("pong " + StandardCharsets.UTF_8.decode(message));
            from.request(1);
            return null;
        }

        @Override
        @SuppressWarnings("NullAway") // null means: nothing to wait for
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("closed " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            heard.add("broken " + error);
        }
    }
}
