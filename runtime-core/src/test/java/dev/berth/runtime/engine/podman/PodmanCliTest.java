package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A small shell script on PATH stands for `podman` wherever a fault must be forced.
@Timeout(20)
final class PodmanCliTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    @TempDir private Path bin;

    @Test
    void whatItPrintsAndItsExitCodeComeBack() throws IOException {
        podmanIs("echo out; echo err >&2; exit 7");
        assertThat(run()).isEqualTo(new Outcome.Finished(7, "out\n", "err\n"));
    }

    @Test
    void argumentsArriveAsTheyAre() throws IOException {
        podmanIs("printf '<%s>' \"$@\"");
        var call = Call.of("verb", "a b", "$(id)", "ü\"'", "");
        assertThat(cli().run(call, limit(LONG)))
                .isEqualTo(new Outcome.Finished(0, "<a b><$(id)><ü\"'><>", ""));
    }

    @Test
    void inputIsEmpty() throws IOException {
        podmanIs("cat; echo end");
        assertThat(run()).isEqualTo(new Outcome.Finished(0, "end\n", ""));
    }

    @Test
    void nobodyRedirectsItAndItsLanguageIsFixed() throws IOException {
        podmanIs("env");
        var environment =
                Map.of(
                        "PATH", bin + ":/usr/bin:/bin",
                        "CONTAINER_HOST", "ssh://elsewhere",
                        "CONTAINER_CONNECTION", "elsewhere",
                        "CONTAINER_SSHKEY", "key",
                        "DOCKER_HOST", "tcp://elsewhere",
                        "CONTAINERS_CONF", "/kept",
                        "LC_ALL", "de_DE.UTF-8");
        var outcome = new PodmanCli(environment, List.of()).run(Call.of("v"), limit(LONG));
        assertThat(((Outcome.Finished) outcome).out().lines())
                .contains("LC_ALL=C.UTF-8", "NO_COLOR=1", "CONTAINERS_CONF=/kept")
                .noneMatch(line -> line.contains("elsewhere") || line.contains("SSHKEY"));
    }

    @Test
    void aMissingProgramIsFoundOnceItIsInstalled() throws IOException {
        assertThat(run()).isInstanceOf(Outcome.NoProgram.class);
        podmanIs("exit 0");
        assertThat(run()).isInstanceOf(Outcome.Finished.class);
        Files.delete(bin.resolve("podman"));
        assertThat(run()).isInstanceOf(Outcome.NoProgram.class);
    }

    @Test
    void theUsualFoldersAreLookedInToo() throws IOException {
        podmanIs("exit 0");
        var cli = new PodmanCli(Map.of("PATH", "/nowhere"), List.of(bin.toString()));
        assertThat(cli.run(Call.of("v"), limit(LONG))).isInstanceOf(Outcome.Finished.class);
    }

    @Test
    void aProgramThatCannotRunIsNoProgram() throws IOException {
        Files.writeString(bin.resolve("podman"), "#!/no/such/interpreter\n");
        executable(bin.resolve("podman"));
        assertThat(run()).isInstanceOf(Outcome.NoProgram.class);
    }

    @Test
    void aHangingOneIsEndedAtItsLimitWithItsChildrenThoughTheyIgnoreTerm() throws IOException {
        podmanIs(
                """
                trap '' TERM
                echo $$ > pids
                sh -c 'trap "" TERM; echo $$ >> pids; while :; do sleep 1; done' &
                echo so far >&2
                wait
                """);
        var began = Instant.now();
        var outcome = cli().run(Call.of("v").in(bin), limit(Duration.ofMillis(700)));
        assertThat(outcome).isEqualTo(new Outcome.TimedOut("so far\n"));
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(Files.readAllLines(bin.resolve("pids"))).hasSize(2).allMatch(this::ends);
    }

    @Test
    void cancellingEndsItAtOnce() throws Exception {
        podmanIs("echo up; exec sleep 100");
        var cancellation = new Cancellation();
        var up = new CountDownLatch(1);
        var canceller =
                Thread.ofVirtual()
                        .start(() -> {
                            await(up);
                            cancellation.cancel();
                        });
        var began = Instant.now();
        var call = Call.of("v").tellingLines(_ -> up.countDown());
        assertThat(cli().run(call, new Limit(LONG, cancellation)))
                .isEqualTo(new Outcome.Cancelled());
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(2));
        canceller.join();
    }

    @Test
    void whatIsCancelledAlreadyIsNotStarted() throws IOException {
        podmanIs("touch started");
        var cancellation = new Cancellation();
        cancellation.cancel();
        var outcome = cli().run(Call.of("v").in(bin), new Limit(LONG, cancellation));
        assertThat(outcome).isEqualTo(new Outcome.Cancelled());
        assertThat(bin.resolve("started")).doesNotExist();
    }

    @Test
    void aFloodIsCutOffAndALongComplaintKeepsItsEnd() throws IOException {
        podmanIs("yes");
        assertThat(run()).isEqualTo(new Outcome.OutputTooLong());
        podmanIs("head -c 300000 /dev/zero | tr '\\0' x >&2; echo the end >&2; exit 1");
        assertThat(run())
                .isInstanceOfSatisfying(
                        Outcome.Finished.class,
                        done -> assertThat(done.err()).hasSize(64 * 1024).endsWith("the end\n"));
    }

    @Test
    void bothStreamsAreDrainedAtTheSameTime() throws IOException {
        podmanIs(
                """
                head -c 200000 /dev/zero >&2
                head -c 200000 /dev/zero
                head -c 200000 /dev/zero >&2
                """);
        assertThat(run())
                .isInstanceOfSatisfying(
                        Outcome.Finished.class, done -> assertThat(done.out()).hasSize(200000));
    }

    @Test
    void aGrandchildThatKeepsThePipeDoesNotKeepUs() throws IOException {
        podmanIs("echo said; sleep 8 & exit 0");
        var began = Instant.now();
        assertThat(run()).isEqualTo(new Outcome.Finished(0, "said\n", ""));
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void linesComeWhileItRunsInTheOrderOfBothStreams() throws IOException {
        podmanIs("echo one; echo two >&2; printf three");
        var lines = new ArrayList<String>();
        var call = Call.of("v").withBothStreamsAsOne().tellingLines(lines::add);
        cli().run(call, limit(LONG));
        assertThat(lines).containsExactly("one", "two", "three");
    }

    private PodmanCli cli() {
        return new PodmanCli(Map.of("PATH", bin + ":/usr/bin:/bin"), List.of());
    }

    private Outcome run() {
        var onlyHere = new PodmanCli(Map.of("PATH", bin.toString()), List.of());
        return (Files.exists(bin.resolve("podman")) ? cli() : onlyHere)
                .run(Call.of("v"), limit(LONG));
    }

    private static Limit limit(Duration atMost) {
        return new Limit(atMost, new Cancellation());
    }

    private void podmanIs(String script) throws IOException {
        var file = bin.resolve("podman");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// A killed child of a killed parent is there until process 1 has taken notice of it.
    private boolean ends(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .map(killed ->
                        killed.onExit().completeOnTimeout(killed, 5, TimeUnit.SECONDS).join())
                .filter(ProcessHandle::isAlive)
                .isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException asked) {
            throw new IllegalStateException(asked);
        }
    }
}
