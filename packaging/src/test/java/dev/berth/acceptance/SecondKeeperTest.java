package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One supervisor a home; and one that was killed is as if it had never ended.
@Tag("real")
final class SecondKeeperTest {

    @Test
    void aSecondRunSaysSoAndDisturbsNothing() throws Exception {
        try (var home = TestHome.withFixture()) {
            var first = home.superviseToReady();
            var container = home.container();
            var run = Podman.runOf(container);
            int mark = home.watch().mark();

            var second = home.berth("run");

            assertThat(second.status()).isEqualTo(1);
            assertThat(second.text()).contains("running already", Long.toString(first.pid()));
            assertThat(first.isAlive()).isTrue();
            assertThat(home.status().path("state").asString()).isEqualTo("ready");
            assertThat(home.watch().states(mark)).isEmpty();
            assertThat(home.container()).isEqualTo(container);
            assertThat(Podman.runOf(container)).isEqualTo(run);
        }
    }

    @Test
    void theRunningServiceIsAdoptedWithoutARestart() throws Exception {
        try (var home = TestHome.withFixture()) {
            var first = home.superviseToReady();
            var container = home.container();
            var run = Podman.runOf(container);

            TestHome.crash(first);
            assertThat(home.berth("status").status()).as("nobody looks after it").isEqualTo(31);
            long began = System.nanoTime();
            home.superviseToReady();
            var took = Duration.ofNanos(System.nanoTime() - began);

            System.out.println("adopted within " + took + " (seen through status --watch)");
            assertThat(home.container()).isEqualTo(container);
            assertThat(Podman.runOf(container)).as("the same run").isEqualTo(run);
            assertThat(home.starts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "woke",
                "began create",
                "ended create",
                "began start",
                "ended start",
                "proved"
            })
    void killedJustAfterItWroteDown(String moment) throws Exception {
        var words = moment.split(" ", -1);
        try (var home = TestHome.withFixture()) {
            int written = home.journal().length();
            var first = home.superviseUnwatched();
            Await.until(
                    moment,
                    TestHome.SOON,
                    () ->
                            home.journal()
                                    .substring(written)
                                    .lines()
                                    .anyMatch(line -> tells(line, words)));

            TestHome.crash(first);

            comesToOneContainer(home);
        }
    }

    private static boolean tells(String line, String[] words) {
        return line.contains("\"type\":\"" + words[0] + "\"")
                && (words.length == 1 || line.contains("\"step\":\"" + words[1] + "\""));
    }

    /// Again and again in one home, each time a little later.
    @Test
    void killedAfterEachPieceOfTime() throws Exception {
        try (var home = TestHome.withFixture()) {
            for (int millis = 250; millis <= 2650; millis += 300) {
                var first = home.superviseUnwatched();
                LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
                TestHome.crash(first);
            }

            comesToOneContainer(home);
        }
    }

    @Test
    void killedTogetherWithAllThatItHadStarted() throws Exception {
        try (var home = TestHome.withFixture()) {
            int written = home.journal().length();
            var group = home.superviseUnwatched("setsid");
            Await.until(
                    "create begun",
                    TestHome.SOON,
                    () -> home.journal().substring(written).contains("\"step\":\"create\""));

            Program.run(
                    java.util.List.of("kill", "-KILL", "--", "-" + group.pid()),
                    java.util.Map.of(),
                    TestHome.SOON);
            assertThat(group.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

            comesToOneContainer(home);
        }
    }

    /// And one that ran when its supervisor was killed is not started again.
    private static void comesToOneContainer(TestHome home) throws Exception {
        var left = Podman.of(home.instance());
        var running = left.size() == 1 && Podman.pid(left.getFirst()) > 0;
        var run = running ? Podman.runOf(left.getFirst()) : "";

        home.superviseToReady();

        var container = home.container();
        if (running) {
            assertThat(container).isEqualTo(left.getFirst());
            assertThat(Podman.runOf(container)).as("the same run").isEqualTo(run);
        }
        assertThat(Http.get(home.address()).statusCode()).isEqualTo(200);
    }
}
