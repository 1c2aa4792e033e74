package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.acceptance.Program.Outcome;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A service with a place of its own, on the real `podman machine` with a real guest: it is made,
/// falls, comes back by itself, is made anew without loss and goes away; what is the person's own
/// stays as it was.
@Tag("machine")
@ResourceLock("machine")
final class MachineLifeTest {
    /// A look each ten seconds, and what the look itself may take.
    private static final Duration NOTICED = Await.LONG;

    /// Stop, start, and the service in it, where a guest has no processor of its own.
    private static final Duration BACK = Duration.ofMinutes(4);

    /// The real service's program has 860 MB, which pass through an encrypted line of that guest.
    private static final Duration REAL_SET_UP = Duration.ofMinutes(25);

    private static final String KNOWN = "what the assistant knows, ä\n";

    @Test
    void fallsAndComesBackByItselfAndEndsWithQuit() throws Exception {
        try (var lab = MachineLab.open();
                var home = setUp(lab)) {
            var keeper = home.supervise();
            home.awaitState(0, "ready", MachineLab.FIRST_START);
            servesItsOwnPage(home);
            var machine = lab.our();
            assertThat(lab.guests()).hasSize(1);

            comesBack(home, "hypervisor", () -> MachineLab.kill(lab.hypervisor(machine)));
            comesBack(home, "network", () -> MachineLab.kill(lab.helper(machine)));
            assertThat(patiently(home, "repair").status()).isZero();
            assertThat(home.status().path("state").asString()).isEqualTo("ready");
            servesItsOwnPage(home);

            assertThat(lab.ours()).containsExactly(machine);
            assertThat(lab.guests()).hasSize(1);
            assertThat(TestHome.terminate(keeper)).as(home.output()).isZero();
            assertThat(lab.runs(machine)).as("after quit").isFalse();
            assertThat(lab.guests()).as("after quit").isEmpty();
            lab.assertTheirsAreUntouched();
        }
    }

    @Test
    void isMadeAnewWithoutLossAndGoesAwayWithTheRest() throws Exception {
        try (var lab = MachineLab.open();
                var home = setUp(lab)) {
            home.supervise();
            home.awaitState(0, "ready", MachineLab.FIRST_START);
            Files.writeString(home.data().resolve("memory.txt"), KNOWN);
            var machine = lab.our();
            var created = created(lab, machine);

            int mark = home.watch().mark();
            var rebuilt = patiently(home, "repair", "--rebuild");
            assertThat(rebuilt.status()).as(rebuilt.text() + home.journal()).isZero();
            home.awaitState(mark, "ready", BACK);
            assertThat(created(lab, lab.our())).isNotEqualTo(created);
            assertThat(home.data().resolve("memory.txt")).hasContent(KNOWN.strip());
            servesItsOwnPage(home);
            lab.assertTheirsAreUntouched();

            var erased = patiently(home, "reset", "--erase-data", "--yes");
            assertThat(erased.status()).as(erased.text() + home.journal()).isZero();
            Await.until("end of what was ours", BACK, () -> lab.ours().isEmpty());
            Await.until("end of its processes", BACK, () -> lab.guests().isEmpty());
            assertThat(home.data().resolve("memory.txt")).doesNotExist();
            lab.assertTheirsAreUntouched();
        }
    }

    /// The act under way when Berth is killed, as the journal calls it.
    @ParameterizedTest
    @ValueSource(strings = {"create-machine", "start-machine"})
    void killedMidwayTheNextRunFinishes(String act) throws Exception {
        try (var lab = MachineLab.open();
                var home = lab.home()) {
            settle(home);
            var before = home.journal().length();
            var setUp = background(home, setUpWords(lab, Surroundings.fixture()));
            var run = background(home, home.program().command("run"));
            try {
                Await.until(
                        act,
                        MachineLab.FIRST_START,
                        () -> home.journal().substring(before).contains('"' + act + '"'));
            } finally {
                TestHome.crash(run);
                TestHome.crash(setUp);
            }
            assertThat(lab.ours()).hasSizeLessThanOrEqualTo(1);

            setUp(lab, home, Surroundings.fixture(), MachineLab.FIRST_START);
            home.supervise();
            home.awaitState(0, "ready", MachineLab.FIRST_START);

            assertThat(lab.ours()).hasSize(1);
            assertThat(lab.guests()).hasSize(1);
            servesItsOwnPage(home);
            lab.assertTheirsAreUntouched();
        }
    }

