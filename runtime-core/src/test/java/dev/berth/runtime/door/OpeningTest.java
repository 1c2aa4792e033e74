package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/// Where a door stands.
final class OpeningTest {

    @Test
    void aPortOfAnotherIsLeftToIt() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() ->
                            new NettyCarpenter()
                                    .open(other.getLocalPort(), Stage.starting(), Stage.voice()))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void aClosedDoorGivesItsPortBackAndMayBeClosedAgain() throws Exception {
        var door = new NettyCarpenter().open(0, Stage.starting(), Stage.voice());
        try (var waiting = Line.to(door.port()).say("GET / HT")) {
            door.close();
            door.close();
            assertThat(waiting.ends()).isTrue();
        }
        try (var again = new NettyCarpenter().open(door.port(), Stage.starting(), Stage.voice())) {
            assertThat(again.port()).isEqualTo(door.port());
        }
    }

    @Test
    void theOtherLoopbackAddressLeadsHereToo() throws Exception {
        try (var door = new NettyCarpenter().open(0, Stage.starting(), Stage.voice());
                var client = new Line(new Socket(InetAddress.ofLiteral("::1"), door.port()))) {
            client.sayHead("GET / HTTP/1.1", "Host: [::1]:" + door.port());
            assertThat(client.head()).startsWith("HTTP/1.1 503");
        }
    }
}
