package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.Engine.Listener;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.ServiceSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// The adapter against the real Podman of this computer, as whoever runs the test. Asked for by
/// `BERTH_REAL_PODMAN=IMAGE`, an image that is here and has `sh`, `httpd`, `sleep` and `dd`
/// (busybox).
@Tag("real")
@Timeout(120)
@EnabledIfEnvironmentVariable(named = "BERTH_REAL_PODMAN", matches = ".+")
final class RealPodmanTest {
    private static final String IMAGE =
            System.getenv().getOrDefault("BERTH_REAL_PODMAN", "localhost/none:1");
    private static final String TOKEN = "tok-" + UUID.randomUUID();
    private static final List<String> SERVE =
            List.of("sh", "-c", "echo up; echo $TOK >/data/token; cd /data; exec httpd -f -p 8080");

    @TempDir private Path folder;

    private final String instance = UUID.randomUUID().toString();
    private final List<ContainerId> made = new ArrayList<>();
    private Engine engine = new NativeHost(System.getenv(), Path.of("/")).engine();
    private Path data = Path.of("/");
    private EngineReport report = new EngineReport("", false, false, false);

    @BeforeEach
    void prepare() throws Exception {
        engine = new NativeHost(System.getenv(), folder.resolve("engine")).engine();
        data = Files.createDirectories(folder.resolve("d, \"ö: x")).toRealPath();
        report = timed("info", () -> engine.report(limit()));
        if (!report.rootless()) {
            Files.setAttribute(data, "unix:uid", 1000);
            Files.setAttribute(data, "unix:gid", 1000);
        }
        var secret = Files.writeString(folder.resolve("token"), TOKEN);
        timed(
                "putSecret",
                () -> engine.putSecret(secretName(), secret, nothingRecorded(), limit()));
        timed(
                "putSecret again",
                () -> engine.putSecret(secretName(), secret, nothingRecorded(), limit()));
    }

    @AfterEach
    void tidy() {
        made.forEach(id -> engine.stop(id, Duration.ZERO, limit()));
        made.forEach(id -> engine.remove(id, limit()));
        engine.removeSecret(secretName(), nothingRecorded(), limit());
    }

    @Test
    void aWholeLife() throws Exception {
        assertThat(timed("image", () -> engine.image(IMAGE, limit()))).isPresent();
        assertThat(timed("no image", () -> engine.image("localhost/none:1", limit()))).isEmpty();
        assertThat(timed("look, absent", () -> engine.look(nothingRecorded(), limit())))
                .isEqualTo(new ContainerState.Absent());
        assertThat(timed("strangerOnData", () -> engine.strangerOnData(nothingRecorded(), limit())))
                .isEmpty();

        var id = create(spec(SERVE, OptionalInt.empty()));
        assertThat(timed("look, created", () -> engine.look(recorded(id), limit())))
                .isInstanceOf(ContainerState.Created.class);
        timed("start", () -> engine.start(id, limit()));
        var running =
                (ContainerState.Running)
                        timed("look, running", () -> engine.look(recorded(id), limit()));
        int port = running.port().orElseThrow();
        until(() -> Files.exists(data.resolve("token")));
        assertThat(data.resolve("token")).hasContent(TOKEN);
        assertThat(timed("listener", () -> engine.listener(id, port, limit())))
                .isEqualTo(Listener.OURS);
        assertThat(timed("listener again", () -> engine.listener(id, port, limit())))
                .isEqualTo(Listener.OURS);
        assertThat(got(engine.listener(id, 1, limit()))).isEqualTo(Listener.NOBODY);
        timed("start again", () -> engine.start(id, limit()));
        assertThat(podman("container", "inspect", id.value())).doesNotContain(TOKEN);
        assertThat(got(engine.strangerOnData(recorded(id), limit()))).isEmpty();

        seeItsEnd("kill", id, "kill", "--signal=KILL", id.value());
        var exited =
                (ContainerState.Exited)
                        timed("look, exited", () -> engine.look(recorded(id), limit()));
        assertThat(exited.code()).isEqualTo(137);
        assertThat(exited.outOfMemory()).isFalse();
        assertThat(podman("container", "inspect", id.value())).doesNotContain(TOKEN);

        timed("start", () -> engine.start(id, limit()));
        seeItsEnd("stop by hand", id, "stop", "--time=0", id.value());
        timed("start", () -> engine.start(id, limit()));
        timed("stop", () -> engine.stop(id, Duration.ofSeconds(5), limit()));
        timed("stop again", () -> engine.stop(id, Duration.ofSeconds(5), limit()));
        timed("lastLines", () -> engine.lastLines(id, 5, limit()));
        timed("start", () -> engine.start(id, limit()));
        assertThat(failure(engine.remove(id, limit()))).isEqualTo(Kind.WRONG_STATE);
        seeItsEnd("rm -f", id, "rm", "--force", "--time=0", id.value());
        assertThat(timed("look, gone", () -> engine.look(recorded(id), limit())))
                .isEqualTo(new ContainerState.Absent());
        timed("remove, gone", () -> engine.remove(id, limit()));
        assertThat(failure(engine.stop(id, Duration.ZERO, limit()))).isEqualTo(Kind.NO_SUCH_THING);
        assertThat(failure(engine.start(id, limit()))).isEqualTo(Kind.NO_SUCH_THING);
    }

