package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.Engine.Listener;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.podman.Inspected.Phase;
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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every reader, every version, every state: what Podman says differs, what it means does not.
@Timeout(60)
final class EveryVersionTest {

    /// @param state as in `container-STATE.json`
    /// @param code the exit code, where the phase is [Phase#EXITED]
    record Meaning(String state, Phase phase, int code, boolean outOfMemory) {}

    private static final List<Meaning> MEANINGS =
            List.of(
                    new Meaning("created", Phase.CREATED, 0, false),
                    new Meaning("running", Phase.RUNNING, 0, false),
                    new Meaning("paused", Phase.PAUSED, 0, false),
                    new Meaning("stopped", Phase.EXITED, 0, false),
                    new Meaning("exited-78", Phase.EXITED, 78, false),
                    new Meaning("killed", Phase.EXITED, 137, false),
                    new Meaning("oom", Phase.EXITED, 137, true),
                    new Meaning("start-failed", Phase.CREATED, 0, false));

    /// What could not be made there: an ordinary user has no control group of its own on these
    /// computers, and 6.1.1 no controller for memory.
    private static boolean possible(Recorded recorded, Meaning meaning) {
        return switch (meaning.state()) {
            case "paused" -> !recorded.rootless();
            case "oom" -> !recorded.rootless() && !recorded.version().equals("6.1.1");
            default -> true;
        };
    }

    @TempDir private Path folder;

    static Stream<Recorded> recordings() {
        return Recorded.all();
    }

    static Stream<Arguments> states() {
        return Recorded.all()
                .flatMap(recorded ->
                        MEANINGS.stream()
                                .filter(meaning -> possible(recorded, meaning))
                                .map(meaning -> Arguments.of(recorded, meaning)));
    }

    @ParameterizedTest
    @MethodSource("states")
    void aStateMeansTheSame(Recorded recorded, Meaning meaning) {
        var seen = inspected(recorded, meaning.state());
        assertThat(seen.phase()).isEqualTo(meaning.phase());
        assertThat(seen.name()).isEqualTo("berth-record");
        assertThat(seen.carries("4f3d")).isTrue();
        assertThat(seen.port()).isPresent();
        assertThat(seen.image()).matches("[0-9a-f]{64}");
        assertThat(seen.mounts()).singleElement().matches(Inspected.Mount::writable);
        assertThat(seen.created()).isBetween(on("2026-11-20"), on("2026-11-22"));
        if (meaning.phase() == Phase.EXITED) {
            assertThat(seen.exit().code()).isEqualTo(meaning.code());
            assertThat(seen.exit().outOfMemory()).isEqualTo(meaning.outOfMemory());
            assertThat(Duration.between(seen.exit().began(), seen.exit().at()))
                    .isBetween(Duration.ZERO, Duration.ofMinutes(1));
        }
        if (meaning.phase() == Phase.RUNNING || meaning.phase() == Phase.PAUSED) {
            assertThat(seen.run().pid()).isPresent();
            assertThat(seen.run().conmon()).isPresent();
            assertThat(seen.run().netNamespace()).startsWith("/run/");
            assertThat(seen.exit().began()).isAfterOrEqualTo(seen.created().minusSeconds(1));
        }
    }

