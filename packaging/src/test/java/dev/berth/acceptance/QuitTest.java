package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Asked to end, Berth stops the service and leaves no process behind, whatever it was doing.
@Tag("real")
final class QuitTest {
    /// After which a system that shuts down kills (`DefaultTimeoutStopSec` of systemd).
    private static final Duration IN_TIME = Duration.ofSeconds(90);

    @ParameterizedTest
    @ValueSource(strings = {"woke", "create", "start", "proved"})
    void duringAStart(String moment) throws Exception {
        try (var home = TestHome.withFixture()) {
            home.fixture("FIXTURE_READY_AFTER=2");
            int written = home.journal().length();
            var keeper = home.superviseUnwatched();
            Await.until(
                    moment,
                    TestHome.SOON,
                    () -> home.journal().substring(written).contains('"' + moment + '"'));

            endsInTime(home, keeper);
        }
    }

    @Test
    void whileTheServiceDoesNotHear() throws Exception {
        try (var home = TestHome.withFixture("\"startAllowanceSeconds\":600")) {
            home.fixture("FIXTURE_NEVER_READY=1", "FIXTURE_IGNORE_TERM=1");
            var keeper = home.supervise();
            Await.until(
                    "a running service",
                    TestHome.SOON,
                    () ->
                            Podman.of(home.instance()).size() == 1
                                    && Podman.pid(home.container()) > 0);

            endsInTime(home, keeper);
        }
    }

    @Test
    void byTheVerb() throws Exception {
        try (var home = TestHome.withFixture()) {
            var keeper = home.superviseToReady();

            assertThat(home.berth("quit").status()).isZero();

            assertThat(keeper.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(keeper.exitValue()).isZero();
            assertThat(Podman.pid(home.container())).as("stopped").isZero();
            assertThat(home.berth("status").status()).isEqualTo(31);
        }
    }

    private static void endsInTime(TestHome home, Process keeper) throws Exception {
        var inside = inside(home);
        long began = System.nanoTime();

        int status = TestHome.terminate(keeper);

        var took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println("quit took " + took);
        assertThat(status).as(home.output()).isZero();
        assertThat(took).isLessThan(IN_TIME);
        for (var container : Podman.of(home.instance())) {
            assertThat(Podman.pid(container)).as("stopped").isZero();
        }
        Await.until(
                "end of every process of ours",
                TestHome.SOON,
                () ->
                        inside.stream().noneMatch(ProcessHandle::isAlive)
                                && home.processes().isEmpty());
    }

    private static List<ProcessHandle> inside(TestHome home) throws Exception {
        var inside = new ArrayList<ProcessHandle>();
        for (var container : Podman.of(home.instance())) {
            var pid = Podman.pid(container);
            if (pid > 0) {
                ProcessHandle.of(pid).ifPresent(inside::add);
                inside.addAll(Proc.inside(pid));
            }
        }
        return inside;
    }
}
