package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Stranger.Evidence;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole adapter over a script on PATH that answers as Podman 4.3.1 did, or as it should not.
@Timeout(30)
final class PodmanEngineTest {
    private static final ContainerId RECORDED = id('a');
    private static final ContainerId OTHER = id('b');
    private static final String GONE =
            "echo '[]'; echo 'Error: inspecting object: no such container' >&2; exit 125";

    @TempDir private Path folder;

    private Engine engine = new NativeHost(Map.of(), Path.of("/")).engine();

    @BeforeEach
    void make() {
        var cli = new PodmanCli(Map.of("PATH", folder + ":/usr/bin:/bin"), List.of());
        engine = new PodmanEngine(cli, folder.resolve("notes"));
    }

    @Test
    void withARecordedOneThereNothingElseIsAsked() throws IOException {
        podman(
                "inspect",
                says(json(RECORDED, "us", "running")),
                "ps",
                "touch " + folder + "/asked");
        assertThat(got(look(Optional.of(RECORDED)))).isInstanceOf(ContainerState.Running.class);
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void ourIdWithoutOurLabelIsNotOurs() throws IOException {
        podman("inspect", says(json(RECORDED, "them", "running")), "ps", "exit 1");
        assertThat(evidence(look(Optional.of(RECORDED)))).isEqualTo(Evidence.LABEL_MISSING);
    }

    @Test
    void absenceIsSaidOnlyWhenPodmanSaidSo() throws IOException {
        podman("inspect", GONE, "ps", "exit 0");
        assertThat(got(look(Optional.of(RECORDED)))).isEqualTo(new ContainerState.Absent());
        podman("inspect", "exit 125", "ps", "exit 0");
        assertThat(failure(look(Optional.of(RECORDED)))).isEqualTo(Kind.UNCLASSIFIED);
        podman("inspect", "exit 0", "ps", "exit 0");
        assertThat(failure(look(Optional.of(RECORDED)))).isEqualTo(Kind.UNREADABLE);
        podman("inspect", says("[]"), "ps", "exit 0");
        assertThat(failure(look(Optional.of(RECORDED)))).isEqualTo(Kind.UNREADABLE);
        podman("inspect", GONE, "ps", "exit 125");
        assertThat(failure(look(Optional.of(RECORDED)))).isEqualTo(Kind.UNCLASSIFIED);
    }

    @Test
    void ofSeveralLabelledOnesTheRunningIsAdopted() throws IOException {
        var both = "[" + one(OTHER, "us", "exited") + "," + one(RECORDED, "us", "running") + "]";
        podman("inspect", says(both), "ps", "echo " + OTHER + "; echo " + RECORDED);
        assertThat(got(look(Optional.empty())))
                .isInstanceOfSatisfying(
                        ContainerState.Running.class,
                        one -> assertThat(one.id()).isEqualTo(RECORDED));
    }

    @Test
    void aSecondOneOfOursOnOurDataIsAStranger() throws IOException {
        var both = "[" + one(OTHER, "us", "exited") + "," + one(RECORDED, "us", "running") + "]";
        podman("inspect", says(both), "ps", "echo " + OTHER + "; echo " + RECORDED);
        var stranger = got(engine.strangerOnData(ours(Optional.empty()), limit()));
        assertThat(stranger.orElseThrow().id()).isEqualTo(OTHER);
        assertThat(stranger.orElseThrow().evidence()).isEqualTo(Evidence.NOT_RECORDED);
    }

    @Test
    void oneOfAnotherHomeOnOurDataIsToldAsSuch() throws IOException {
        podman("inspect", says(json(OTHER, "them", "running")), "ps", "echo " + OTHER);
        var stranger = got(engine.strangerOnData(ours(Optional.empty()), limit()));
        assertThat(stranger.orElseThrow().evidence()).isEqualTo(Evidence.OTHER_HOME);
    }

    private static Evidence evidence(Answer<ContainerState> looked) {
        return ((ContainerState.AnotherOnOurData) got(looked)).evidence();
    }

    @Test
    void aLabelledOneWithAnotherIdThanRecordedIsNotOurs() throws IOException {
        podman(
                "inspect",
                "case \"$*\" in *"
                        + RECORDED
                        + "*) "
                        + GONE
                        + ";; esac; "
                        + says(json(OTHER, "us", "exited")),
                "ps",
                "echo " + OTHER);
        assertThat(evidence(look(Optional.of(RECORDED)))).isEqualTo(Evidence.NOT_RECORDED);
    }

    @Test
    void theIdThatPodmanWroteDownIsAsGoodAsRecorded() throws IOException {
        podman("inspect", says(json(OTHER, "us", "created")), "ps", "exit 1");
        Files.createDirectories(folder.resolve("notes"));
        Files.writeString(folder.resolve("notes").resolve("berth-us.id"), OTHER + "\n");
        assertThat(got(look(Optional.empty()))).isInstanceOf(ContainerState.Created.class);
    }

    @Test
    void aContainerThatVanishesBetweenTwoQuestionsIsNoFailure() throws IOException {
        podman(
                "inspect",
                "if [ -e once ]; then " + says("[]") + "; else " + GONE + "; fi",
                "ps",
                "if [ -e "
                        + folder
                        + "/once ]; then exit 0; fi; touch "
                        + folder
                        + "/once; echo "
                        + OTHER);
        assertThat(got(engine.strangerOnData(ours(Optional.empty()), limit()))).isEmpty();
    }

    /// As 5.4 and 6.1 do when the layer of one is gone.
    private static final String OTHER_IS_DAMAGED =
            "case \"$*\" in *"
                    + OTHER
                    + "*) echo 'Error: getting graph driver info: faccessat: no such file or directory' >&2;"
                    + " exit 125;; esac; "
                    + says(json(RECORDED, "us", "running"));

    @Test
    void aDamagedForeignOneThatRestsElsewhereIsPassedOver() throws IOException {
        podman(
                "inspect",
                OTHER_IS_DAMAGED,
                "ps",
                "case \"$*\" in *volume*) exit 0;; *) echo "
                        + OTHER
                        + "; echo "
                        + RECORDED
                        + ";; esac");
        assertThat(got(engine.strangerOnData(ours(Optional.of(RECORDED)), limit()))).isEmpty();
    }

    @Test
    void aDamagedOneThatRunsOrNamesOurDataKeepsItUnknown() throws IOException {
        podman(
                "inspect",
                OTHER_IS_DAMAGED,
                "ps",
                "case \"$*\" in *volume*|*status*) exit 0;; *) echo " + OTHER + ";; esac");
        assertThat(engine.strangerOnData(ours(Optional.of(RECORDED)), limit()))
                .isInstanceOf(Answer.Failed.class);
        podman("inspect", OTHER_IS_DAMAGED, "ps", "echo " + OTHER);
        assertThat(engine.strangerOnData(ours(Optional.of(RECORDED)), limit()))
                .isInstanceOf(Answer.Failed.class);
    }

    @Test
    void aHungStopEndsInAKill() throws IOException {
        podman("stop", "sleep 20", "kill", "touch " + folder + "/killed");
        var answer =
                engine.stop(
                        RECORDED,
                        Duration.ofMillis(1),
                        new Limit(Duration.ofMillis(4500), new Cancellation()));
        assertThat(answer).isInstanceOf(Answer.Got.class);
        assertThat(folder.resolve("killed")).exists();
    }

    @Test
    void oneThatIsLeftStoppingForEverIsRemovedAllTheSame() throws IOException {
        podman(
                "rm",
                "case $* in *--force*) touch "
                        + folder
                        + "/forced;; *) echo 'Error: container state improper' >&2; exit 2;; esac",
                "inspect",
                "cat " + folder + "/state");
        Files.writeString(folder.resolve("state"), "running\n");
        assertThat(engine.remove(RECORDED, limit())).isInstanceOf(Answer.Failed.class);
        assertThat(folder.resolve("forced")).doesNotExist();

        Files.writeString(folder.resolve("state"), "stopping\n");
        assertThat(engine.remove(RECORDED, limit())).isInstanceOf(Answer.Got.class);
        assertThat(folder.resolve("forced")).exists();
    }

    @Test
    void aStopIsOrderlyAndARemovalNeverForced() throws IOException {
        var said = "echo \"$*\" >>" + folder + "/said";
        podman("stop", said, "rm", said);
        got(engine.stop(RECORDED, Duration.ofSeconds(30), limit()));
        got(engine.remove(RECORDED, limit()));
        assertThat(Files.readAllLines(folder.resolve("said")))
                .hasSize(2)
                .allMatch(line -> line.endsWith("-- " + RECORDED), "one id, and nothing by name")
                .noneMatch(line -> line.contains("--force") || line.contains("-f"))
                .first()
                .asString()
                .startsWith("stop --time=30");
    }

    @Test
    void theLogOfWhatIsNotThereIsAFailureAndNoLine() throws IOException {
        podman("logs", "echo 'Error: no container with ID a found: no such container'; exit 125");
        assertThat(failure(engine.lastLines(RECORDED, 10, limit()))).isEqualTo(Kind.NO_SUCH_THING);
    }

    @Test
    void aSecretOfSomebodyElseWithOurNameIsLeftAlone() throws IOException {
        podman(
                "secret",
                "case $2 in inspect) "
                        + says("[{\"Spec\":{\"Labels\":{}}}]")
                        + ";; rm) touch "
                        + folder
                        + "/removed;; esac");
        assertThat(failure(engine.putSecret("s", folder, ours(Optional.empty()), limit())))
                .isEqualTo(Kind.NAME_TAKEN);
        assertThat(folder.resolve("removed")).doesNotExist();
    }

    @Test
    void anImageIsAbsentOnlyWhenPodmanSaidSo() throws IOException {
        podman(
                "image",
                "echo '[]'; echo 'Error: inspecting object: x: image not known' >&2; exit 125");
        assertThat(got(engine.image("x", limit()))).isEmpty();
        podman("image", "exit 125");
        assertThat(failure(engine.image("x", limit()))).isEqualTo(Kind.UNCLASSIFIED);
    }

    @Test
    void whereNothingCanBeWatchedTheWatchIsNotLive() throws IOException {
        podman("inspect", "exit 125");
        try (var watch = engine.watch(RECORDED, () -> {})) {
            assertThat(watch.isLive()).isFalse();
        }
    }

    /// It was seen running, and ended before the watch over it began.
    @Test
    void whatEndedBeforeItWasWatchedIsSignalledAtOnce() throws IOException {
        podman("inspect", says(json(RECORDED, "us", "running")));
        assertThat(got(look(Optional.of(RECORDED)))).isInstanceOf(ContainerState.Running.class);
        assertThat(signalled("inspect", says(json(RECORDED, "us", "exited")))).isEqualTo(1);
        assertThat(signalled("inspect", GONE, "ps", "exit 0")).isEqualTo(1);
        assertThat(signalled("inspect", says(json(RECORDED, "us", "running")))).isZero();
        assertThat(signalled("inspect", "exit 125")).isZero();
    }

    private int signalled(String... verbsAndScripts) throws IOException {
        podman(verbsAndScripts);
        var signals = new AtomicInteger();
        try (var watch = engine.watch(RECORDED, signals::incrementAndGet)) {
            assertThat(watch.isLive()).isFalse();
        }
        return signals.get();
    }

    private Answer<ContainerState> look(Optional<ContainerId> recorded) {
        return engine.look(ours(recorded), limit());
    }

    private Ownership ours(Optional<ContainerId> recorded) {
        return new Ownership("us", recorded, Path.of("/data"));
    }

    /// A script that does one thing for each verb (`inspect` is what follows `container`).
    private void podman(String... verbsAndScripts) throws IOException {
        var script =
                new StringBuilder(
                        "#!/bin/sh\nverb=$1; [ $1 = container ] && verb=$2\ncase $verb in\n");
        for (int at = 0; at < verbsAndScripts.length; at += 2) {
            script.append(verbsAndScripts[at])
                    .append(") ")
                    .append(verbsAndScripts[at + 1])
                    .append(";;\n");
        }
        var file = folder.resolve("podman");
        Files.writeString(file, script.append("logs) echo last;;\n*) exit 99;;\nesac\n"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String says(String json) {
        return "echo '" + json + "'";
    }

    private static String json(ContainerId id, String instance, String status) {
        return "[" + one(id, instance, status) + "]";
    }

    private static String one(ContainerId id, String instance, String status) {
        return """
        {"Id":"%s","Name":"n","State":{"Status":"%s"},"Config":{"Labels":{"dev.berth.instance":"%s"}},
        "Mounts":[{"Type":"bind","Source":"/data","RW":true}]}
        """
                .formatted(id, status, instance);
    }

    private static ContainerId id(char digit) {
        return new ContainerId(String.valueOf(digit).repeat(64));
    }

    private static <T> T got(Answer<T> answer) {
        return switch (answer) {
            case Answer.Got<T>(var value) -> value;
            case Answer.Failed<T>(var failure) -> throw new AssertionError(failure);
        };
    }

    private static Kind failure(Answer<?> answer) {
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        return ((Answer.Failed<?>) answer).failure().kind();
    }

    private static Limit limit() {
        return new Limit(Duration.ofSeconds(10), new Cancellation());
    }
}