    @Test
    void anIdThatPodmanWroteForUsCountsAsRecorded() {
        var id = create(spec(SERVE, OptionalInt.empty()));
        var before = Optional.of(new ContainerId("0".repeat(64)));
        assertThat(got(engine.look(new Ownership(instance, before, data), limit())))
                .isInstanceOfSatisfying(
                        ContainerState.Created.class, mine -> assertThat(mine.id()).isEqualTo(id));
    }

    @Test
    void aLabelledOneIsOursOnlyWhileNothingIsRecorded() throws IOException {
        var id = create(spec(SERVE, OptionalInt.empty()));
        deleteIdFile();
        assertThat(got(engine.look(nothingRecorded(), limit())))
                .isInstanceOf(ContainerState.Created.class);
        assertThat(got(engine.strangerOnData(nothingRecorded(), limit()))).isEmpty();
        var other = recorded(new ContainerId("0".repeat(64)));
        assertThat(got(engine.look(other, limit())))
                .isInstanceOf(ContainerState.AnotherOnOurData.class);
        assertThat(got(engine.strangerOnData(other, limit())).orElseThrow().id()).isEqualTo(id);
        assertThat(failure(engine.create(spec(SERVE, OptionalInt.empty()), other, limit())))
                .isEqualTo(Kind.NAME_TAKEN);
    }

    @Test
    void aStrangerOnOurDataIsFoundAndAReaderOfAllIsNot() throws Exception {
        var stranger =
                podman(
                                "create",
                                "--mount=type=bind,\"source=" + data.getParent() + "\",target=/x",
                                IMAGE,
                                "true")
                        .strip();
        made.add(new ContainerId(stranger));
        var reader =
                podman(
                                "create",
                                "--mount=type=bind,source=/,target=/x,readonly=true",
                                IMAGE,
                                "true")
                        .strip();
        made.add(new ContainerId(reader));
        assertThat(
                        got(engine.strangerOnData(nothingRecorded(), limit()))
                                .orElseThrow()
                                .id()
                                .value())
                .isEqualTo(stranger);
    }

