package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Where the person's address is, with real ports.
final class HomeDoorwayTest {
    private final Semaphore changes = new Semaphore(0);
    private final HomeDoorway doorway = new HomeDoorway(new NettyCarpenter());

    @AfterEach
    void close() {
        doorway.close();
    }

    @Test
    void itOpensOnceItIsKnownWhatStandsBehind() throws Exception {
        int port = freePort();
        doorway.prefer(port);
        assertThat(doorway.state()).isEqualTo(new DoorState.Opening());
        assertThat(doorway.link(Optional::empty)).isEmpty();

        serve();
        awaitChange();
        assertThat(doorway.state()).isEqualTo(new DoorState.Open(port));
        assertThat(doorway.link(Optional::empty)).isPresent();
    }

    @Test
    void aPortOfAnotherIsSteppedAround() throws Exception {
        serve();
        try (var other = listening()) {
            doorway.prefer(other.getLocalPort());
            awaitChange();
            assertThat(openAt()).isNotEqualTo(other.getLocalPort());

            int here = openAt();
            doorway.prefer(other.getLocalPort());
            assertThat(doorway.state())
                    .as("it was asked for before")
                    .isEqualTo(new DoorState.Open(here));
        }
    }

    @Test
    void itMovesToAnotherPortAndStaysWhereThatIsTaken() throws Exception {
        serve();
        doorway.prefer(freePort());
        awaitChange();
        int first = openAt();

        int second = freePort();
        doorway.prefer(second);
        awaitChange();
        assertThat(openAt()).isEqualTo(second);
        try (var nowFree = new ServerSocket()) {
            nowFree.setReuseAddress(true);
            nowFree.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), first));
        }

        try (var other = listening()) {
            doorway.prefer(other.getLocalPort());
            awaitChange();
            assertThat(openAt()).isEqualTo(second);
        }
    }

    @Test
    void oneThatCannotBeOpenedSaysWhyAndIsTriedAgain() throws Exception {
        var broken = new boolean[] {true};
        var real = new NettyCarpenter();
        try (var troubled =
                new HomeDoorway((port, behind, voice) -> {
                    if (broken[0]) {
                        throw new IOException("too many open files");
                    }
                    return real.open(port, behind, voice);
                })) {
            troubled.serve(Stage.starting(), Stage.voice(), changes::release);
            int port = freePort();
            troubled.prefer(port);
            awaitChange();
            assertThat(troubled.state()).isEqualTo(new DoorState.Shut("too many open files"));

            broken[0] = false;
            troubled.prefer(port);
            awaitChange();
            assertThat(troubled.state()).isEqualTo(new DoorState.Open(port));
        }
    }

    private void serve() {
        doorway.serve(Stage.starting(), Stage.voice(), changes::release);
    }

    private void awaitChange() throws InterruptedException {
        assertThat(changes.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    private int openAt() {
        assertThat(doorway.state()).isInstanceOf(DoorState.Open.class);
        return ((DoorState.Open) doorway.state()).port();
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    }

    private static int freePort() throws IOException {
        try (var listener = listening()) {
            return listener.getLocalPort();
        }
    }
}
