package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything of an ordinary person's engine is killed at once, as when a computer or a session is
/// cut off and its notes of what ran stay: it refuses every command then, until it is told.
@Tag("real")
@Isolated("an engine is told only while nothing of this account lives in one")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class EngineKilledTest {
    private static final Duration HEALED = Await.LONG;

    /// Whether Berth is killed too; the other case is for `./dev soak faults`.
    static Stream<Boolean> berthToo() {
        return System.getenv("BERTH_FAULT_TABLE") == null
                ? Stream.of(true)
                : Stream.of(true, false);
    }

    @ParameterizedTest
    @MethodSource("berthToo")
    void endsReadyByItself(boolean berthToo) throws Exception {
        assumeTrue(
                ProcessHandle.allProcesses().noneMatch(EngineKilledTest::isOthersWatcher),
                "something of this account runs in its engine");
        try (var engine = new OwnEngine();
                var home = TestHome.fresh()) {
            var image = Surroundings.fixture();
            var loaded = engine.podman("load", "--quiet", "--input", image.archive().toString());
            assertThat(loaded.status()).as(loaded.text()).isZero();
            engine.environment().forEach(home::environment);
            home.setUp(image.reference());
            var keeper = home.superviseUnwatched();
            awaitReady(home);
            var files = PersonFiles.in(home.data());

            if (berthToo) {
                TestHome.crash(keeper);
            } else {
                Ordeal.signal("STOP", keeper.toHandle()); // so that nothing is mended in between
            }
            engine.kill();
            assertThat(engine.podman("ps").text()).contains("invalid internal status");
            if (berthToo) {
                home.superviseUnwatched();
            } else {
                Ordeal.signal("CONT", keeper.toHandle());
            }

            Await.until("its revival", HEALED, () -> home.journal().contains("\"revive-engine\""));
            awaitReady(home);
            files.areUnchanged();
        }
    }

    private static void awaitReady(TestHome home) throws Exception {
        try {
            Await.until("Ready", HEALED, () -> home.berth("status").status() == 0);
        } catch (AssertionError e) {
            throw new AssertionError(home.status() + "\n" + home.journal(), e);
        }
    }

    private static boolean isOthersWatcher(ProcessHandle process) {
        var program = Proc.arguments(process.pid()).stream().findFirst().orElse("");
        return program.endsWith("/conmon")
                && process.info().user().equals(ProcessHandle.current().info().user());
    }
}
