package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever ends the service from outside, it comes back by itself.
@Tag("real")
@Tag("root")
final class FallTest {

    interface Hand {
        void on(String container) throws Exception;
    }

    /// Lets the hand fall on it, and waits for Ready - Starting - Ready.
    ///
    /// @return how long the fall went unnoticed
    private static Duration fall(TestHome home, Hand hand) throws Exception {
        int mark = home.watch().mark();
        var container = home.container();
        var before = Instant.now();
        hand.on(container);
        var starting = home.awaitFallAndReturn(mark);
        assertThat(home.watch().states(mark)).containsExactly("starting", "ready");
        home.container();
        return Duration.between(before, Instant.parse(starting.path("since").asString("")));
    }

    @Test
    void itsProcessKilled() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            var container = home.container();
            var unnoticed = new ArrayList<Duration>();
            for (int i = 0; i < 3; i++) {
                var pid = Podman.pid(container);
                var inside = Proc.inside(pid);
                unnoticed.add(fall(home, _ -> inside.forEach(ProcessHandle::destroyForcibly)));
                assertThat(home.container()).as("brought back in place").isEqualTo(container);
                home.berth("repair"); // forgives what was counted, so that the next is a first one
            }
            System.out.println("a killed process went unnoticed for " + unnoticed);
        }
    }

    @Test
    void killedThroughTheEngine() throws Exception {
        comesBack(container -> Podman.run("kill", container));
    }

    @Test
    void stoppedThroughTheEngine() throws Exception {
        comesBack(container -> Podman.run("stop", container));
    }

    @Test
    void removedThroughTheEngine() throws Exception {
        comesBack(container -> Podman.run("rm", "--force", container));
    }

    private static void comesBack(Hand hand) throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            System.out.println("unnoticed from the command's begin for " + fall(home, hand));
        }
    }
}
