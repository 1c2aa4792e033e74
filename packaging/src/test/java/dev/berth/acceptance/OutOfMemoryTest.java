package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

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
            home.awaitProblem(0, "out-of-memory", Await.LONG);
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
            home.awaitFallAndReturn(home.watch().after(home.awaitState("ready")));
            assertThat(home.berth("journal").out()).contains("ran out of memory");
        }
    }

    /// The engine goes on saying that memory was used up once it was; a later kill is none.
    @Test
    void aKillByHandIsNone() throws Exception {
        try (var home = TestHome.withFixture("\"memoryMiB\":1024")) {
            home.superviseToReady();
            int mark = home.watch().mark();
            Podman.run("kill", "--signal=KILL", home.container());
            home.awaitFallAndReturn(mark);
            assertThat(home.journal()).contains("\"fell\"").doesNotContain("out-of-memory");
        }
    }
}