    @Test
    void aTakenPortIsSaidAndItsHolderIsForeign() throws IOException {
        try (var foreign = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int port = foreign.getLocalPort();
            var id = create(spec(SERVE, OptionalInt.of(port)));
            var refused = engine.start(id, limit());
            assertThat(failure(refused)).isEqualTo(Kind.PORT_TAKEN);
            assertThat(got(engine.listener(id, port, limit()))).isEqualTo(Listener.FOREIGN);
            assertThat(got(engine.look(recorded(id), limit())))
                    .isInstanceOf(ContainerState.Created.class);
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        var id = create(spec(SERVE, OptionalInt.empty()));
        var noImage =
                new ServiceSpec(
                        "localhost/none:1",
                        SERVE,
                        Map.of(),
                        Map.of(),
                        data,
                        "/data",
                        1000,
                        8080,
                        OptionalInt.empty(),
                        64,
                        50,
                        Optional.empty(),
                        Duration.ofSeconds(5));
        assertThat(failure(engine.create(noImage, nothingRecorded(), limit())))
                .isIn(Kind.RELEASE_MISSING, Kind.NAME_TAKEN);
        got(engine.remove(id, limit()));
        got(engine.removeSecret(secretName(), nothingRecorded(), limit()));
        assertThat(failure(engine.create(noImage, nothingRecorded(), limit())))
                .isEqualTo(Kind.RELEASE_MISSING);
        assertThat(
                        failure(
                                engine.create(
                                        spec(SERVE, OptionalInt.empty()),
                                        nothingRecorded(),
                                        limit())))
                .isEqualTo(Kind.SECRET_MISSING);
        assertThat(got(engine.secrets(List.of(secretName()), limit()))).isEmpty();
    }

    @Test
    void usingUpTheMemoryIsTold() throws Exception {
        assumeThat(report.limitsMemory()).isTrue();
        var greedy =
                List.of("sh", "-c", "echo up; exec dd if=/dev/zero of=/dev/null bs=600M count=9");
        var id = create(spec(greedy, OptionalInt.empty()));
        got(engine.start(id, limit()));
        until(() -> got(engine.look(recorded(id), limit())) instanceof ContainerState.Exited);
        var exited = (ContainerState.Exited) got(engine.look(recorded(id), limit()));
        assertThat(exited.code()).isEqualTo(137);
        assertThat(exited.outOfMemory()).isTrue();
    }

    @Test
    void aPausedOneGoesOnAndAPauseIsNoticed() throws Exception {
        assumeThat(report.rootless()).isFalse();
        var id = create(spec(SERVE, OptionalInt.empty()));
        got(engine.start(id, limit()));
        seeItsEnd("pause", id, "pause", id.value());
        assertThat(got(engine.look(recorded(id), limit())))
                .isInstanceOf(ContainerState.Paused.class);
        timed("unpause", () -> engine.unpause(id, limit()));
        assertThat(got(engine.look(recorded(id), limit())))
                .isInstanceOf(ContainerState.Running.class);
        podman("pause", id.value());
        timed("stop, paused", () -> engine.stop(id, Duration.ofSeconds(1), limit()));
        assertThat(got(engine.look(recorded(id), limit())))
                .isInstanceOf(ContainerState.Exited.class);
    }

    private void seeItsEnd(String name, ContainerId id, String... command) throws Exception {
        got(engine.look(recorded(id), limit()));
        var signals = new LinkedBlockingQueue<Long>();
        try (var watch = engine.watch(id, () -> signals.add(System.nanoTime()))) {
            assertThat(watch.isLive()).isTrue();
            var killer = Thread.ofPlatform().start(() -> quietly(command));
            var began = System.nanoTime();
            var seen = signals.poll(10, TimeUnit.SECONDS);
            assertThat(seen).isNotNull();
            say("signal of `" + name + "`", seen - began);
            killer.join();
        }
    }

    private void quietly(String... command) {
        try {
            podman(command);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private ServiceSpec spec(List<String> command, OptionalInt port) {
        return new ServiceSpec(
                IMAGE,
                command,
                Map.of("A", "b c"),
                Map.of("TOK", secretName()),
                data,
                "/data",
                1000,
                8080,
                port,
                64,
                50,
                Optional.empty(),
                Duration.ofSeconds(5));
    }

    private ContainerId create(ServiceSpec spec) {
        var id = timed("create", () -> engine.create(spec, nothingRecorded(), limit()));
        made.add(id);
        return id;
    }

    private String secretName() {
        return nothingRecorded().name() + "-token";
    }

    private Ownership nothingRecorded() {
        return new Ownership(instance, Optional.empty(), data);
    }

    private Ownership recorded(ContainerId id) {
        return new Ownership(instance, Optional.of(id), data);
    }

    private void deleteIdFile() throws IOException {
        Files.delete(folder.resolve("engine").resolve(nothingRecorded().name() + ".id"));
    }

    /// What a person might type beside us.
    private static String podman(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("podman"));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(false)
                        .start();
        return new String(
                process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private interface Question<T> {
        Answer<T> ask();
    }

    private static <T> T timed(String name, Question<T> question) {
        var began = System.nanoTime();
        var answer = question.ask();
        say(name, System.nanoTime() - began);
        return got(answer);
    }

    private static void say(String name, long nanos) {
        System.out.printf("%-28s %6.1f ms%n", name, nanos / 1e6);
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
        return new Limit(Duration.ofSeconds(30), new Cancellation());
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        var turn = new LinkedBlockingQueue<Integer>();
        for (int look = 0; look < 500 && !condition.getAsBoolean(); look++) {
            turn.poll(20, TimeUnit.MILLISECONDS);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
