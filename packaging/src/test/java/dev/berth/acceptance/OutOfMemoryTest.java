package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// As root only: where control groups are old, an ordinary user's limits do not hold.
@Tag("root")
final class OutOfMemoryTest {

    @Test
    void isNamedAsTheCause() throws Exception {
        try (var home = TestHome.withFixture("\"memoryMiB\":1024")) {
            home.fixture("FIXTURE_LEAK=1", "FIXTURE_LEAK_RATE=1500", "FIXTURE_LISTEN_AFTER=60");
            home.supervise();
            home.awaitProblem(0, "out-of-memory", Duration.ofMinutes(2));
            assertThat(home.berth("status").status()).isEqualTo(20);

            home.fixture("");
            assertThat(home.berth("repair").status()).isZero();
        }
    }

    @Test
    void onceIsBroughtBack() throws Exception {
        try (var home = TestHome.withFixture("\"memoryMiB\":1024")) {
            home.fixture("FIXTURE_LEAK=1", "FIXTURE_LEAK_RATE=150");
            home.superviseToReady();
            home.fixture("");
            home.awaitState(home.watch().mark(), "starting", Duration.ofMinutes(1));
            home.awaitState(home.watch().mark() - 1, "ready", TestHome.SOON);
            assertThat(home.berth("journal").out()).contains("ran out of memory");
        }
    }

    /// The engine goes on saying that memory was used up once it was; a later kill is none.
    @Test
    void aKillByHandIsNone() throws Exception {
        try (var home = TestHome.withFixture("\"memoryMiB\":1024")) {
            home.superviseToReady();
            Podman.run("kill", "--signal=KILL", home.container());
            home.awaitState(home.watch().mark(), "starting", Duration.ofMinutes(1));
            home.awaitState(home.watch().mark() - 1, "ready", TestHome.SOON);
            assertThat(home.journal()).contains("\"fell\"").doesNotContain("out-of-memory");
        }
    }
}
