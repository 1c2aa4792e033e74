package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The engine hangs for ever, whatever it is asked, while a person wants something. (What it does
/// to a service that should run is in [FaultGridTest].)
@Tag("real")
final class HangingEngineTest {
    /// Quit gives the service 30 s and ends then in any case.
    private static final Duration QUIT = Await.LONG;

    @Test
    void quitComesToAnEndAndTheServiceIsLeft() throws Exception {
        try (var fake = FakePodman.of("5.4.2");
                var home = TestHome.on(fake)) {
            var keeper = home.superviseToReady();
            fake.plan(FakeFault.always("hang"), "any");
            keeper.destroy();
            assertThat(keeper.waitFor(QUIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(fake.services()).hasSize(1);

            fake.heal();
            home.superviseToReady();
            assertThat(fake.calls("create")).isEqualTo(1);
        }
    }

    @Test
    void resetIsDoneLaterAndEndsEmpty() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            home.superviseToReady();
            fake.plan(FakeFault.always("hang"), "any");
            home.berth("reset", "--no-wait");
            assertThat(fake.services()).hasSize(1);
            assertThat(Files.exists(home.data().resolve("fixture-first-start"))).isTrue();

            fake.heal();
            Await.until(
                    "everything gone",
                    // which program is the engine outlives the reset: a look each minute finds it
                    Duration.ofMinutes(5),
                    () -> fake.containers().isEmpty() && fake.secrets().isEmpty());
            assertThat(fake.services()).isEmpty();
            assertThat(Files.exists(home.data().resolve("fixture-first-start"))).isTrue();
        }
    }

    @Test
    void aStuckLookIsCutShortByRepair() throws Exception {
        try (var fake = FakePodman.of("6.1.1");
                var home = TestHome.on(fake)) {
            home.superviseToReady();
            fake.plan(FakeFault.always("hang").once(), "inspect");
            fake.services().forEach(ProcessHandle::destroyForcibly);
            Await.until(
                    "a look that hangs",
                    TestHome.SOON,
                    () -> fake.calls().stream().anyMatch(FakePodman::isHanging));
            int mark = home.watch().mark();
            home.berth("repair", "--no-wait");
            home.awaitState(mark, "ready", TestHome.SOON);
            assertThat(fake.services()).hasSize(1);
        }
    }
}