    /// Its archive here differs from the real one in one constant of time: `machine/patient.py`.
    @Test
    void theRealServiceLivesThere() throws Exception {
        try (var lab = MachineLab.open();
                var home = lab.home()) {
            settle(home, "\"startAllowanceSeconds\":900");
            setUp(lab, home, Surroundings.openClaw(), REAL_SET_UP);
            home.supervise();
            home.awaitState(0, "ready", REAL_SET_UP);
            servesItsOwnPage(home);
            assertThat(home.berth("quit").status()).isZero();
            lab.assertTheirsAreUntouched();
        }
    }

    // -- steps

    /// A way to make it fall.
    @FunctionalInterface
    private interface Fall {
        void happen() throws Exception;
    }

    private static void comesBack(TestHome home, String what, Fall fall) throws Exception {
        int mark = home.watch().mark();
        long fell = System.nanoTime();
        fall.happen();
        var starting = home.awaitState(mark, "starting", NOTICED);
        var noticed = Duration.ofNanos(System.nanoTime() - fell);
        home.awaitState(home.watch().after(starting), "ready", BACK);
        System.out.printf(
                "%s killed: noticed after %d ms, ready after %d ms%n",
                what, noticed.toMillis(), Duration.ofNanos(System.nanoTime() - fell).toMillis());
        servesItsOwnPage(home);
    }

    static void servesItsOwnPage(TestHome home) throws Exception {
        assertThat(Http.get(home.address()).statusCode()).isEqualTo(200);
        var printed = URI.create(home.berth("open", "--print").out().strip());
        assertThat(printed.getPort()).isEqualTo(home.port());
        var guarded = home.address() + "__openclaw/control-ui-config.json";
        assertThat(Http.get(guarded).statusCode()).isEqualTo(401);
        assertThat(Http.get(guarded, "Authorization", "Bearer " + home.token()).statusCode())
                .isEqualTo(200);
    }

    private static String created(MachineLab lab, String machine) throws Exception {
        return lab.machines().stream()
                .filter(one -> one.path("Name").asString().equals(machine))
                .map(one -> one.path("Created").asString())
                .findFirst()
                .orElseThrow();
    }

    // -- setting up

    private static TestHome setUp(MachineLab lab) throws Exception {
        var home = lab.home();
        try {
            settle(home);
            setUp(lab, home, Surroundings.fixture(), MachineLab.FIRST_START);
            return home;
        } catch (Exception | AssertionError e) {
            home.close();
            throw e;
        }
    }

    /// Two processors where a guest's are reckoned one by one, and the least memory.
    private static void settle(TestHome home, String... more) throws Exception {
        home.settings(
                "\"port\":%d,\"machineCpus\":2,\"machineMemoryMiB\":%d%s"
                        .formatted(
                                TestHome.freePort(),
                                more.length == 0 ? 2048 : 4096,
                                more.length == 0 ? "" : "," + String.join(",", more)));
    }

    private static void setUp(
            MachineLab lab, TestHome home, Surroundings.Image service, Duration atMost)
            throws Exception {
        try {
            var outcome = Program.run(setUpWords(lab, service), home.environment(), atMost);
            assertThat(outcome.status()).as(outcome.text() + home.journal()).isZero();
        } catch (IllegalStateException late) {
            throw new AssertionError(home.journal(), late);
        }
    }

    private static List<String> setUpWords(MachineLab lab, Surroundings.Image service) {
        return Program.underTest()
                .command(
                        "setup",
                        "--isolated",
                        "--isolated-image",
                        lab.guest().toString(),
                        "--image-file",
                        service.archive().toString(),
                        "--yes");
    }

    private static Outcome patiently(TestHome home, String... words) throws Exception {
        return Program.run(home.program().command(words), home.environment(), BACK);
    }

    private static Process background(TestHome home, List<String> command) throws Exception {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(home.environment());
        return builder.start();
    }
}
