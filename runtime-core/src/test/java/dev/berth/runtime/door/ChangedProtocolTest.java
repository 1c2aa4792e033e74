package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// WebSockets and other protocols through the door.
final class ChangedProtocolTest {
    private static final String[] CHANGE = {
        "GET / HTTP/1.1", "Host: localhost", "Connection: upgrade", "Upgrade: odd"
    };

    private ScriptedService service;
    private FrontDoor door;

    @BeforeEach
    void open() throws IOException {
        service = new ScriptedService();
        door = new NettyCarpenter().open(0, Stage.ready(service.port()), Stage.voice());
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        service.close();
    }

    private record Pair(Line client, Line service) {}

    private Pair change(String protocol) throws Exception {
        var client =
                Line.to(door.port())
                        .say(
                                "GET /ws HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Connection: keep-alive, Upgrade\r\nUpgrade: "
                                        + protocol
                                        + "\r\nSec-WebSocket-Key: abc\r\n"
                                        + "Sec-WebSocket-Protocol: a, b\r\n"
                                        + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
        var line = service.next();
        assertThat(line.head())
                .containsIgnoringCase("connection: upgrade\r\n")
                .containsIgnoringCase("upgrade: " + protocol + "\r\n")
                .contains("Sec-WebSocket-Protocol: a, b\r\n")
                .contains("Sec-WebSocket-Extensions: permessage-deflate\r\n");
        line.say(
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: "
                        + protocol
                        + "\r\nSec-WebSocket-Accept: xyz\r\nSec-WebSocket-Protocol: b\r\n\r\n");
        assertThat(client.head())
                .startsWith("HTTP/1.1 101 ")
                .contains("Sec-WebSocket-Accept: xyz\r\n")
                .contains("Sec-WebSocket-Protocol: b\r\n");
        return new Pair(client, line);
    }

    @Test
    void bytesPassAsTheyAre() throws Exception {
        var every = new StringBuilder();
        for (int i = 0; i < 256; i++) {
            every.append((char) i);
        }
        var pair = change("odd/1");
        pair.client().say(every.toString());
        assertThat(pair.service().hear(256)).isEqualTo(every.toString());
        pair.service().say(every.reverse().toString());
        assertThat(pair.client().hear(256)).isEqualTo(every.toString());
    }

    @Test
    void wordsRightAfterTheHeadsAreNotLost() throws Exception {
        try (var client = Line.to(door.port()).sayHead(CHANGE).sayHead("GET /early HTTP/1.1")) {
            var line = service.next();
            line.head();
            line.say(
                    "HTTP/1.1 101 Now\r\nConnection: upgrade\r\nUpgrade: odd\r\n\r\nHTTP/1.1 no\n");
            assertThat(line.hear(23)).isEqualTo("GET /early HTTP/1.1\r\n\r\n");
            client.head();
            assertThat(client.hear(12)).isEqualTo("HTTP/1.1 no\n");
        }
    }

    @Test
    void aRefusedChangeIsAnAnswerLikeAnother() throws Exception {
        try (var client =
                Line.to(door.port())
                        .sayHead(CHANGE)
                        .sayHead("GET /next HTTP/1.1", "Host: localhost")) {
            var line = service.next();
            line.head();
            line.say("HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno");
            assertThat(client.head()).startsWith("HTTP/1.1 401 No\r\n");
            assertThat(client.hear(2)).isEqualTo("no");
            assertThat(line.head()).startsWith("GET /next HTTP/1.1\r\n");
        }
    }

    @Test
    void eachSideMayEndItsOwnDirection() throws Exception {
        var pair = change("odd/1");
        pair.client().say("last").socket.shutdownOutput();
        assertThat(pair.service().rest()).isEqualTo("last");
        pair.service().say("answer").close();
        assertThat(pair.client().rest()).isEqualTo("answer");
        pair = change("odd/1");
        pair.service().say("last").socket.shutdownOutput();
        assertThat(pair.client().rest()).isEqualTo("last");
        pair.client().say("answer").close();
        assertThat(pair.service().rest()).isEqualTo("answer");
    }

    @Test
    void aWebSocketThatBreaksOffIsToldToComeAgain() throws Exception {
        var pair = change("websocket");
        pair.service().say("\u0081\u0003abc");
        assertThat(pair.client().hear(5)).isEqualTo("\u0081\u0003abc");
        pair.service().reset();
        assertThat(pair.client().rest()).isEqualTo("\u0088\u0011\u0003\u00f4service restart");
    }

    @Test
    void soIsOneWhoseServiceStopsInOrderButWithoutAWord() throws Exception {
        var pair = change("WebSocket");
        pair.service().close();
        assertThat(pair.client().rest()).isEqualTo("\u0088\u0011\u0003\u00f4service restart");
    }

    @Test
    void whatTheServiceSaidLastIsNotRepeated() throws Exception {
        var pair = change("websocket");
        pair.service().say("\u0088\u0002\u0003\u00e8").close();
        assertThat(pair.client().rest()).isEqualTo("\u0088\u0002\u0003\u00e8");
    }

    @Test
    void nothingIsPutIntoAFrame() throws Exception {
        var pair = change("websocket");
        pair.service().say("\u0082~\u0001\u0000half").close();
        assertThat(pair.client().rest()).isEqualTo("\u0082~\u0001\u0000half");
    }

    @Test
    void aWebSocketHearsThatTheDoorCloses() throws Exception {
        var pair = change("websocket");
        door.close();
        assertThat(pair.client().rest()).startsWith("\u0088").contains("\u0003\u00e9going away");
        assertThat(pair.service().ends()).isTrue();
    }

    @Test
    void aClientThatBreaksOffIsMissedByTheService() throws Exception {
        var pair = change("websocket");
        pair.client().reset();
        assertThat(pair.service().ends()).isTrue();
    }
}
