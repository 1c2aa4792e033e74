package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What goes through the door, both ways.
final class PassingOnTest {
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

    private Line client() throws IOException {
        return Line.to(door.port());
    }

    private Line ask(String... fields) throws IOException {
        var head = new String[fields.length + 2];
        head[0] = "GET /a%20b/?q=1&r=%00 HTTP/1.1";
        head[1] = "Host: localhost:" + door.port();
        System.arraycopy(fields, 0, head, 2, fields.length);
        return client().sayHead(head);
    }

    @Test
    void theServiceSeesTheBrowsersOwnWords() throws Exception {
        try (var _ = ask("Origin: http://localhost:1", "Cookie: a=b", "X-Odd: gr\u00fc\u00df")) {
            assertThat(service.next().head())
                    .startsWith("GET /a%20b/?q=1&r=%00 HTTP/1.1\r\n")
                    .contains("Host: localhost:" + door.port() + "\r\n")
                    .contains("Origin: http://localhost:1\r\n")
                    .contains("Cookie: a=b\r\n")
                    .contains("X-Odd: gr\u00fc\u00df\r\n");
        }
    }

    @Test
    void whatOnlyAProxyMaySayIsDropped() throws Exception {
        try (var _ =
                ask(
                        "X-Forwarded-For: 9.9.9.9",
                        "x-forwarded-anything: 9.9.9.9",
                        "Forwarded: for=9.9.9.9",
                        "Via: 9.9.9.9",
                        "X-Real-IP: 9.9.9.9",
                        "Tailscale-User-Login: 9.9.9.9",
                        "Keep-Alive: 9.9.9.9",
                        "TE: 9.9.9.9",
                        "Proxy-Connection: 9.9.9.9",
                        "Proxy-Authorization: 9.9.9.9",
                        "Connection: Mine, keep-alive",
                        "mine: 9.9.9.9",
                        "Upgrade: h2c",
                        "Fair: yes")) {
            assertThat(service.next().head())
                    .contains("Fair: yes")
                    .doesNotContain("9.9.9.9")
                    .doesNotContainIgnoringCase("upgrade")
                    .doesNotContainIgnoringCase("connection");
        }
    }

    @Test
    void theClientSeesTheServicesOwnWords() throws Exception {
        try (var client = ask()) {
            service.next()
                    .sayHead(
                            "HTTP/1.1 207 Odd reason",
                            "Set-Cookie: a=b",
                            "Set-Cookie: c=d",
                            "X-Name: gr\u00fc\u00df",
                            "Connection: mine",
                            "Mine: 9.9.9.9",
                            "Keep-Alive: 9.9.9.9",
                            "Content-Length: 2")
                    .say("ok");
            assertThat(client.head())
                    .startsWith("HTTP/1.1 207 Odd reason\r\n")
                    .contains("Set-Cookie: a=b\r\nSet-Cookie: c=d\r\n")
                    .contains("X-Name: gr\u00fc\u00df\r\n")
                    .doesNotContain("9.9.9.9");
            assertThat(client.hear(2)).isEqualTo("ok");
        }
    }

