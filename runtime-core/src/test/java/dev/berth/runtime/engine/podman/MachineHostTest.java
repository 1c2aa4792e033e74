package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.MachineSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The host over the program that stands in for Podman (packaging/src/test/fake-podman), which
/// keeps machines as each version does.
final class MachineHostTest {
    private static final Path FAKE =
            Path.of("..", "packaging", "src", "test", "fake-podman").toAbsolutePath().normalize();

    private static final MachineSize SIZE = new MachineSize(2, 2048, 10);

    @TempDir private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path person = Path.of("/");

    @BeforeEach
    void world() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "the stand-in is in Python");
        person = Files.createDirectories(folder.resolve("p"));
        var run = Files.createDirectories(folder.resolve("r")).toString();
        environment.putAll(
                Map.of(
                        "FAKE_PODMAN_HOME",
                        folder.toString(),
                        "PATH",
                        FAKE + ":/usr/bin:/bin",
                        "HOME",
                        person.toString(),
                        "XDG_RUNTIME_DIR",
                        run,
                        "TMPDIR",
                        run));
        Files.createDirectories(person.resolve(".config/containers"));
        Files.writeString(
                person.resolve(".config/containers/containers.conf"),
                "# a person's own\n[containers]\ntz = \"UTC\"\n");
        Files.write(image(), new byte[1 << 16]);
    }

    private Path image() {
        return folder.resolve("guest.image");
    }

    private void is(String version, String provider) throws IOException {
        Files.writeString(
                folder.resolve("profile.json"),
                """
                {"version": "%s", "rootless": true, "provider": "%s"}
                """
                        .formatted(version, provider));
    }

    /// Ends what the machines of this world left running.
    @AfterEach
    void noneIsLeft() {
        ProcessHandle.allProcesses()
                .filter(process ->
                        new Proc(Path.of("/proc"))
                                .environment(process.pid())
                                .contains("FAKE_PODMAN_HOME=" + folder))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private MachineHost host() {
        return new MachineHost(
                environment,
                new PodmanCli(environment, List.of()),
                folder.resolve("n"),
                () -> 8000,
                Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "4.3.1, qemu",
        "4.9.4, qemu",
        "5.0.3, applehv",
        "5.4.2, qemu",
        "5.8.6, wsl",
        "6.1.1, libkrun"
    })
    void livesItsWholeLifeAndTouchesNobodysFiles(String version, String provider)
            throws IOException {
        is(version, provider);
        var before = persons();
        var host = host();

        var absent = (HostState.Absent) got(host.look(Optional.empty(), limit()));
        assertThat(absent.freeName()).isEqualTo("berth");
        assertThat(absent.computer().memoryMiB()).isEqualTo(8000);

        var made = make(host, "berth");
        assertThat(look(host, made)).isInstanceOf(HostState.Stopped.class);
        got(host.machine().start(made, limit()));
        assertThat(look(host, made))
                .isEqualTo(new HostState.Running(made.identity().orElseThrow()));

        var calls = calls();
        assertThat(look(host, made)).isInstanceOf(HostState.Running.class);
        assertThat(calls()).as("a look at what runs starts no program").isEqualTo(calls);

        var report = got(host.engine().report(limit()));
        assertThat(report.labelsFiles()).isFalse();
        var ours = new Ownership("4f3d", Optional.empty(), folder);
        assertThat(got(host.machine().servesOthers(ours, limit()))).isFalse();

        got(host.machine().stop(made, limit()));
        got(host.machine().stop(made, limit()));
        assertThat(look(host, made)).isInstanceOf(HostState.Stopped.class);
        got(host.machine().remove(made, limit()));
        got(host.machine().remove(made, limit()));
        assertThat(look(host, made)).isInstanceOf(HostState.Absent.class);
        assertThat(persons()).isEqualTo(before);
    }

    private MachineRecord make(MachineHost host, String name) {
        var plan = MachineRecord.planned(name, Instant.now(), SIZE);
        var identity =
                got(
                        host.machine()
                                .create(
                                        plan,
                                        Optional.of(image()),
                                        List.of(folder.resolve("d")),
                                        _ -> {},
                                        limit()));
        return plan.known(identity);
    }

    /// The person's own list of connections and settings.
    private Map<String, String> persons() throws IOException {
        var all = new TreeMap<String, String>();
        for (var name : List.of("containers.conf", "podman-connections.json")) {
            var file = person.resolve(".config/containers").resolve(name);
            all.put(name, Files.exists(file) ? Files.readString(file) : "");
        }
        return all;
    }

    private long calls() throws IOException {
        try (var lines = Files.lines(folder.resolve("calls.jsonl"))) {
            return lines.count();
        }
    }

    @ParameterizedTest
    @CsvSource({"4.3.1, qemu", "5.4.2, applehv", "6.1.1, libkrun"})
    void aStrangersMachineOfOurNameIsLeftAlone(String version, String provider) throws IOException {
        is(version, provider);
        make(host(), "berth");
        var host = host();
        var later = MachineRecord.planned("berth", Instant.now().plusSeconds(60), SIZE);
        var absent = (HostState.Absent) look(host, later);
        assertThat(absent.freeName()).isEqualTo("berth-2");
        assertThat(failed(host.machine().start(later, limit())).kind()).isEqualTo(Kind.WRONG_STATE);
        got(host.machine().remove(later, limit()));
        assertThat(entries()).isEqualTo(1);
    }

    private long entries() throws IOException {
        try (var files = Files.walk(person.resolve(".config"))) {
            return files.filter(file -> file.endsWith("berth.json")).count();
        }
    }

    /// Killed between the making and the noting of what was made.
    @ParameterizedTest
    @CsvSource({"4.3.1, qemu", "5.4.2, applehv", "6.1.1, libkrun"})
    void oneThatWasMadeAfterItsPlanIsOurs(String version, String provider) throws IOException {
        is(version, provider);
        var before = MachineRecord.planned("berth", Instant.now(), SIZE);
        make(host(), "berth");
        assertThat(look(host(), before)).isInstanceOf(HostState.Stopped.class);
    }

    @ParameterizedTest
    @CsvSource({"4.3.1, qemu, true", "5.4.2, applehv, true", "5.8.6, wsl, false"})
    void anotherThatRunsIsInTheWayWhereOnlyOneCan(String version, String provider, boolean blocked)
            throws IOException {
        is(version, provider);
        var theirs = make(host(), "theirs");
        got(host().machine().start(theirs, limit()));
        var host = host();
        assertThat(got(host.look(Optional.empty(), limit())))
                .isInstanceOf(blocked ? HostState.BlockedBy.class : HostState.Absent.class);
        if (blocked) {
            got(host.machine().stopOther("theirs", limit()));
            assertThat(got(host.look(Optional.empty(), limit())))
                    .isInstanceOf(HostState.Absent.class);
        }
    }

    /// I-07: its disk was taken away.
    @ParameterizedTest
    @CsvSource({"4.3.1, qemu", "5.4.2, applehv"})
    void oneWithoutItsDiskIsHalfMadeAndCanBeTakenAway(String version, String provider)
            throws IOException {
        is(version, provider);
        var host = host();
        var ours = make(host, "berth");
        var seen = got(inspected(host, ours));
        Files.delete(Leftover.disk(seen).orElseThrow());
        assertThat(look(host, ours)).isInstanceOf(HostState.HalfMade.class);
        got(host.machine().remove(ours, limit()));
        assertThat(look(host, ours)).isInstanceOf(HostState.Absent.class);
    }

    private Answer<Inspection> inspected(MachineHost host, MachineRecord ours) {
        look(host, ours);
        return new Machines(
                        new PodmanCli(environment, List.of()),
                        new MachineWorld(environment, folder.resolve("n")))
                .one("berth", limit())
                .map(Optional::orElseThrow);
    }

    /// S-01: a start that was killed leaves its note for good, and 4.x refuses from then on.
    @ParameterizedTest
    @CsvSource({"4.3.1, qemu", "5.4.2, applehv"})
    void aNoteOfStartingWithoutAProcessIsStale(String version, String provider) throws IOException {
        is(version, provider);
        var host = host();
        var ours = make(host, "berth");
        var entry = got(inspected(host, ours)).entryFile();
        Files.writeString(
                entry,
                Files.readString(entry).replaceAll("\"Starting\":\\s*false", "\"Starting\": true"));
        assertThat(look(host, ours)).isInstanceOf(HostState.Stopped.class);
        got(host.machine().start(ours, limit()));
        assertThat(look(host, ours)).isInstanceOf(HostState.Running.class);
    }

    /// W-09: an entry emptied by a loss of power comes back from our copy.
    @Test
    void anEmptiedEntryIsRestored() throws IOException {
        is("4.3.1", "qemu");
        var host = host();
        var ours = make(host, "berth");
        got(host.machine().start(ours, limit()));
        got(host.machine().stop(ours, limit()));
        var entry = got(inspected(host, ours)).entryFile();
        Files.write(entry, new byte[64]);
        assertThat(look(host, ours)).isInstanceOf(HostState.Stopped.class);
        got(host.machine().start(ours, limit()));
        assertThat(look(host, ours)).isInstanceOf(HostState.Running.class);
    }

    /// its network helper was ended; nothing but stop and start brings it back.
    @ParameterizedTest
    @CsvSource({"4.3.1, qemu", "5.4.2, applehv", "6.1.1, libkrun"})
    void withoutItsNetworkHelperItIsUnreachable(String version, String provider)
            throws IOException {
        is(version, provider);
        var host = host();
        var ours = make(host, "berth");
        got(host.machine().start(ours, limit()));
        look(host, ours);
        var living =
                new Helpers(new Proc(Path.of("/proc")), environment).of(got(inspected(host, ours)));
        assertThat(living.hypervisor()).hasSize(1);
        assertThat(living.network()).hasSize(1);
        ProcessEnd.alone(living.network().getFirst(), Duration.ZERO);
        assertThat(look(host, ours)).isInstanceOf(HostState.Unreachable.class);
        got(host.machine().clear(ours, limit()));
        assertThat(look(host, ours)).isInstanceOf(HostState.Stopped.class);
        got(host.machine().start(ours, limit()));
        assertThat(look(host, ours)).isInstanceOf(HostState.Running.class);
    }

    /// Finding 1: a start may hang for ever; only it is ended, and what it left is cleared.
    @ParameterizedTest
    @CsvSource({"4.3.1, qemu", "5.4.2, applehv", "6.1.1, libkrun"})
    void aStartThatHangsIsEndedAndCleared(String version, String provider) throws IOException {
        is(version, provider);
        var host = host();
        var ours = make(host, "berth");
        plan("never-ready", "machine-start");
        assertThat(failed(host.machine().start(ours, limit().within(Duration.ofSeconds(3)))).kind())
                .isEqualTo(Kind.TIMED_OUT);
        Files.writeString(folder.resolve("plan.json"), "[]");
        got(host.machine().clear(ours, limit()));
        assertThat(look(host, ours)).isInstanceOf(HostState.Stopped.class);
        got(host.machine().start(ours, limit()));
    }

    private void plan(String kind, String verb) throws IOException {
        Files.writeString(
                folder.resolve("plan.json"),
                "[{\"id\": 1, \"verb\": \"%s\", \"kind\": \"%s\"}]".formatted(verb, kind));
    }

    private static HostState look(MachineHost host, MachineRecord ours) {
        return got(host.look(Optional.of(ours), limit()));
    }

    private static <T> T got(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Got.class);
        return ((Answer.Got<T>) answer).value();
    }

    private static EngineFailure failed(Answer<?> answer) {
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        return ((Answer.Failed<?>) answer).failure();
    }

    private static Limit limit() {
        return new Limit(Duration.ofSeconds(40), new Cancellation());
    }
}
