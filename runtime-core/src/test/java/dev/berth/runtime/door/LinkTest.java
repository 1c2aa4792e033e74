package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One-time links.
final class LinkTest {
    private static final URI SECRET = URI.create("http://127.0.0.1:1/#token=very-secret");

    private FrontDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new NettyCarpenter().open(0, Stage.starting(), Stage.voice());
    }

    @AfterEach
    void close() {
        door.close();
    }

    private Line follow(URI link, String method, String... fields) throws IOException {
        var head = new String[fields.length + 2];
        head[0] = method + " " + link.getRawPath() + " HTTP/1.1";
        head[1] = "Host: " + link.getRawAuthority();
        System.arraycopy(fields, 0, head, 2, fields.length);
        return Line.to(door.port()).sayHead(head);
    }

    @Test
    void aLinkLeadsOnceToThePage() throws Exception {
        var link = door.link(() -> Optional.of(SECRET));
        assertThat(link.toString())
                .startsWith("http://127.0.0.1:%d/.berth/open/".formatted(door.port()));
        try (var client = follow(link, "GET")) {
            assertThat(client.head())
                    .startsWith("HTTP/1.1 303 ")
                    .contains("location: " + SECRET + "\r\n")
                    .contains("cache-control: no-store\r\n")
                    .contains("referrer-policy: no-referrer\r\n");
        }
        try (var client = follow(link, "GET")) {
            assertThat(client.head()).startsWith("HTTP/1.1 410 ").doesNotContain("secret");
            assertThat(client.rest()).contains("used already");
        }
    }

    @Test
    void aBrowserThatOnlyLooksAheadDoesNotUseItUp() throws Exception {
        var link = door.link(() -> Optional.of(SECRET));
        try (var client = follow(link, "HEAD")) {
            assertThat(client.head()).startsWith("HTTP/1.1 405 ");
        }
        try (var client = follow(link, "GET", "Sec-Purpose: prefetch;prerender")) {
            assertThat(client.head()).startsWith("HTTP/1.1 405 ");
        }
        try (var client = follow(link, "GET")) {
            assertThat(client.head()).startsWith("HTTP/1.1 303 ");
        }
    }

    @Test
    void withNothingToOpenThePageTellsHowItStands() throws Exception {
        try (var client = follow(door.link(Optional::empty), "GET")) {
            assertThat(client.head()).startsWith("HTTP/1.1 303 ").contains("location: /\r\n");
        }
        var broken =
                door.link(() -> {
                    throw new IllegalStateException("no token");
                });
        try (var client = follow(broken, "GET")) {
            assertThat(client.head()).startsWith("HTTP/1.1 303 ").contains("location: /\r\n");
        }
    }

    @Test
    void aLinkGetsTooOld() {
        var now = new AtomicLong();
        var links = new Links(2, Duration.ofSeconds(30), now::get);
        var word = links.make(Optional::empty);
        now.set(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(links.isOpen(word)).isTrue();
        now.incrementAndGet();
        assertThat(links.isOpen(word)).isFalse();
        assertThat(links.take(word)).isEmpty();
    }

    @Test
    void theOldestLinkMakesRoom() {
        var links = new Links(2, Duration.ofSeconds(30), () -> 0);
        var words =
                List.of(
                        links.make(Optional::empty),
                        links.make(Optional::empty),
                        links.make(Optional::empty));
        assertThat(words.stream().map(links::isOpen)).containsExactly(false, true, true);
    }

    @Test
    void theUserIsReadFromTheTableOfConnections() {
        var four =
                List.of(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                        "   0: 0100007F:4965 0100007F:C001 01 00000000:00000000 00:00000000 00000000     0        0 1 1",
                        "   1: 0100007F:C001 0100007F:4965 01 00000000:00000000 00:00000000 00000000  1001        0 2 1");
        var six =
                List.of(
                        "   1: 0000000000000000FFFF00000100007F:C001 0000000000000000FFFF00000100007F:4965 01 00000000:00000000 00:00000000 00000000  1002        0 2 1",
                        "   1: 00000000000000000000000001000000:C001 00000000000000000000000001000000:4965 01 00000000:00000000 00:00000000 00000000  1003        0 2 1");
        var client = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0xC001);
        var here = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0x4965);
        assertThat(PeerUser.owner(four, client, here)).hasValue(1001);
        assertThat(PeerUser.owner(six, client, here)).hasValue(1002);
        assertThat(
                        PeerUser.owner(
                                six,
                                new InetSocketAddress(InetAddress.ofLiteral("::1"), 0xC001),
                                new InetSocketAddress(InetAddress.ofLiteral("::1"), 0x4965)))
                .hasValue(1003);
        assertThat(PeerUser.owner(four, here, here)).isEmpty();
    }
}