    private static Instant on(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void theEngineSaysWhatItIs(Recorded recorded) {
        var limits = !recorded.rootless() && !recorded.version().equals("6.1.1");
        assertThat(InfoReader.read(recorded.text("info.json")))
                .isEqualTo(
                        Answer.got(
                                new EngineReport(
                                        recorded.version(), recorded.rootless(), false, limits)));
    }

    /// The whole adapter over a program that repeats the recorded answers.
    @ParameterizedTest
    @MethodSource("recordings")
    void everyQuestionIsAnswered(Recorded recorded) throws IOException {
        var engine = new PodmanEngine(repeating(recorded), folder.resolve("notes"));
        var id = inspected(recorded, "running").id();
        var ours = new Ownership("4f3d", Optional.of(id), Path.of("/home/person"));

        assertThat(got(engine.look(ours, limit()))).isInstanceOf(ContainerState.Running.class);
        var forgotten = new Ownership("4f3d", Optional.empty(), Path.of("/home/person"));
        assertThat(got(engine.look(forgotten, limit()))).isInstanceOf(ContainerState.Running.class);
        assertThat(got(engine.strangerOnData(ours, limit()))).isEmpty();

        assertThat(got(engine.image("localhost/berth/record", limit())).orElseThrow())
                .isEqualTo(recorded.text("image-id.stdout").strip());
        assertThat(got(engine.load(Path.of("/x.tar"), limit())))
                .isEqualTo("localhost/berth/acceptance:latest");
        assertThat(got(engine.secrets(List.of("berth-record-token", "none"), limit())))
                .containsExactly("berth-record-token");
        assertThat(got(engine.lastLines(id, 3, limit())).getLast()).endsWith("[gateway] ready");
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aSecretIsTakenAwayOnlyWhenItIsOurs(Recorded recorded) throws IOException {
        var engine = new PodmanEngine(repeating(recorded), folder.resolve("notes"));
        var others = new Ownership("0000", Optional.empty(), Path.of("/home/person"));
        got(engine.removeSecret("berth-record-token", others, limit()));
        assertThat(folder.resolve("removed")).doesNotExist();
        var ours = new Ownership("4f3d", Optional.empty(), Path.of("/home/person"));
        got(engine.removeSecret("berth-record-token", ours, limit()));
        assertThat(folder.resolve("removed")).exists();
    }

    /// From the kernel's tables as they were while the container ran: conmon holds the socket as
    /// root, rootlessport (4.3) or pasta (5 and later) for an ordinary user.
    @ParameterizedTest
    @MethodSource("recordings")
    void theHolderOfOurPortIsProven(Recorded recorded) throws IOException {
        if (!recorded.has("port-holder.txt")) {
            assertThat(recorded.version()).isEqualTo("4.9.4");
            return;
        }
        var proof = recorded.text("port-holder.txt");
        if (!proof.contains("socket: ")) {
            assertThat(recorded).isEqualTo(new Recorded("6.1.1", "root"));
            return; // see PortHolderTest
        }
        var proc = proc(proof);
        var conmons = words(" -c ([0-9a-f]{64}) ", proof);
        var id = new ContainerId(conmons.isEmpty() ? "0".repeat(64) : conmons.getFirst());
        var running =
                """
                [{"Id":"%s","State":{"Status":"running","Pid":%s,"ConmonPid":%s},
                  "NetworkSettings":{"SandboxKey":"%s"}}]
                """
                        .formatted(
                                id,
                                word("container: pid (\\d+)", proof),
                                word("conmon (\\d+) network", proof),
                                word(" network (\\S+)", proof));
        Files.writeString(folder.resolve("running.json"), running);
        var cli = program("cat " + folder.resolve("running.json"));
        var containers =
                new Containers(
                        new Podman(cli),
                        new Traces(folder.resolve("notes"), new KernelKills(Path.of("/nowhere"))));
        var port = Integer.parseInt(word("0100007F:([0-9A-F]{4})", proof), 16);
        assertThat(got(new PortHolder(containers, proc).listener(id, port, limit())))
                .isEqualTo(Listener.OURS);
        Files.writeString(
                folder.resolve("running.json"),
                running.replaceAll("\"(Pid|ConmonPid)\":\\d+", "\"$1\":1")
                        .replaceAll("netns-[0-9a-f-]+", "netns-other"));
        assertThat(got(new PortHolder(containers, proc).listener(id, port, limit())))
                .isEqualTo(Listener.FOREIGN);
    }

    /// The recorded part of `/proc`, as files.
    private Proc proc(String proof) throws IOException {
        var root = folder.resolve("proc");
        Files.createDirectories(root.resolve("self/net"));
        Files.writeString(root.resolve("self/net/tcp"), word("(?m)^socket: (.*)$", proof) + "\n");
        var holder = root.resolve(word("(?m)^holder: (\\d+)", proof));
        Files.createDirectories(holder.resolve("fd"));
        Files.writeString(
                holder.resolve("cmdline"),
                word("(?m)^holder: \\d+ (.*)$", proof).replace(' ', '\0'));
        int number = 0;
        for (var open : words("(?m)^open: (.*)$", proof)) {
            Files.createSymbolicLink(holder.resolve("fd/" + number++), Path.of(open));
            if (open.startsWith("net:")) {
                // The forwarder has the container's network open; it is where the container is.
                var inside = root.resolve(word("container: pid (\\d+)", proof)).resolve("ns");
                Files.createSymbolicLink(
                        Files.createDirectories(inside).resolve("net"), Path.of(open));
            }
        }
        return new Proc(root);
    }

    private PodmanCli repeating(Recorded recorded) throws IOException {
        return program(
                """
                cd '%s'
                case "$1 $2" in
                  "container inspect") cat container-running.json;;
                  "image inspect") cat image-id.stdout;;
                  "secret ls") cat secret-list.stdout;;
                  "secret inspect") cat secret-inspect.json;;
                  "secret rm") touch '%s';;
                  ps*) cat list.stdout;;
                  load*) cat load.stdout;;
                  logs*) cat logs.stdout;;
                  *) echo "not recorded: $*" >&2; exit 125;;
                esac
                """
                        .formatted(recorded.folder(), folder.resolve("removed")));
    }

    private PodmanCli program(String script) throws IOException {
        var podman = folder.resolve("podman");
        Files.writeString(podman, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(podman, PosixFilePermissions.fromString("rwx------"));
        return new PodmanCli(Map.of("PATH", folder + ":/usr/bin:/bin"), List.of());
    }

    private static Inspected inspected(Recorded recorded, String state) {
        return got(ContainerReader.read(recorded.text("container-" + state + ".json"))).getFirst();
    }

    private static String word(String pattern, String text) {
        return words(pattern, text).getFirst();
    }

    private static List<String> words(String pattern, String text) {
        var found = new ArrayList<String>();
        var matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static <T> T got(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Got.class);
        return ((Answer.Got<T>) answer).value();
    }

    private static Limit limit() {
        return new Limit(Duration.ofSeconds(20), new Cancellation());
    }
}