    @Test
    void anEventArrivesBeforeTheNextOneIsThere() throws Exception {
        try (var client = ask()) {
            var line = service.next();
            line.head();
            line.sayHead("HTTP/1.1 200 OK", "Content-Type: text/event-stream");
            assertThat(client.head()).contains("transfer-encoding: chunked");
            line.say("data: 1\n\n");
            assertThat(client.hear(14)).isEqualTo("9\r\ndata: 1\n\n\r\n");
            line.say("data: 2\n\n");
            assertThat(client.hear(14)).isEqualTo("9\r\ndata: 2\n\n\r\n");
            line.close();
            assertThat(client.hear(5)).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void anUploadArrivesWhileItIsMade() throws Exception {
        try (var client =
                client().sayHead(
                                "POST / HTTP/1.1",
                                "Host: localhost",
                                "Transfer-Encoding: chunked")) {
            var line = service.next();
            assertThat(line.head()).containsIgnoringCase("transfer-encoding: chunked");
            client.say("5;x=y\r\nhello\r\n");
            assertThat(line.hear(10)).isEqualTo("5\r\nhello\r\n");
            line.sayHead("HTTP/1.1 200 OK", "Transfer-Encoding: chunked").say("1\r\na\r\n");
            client.head();
            assertThat(client.hear(6)).isEqualTo("1\r\na\r\n");
            client.say("2\r\nyo\r\n0\r\nX-Trailer: 1\r\n\r\n");
            assertThat(line.hear(12)).isEqualTo("2\r\nyo\r\n0\r\n\r\n");
            line.say("0\r\n\r\n");
            assertThat(client.hear(5)).isEqualTo("0\r\n\r\n");
        }
    }

    /// More than an `int` counts, and more than the memory of these tests.
    @Test
    void anUploadOfTwoGigabytesInPiecesArrivesWhole() throws Exception {
        int pieces = 2 * 1024 + 1;
        var piece = new byte[1 << 20];
        try (var client =
                client().sayHead(
                                "POST / HTTP/1.1",
                                "Host: localhost",
                                "Transfer-Encoding: chunked")) {
            var line = service.next();
            line.head();
            var writer =
                    CompletableFuture.runAsync(() -> {
                        try {
                            for (int i = 0; i < pieces; i++) {
                                client.say("100000\r\n");
                                client.say(piece);
                                client.say("\r\n");
                            }
                            client.say("0\r\n\r\n");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });

            assertThat(line.chunks()).isEqualTo((long) pieces << 20);
            writer.join();
            line.sayHead("HTTP/1.1 204 No Content");
            assertThat(client.head()).startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void whoeverDoesNotReadHoldsTheOtherBack() throws Exception {
        var block = new byte[1 << 20];
        var written = new AtomicLong();
        try (var client =
                client().sayHead(
                                "PUT / HTTP/1.1", "Host: localhost", "Content-Length: 536870912")) {
            var line = service.next();
            line.head();
            var writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    for (int i = 0; i < 512; i++) {
                                        client.say(block);
                                        written.addAndGet(block.length);
                                    }
                                } catch (IOException _) {
                                    // closed at the end
                                }
                            });
            // Blocked for good: no more is taken however often one looks.
            long seen = -1;
            int same = 0;
            while (same < 200) {
                long now = written.get();
                same = now == seen ? same + 1 : 0;
                seen = now;
                writer.join(java.time.Duration.ofMillis(2));
            }
            assertThat(seen).isLessThan(64L << 20);
            Arrays.fill(block, (byte) 0);
            long left = 512L << 20;
            var in = line.socket.getInputStream();
            while (left > 0) {
                left -= in.read(block);
            }
            line.sayHead("HTTP/1.1 204 No Content");
            assertThat(client.head()).startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void answersWithoutBodyEndWithTheirHead() throws Exception {
        try (var client = client()) {
            client.sayHead("HEAD / HTTP/1.1", "Host: localhost");
            var line = service.next();
            line.head();
            line.sayHead("HTTP/1.1 200 OK", "Content-Length: 500");
            assertThat(client.head()).containsIgnoringCase("content-length: 500");
            client.sayHead("GET /second HTTP/1.1", "Host: localhost");
            assertThat(line.head()).startsWith("GET /second");
            line.sayHead("HTTP/1.1 304 Not Modified", "ETag: x");
            assertThat(client.head()).startsWith("HTTP/1.1 304");
            client.sayHead("GET /third HTTP/1.1", "Host: localhost");
            assertThat(line.head()).startsWith("GET /third");
        }
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInTheirOrder() throws Exception {
        try (var client = client()) {
            client.say(
                    "GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            + "POST /2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"
                            + "GET /.berth/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            + "GET /3 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            var first = service.next();
            assertThat(first.head()).startsWith("GET /1 ");
            first.sayHead("HTTP/1.1 200 OK", "Content-Length: 1").say("1");
            assertThat(client.head()).startsWith("HTTP/1.1 200");
            client.hear(1);
            var second = service.next();
            assertThat(second.head()).startsWith("POST /2 ");
            assertThat(second.hear(3)).isEqualTo("abc");
            second.sayHead("HTTP/1.1 201 Created", "Content-Length: 0");
            assertThat(client.head()).startsWith("HTTP/1.1 201");
            assertThat(client.head()).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void aWordInBetweenIsPassedOn() throws Exception {
        try (var client =
                client().sayHead(
                                "POST / HTTP/1.1",
                                "Host: localhost",
                                "Expect: 100-continue",
                                "Content-Length: 2")) {
            var line = service.next();
            assertThat(line.head()).contains("100-continue");
            line.sayHead("HTTP/1.1 100 Continue");
            assertThat(client.head()).startsWith("HTTP/1.1 100 ");
            client.say("ab");
            assertThat(line.hear(2)).isEqualTo("ab");
            line.sayHead("HTTP/1.1 103 Early Hints", "Link: </x>");
            line.sayHead("HTTP/1.1 200 OK", "Content-Length: 0");
            assertThat(client.head()).startsWith("HTTP/1.1 103 ").contains("Link: </x>");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void anOldClientGetsAnAnswerThatEndsWithTheConnection() throws Exception {
        try (var client = client().sayHead("GET / HTTP/1.0", "Host: localhost")) {
            var line = service.next();
            assertThat(line.head()).startsWith("GET / HTTP/1.1");
            line.sayHead("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
                    .say("2\r\nok\r\n0\r\n\r\n");
            assertThat(client.head()).doesNotContainIgnoringCase("transfer-encoding");
            assertThat(client.rest()).isEqualTo("ok");
        }
    }

    @Test
    void whoSaysNoMoreStillHears() throws Exception {
        try (var client = ask()) {
            client.socket.shutdownOutput();
            var line = service.next();
            line.head();
            assertThat(line.rest()).isEmpty();
            line.sayHead("HTTP/1.1 200 OK", "Content-Length: 2").say("ok");
            client.head();
            assertThat(client.rest()).isEqualTo("ok");
        }
    }

    @Test
    void aClientThatGoesIsMissedByTheService() throws Exception {
        var client = ask();
        var line = service.next();
        line.head();
        line.sayHead("HTTP/1.1 200 OK", "Content-Type: text/event-stream");
        client.head();
        client.reset();
        assertThat(line.ends()).isTrue();
    }

    @Test
    void aCutOffAnswerDoesNotLookWhole() throws Exception {
        try (var client = ask()) {
            var line = service.next();
            line.head();
            line.sayHead("HTTP/1.1 200 OK", "Transfer-Encoding: chunked").say("2\r\nok\r\n");
            client.head();
            client.hear(7);
            line.close();
            assertThat(client.rest()).doesNotContain("0\r\n");
        }
    }

    @Test
    void anAnswerThatCannotBeReadIs502() throws Exception {
        for (var nonsense :
                new String[] {
                    "SSH-2.0-x\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"
                }) {
            try (var client = ask()) {
                var line = service.next();
                line.head();
                line.say(nonsense);
                assertThat(client.head()).as(nonsense).startsWith("HTTP/1.1 502");
            }
        }
    }
}
