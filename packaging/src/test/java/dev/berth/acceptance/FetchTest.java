package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.acceptance.FaultProxy.Fault;
import dev.berth.acceptance.Program.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The service's program comes from a real source, over a network that is not always kind. From a
/// file it comes in [FreshHomeTest]; five tries, with the pauses between them, are in
/// `OciSourceTest`.
@Tag("real")
final class FetchTest {
    private static final int MORE_THAN_ARE_ASKED_FOR = 50;

    private static @org.jspecify.annotations.Nullable Registry shared;

    @BeforeAll
    static void open() throws Exception {
        shared = Registry.withTheFixture();
    }

    @AfterAll
    static void close() throws Exception {
        registry().close();
    }

    private static Registry registry() {
        return java.util.Objects.requireNonNull(shared, "opened before");
    }

    /// One home and its own way to the source, by which the program has a name of its own.
    ///
    /// @param host in the program's name
    private record Scene(FaultProxy source, TestHome home, String host) implements AutoCloseable {
        static Scene open() throws IOException {
            var source = FaultProxy.before(registry());
            return new Scene(source, TestHome.fresh(), source.host());
        }

        /// The host in the name is nowhere: only settings lead to the source.
        static Scene farFrom(FaultProxy source) throws IOException {
            return new Scene(source, TestHome.fresh(), "source-" + source.port() + ".invalid");
        }

        String name() {
            return host + "/" + Registry.PROGRAM;
        }

        Outcome setUp() throws Exception {
            return home.berth("setup", "--image", name(), "--yes");
        }

        Process beginSetUp() throws IOException {
            var builder =
                    new ProcessBuilder(home.program().command("setup", "--image", name(), "--yes"))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(home.environment());
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        }

        void awaitSent(long bytes) throws Exception {
            Await.until("%d bytes".formatted(bytes), TestHome.SOON, () -> source.sent() >= bytes);
        }

        /// What was sent may still be on its way; only what lies here is not fetched again.
        void awaitKept(long bytes) throws Exception {
            Await.until("%d bytes kept".formatted(bytes), TestHome.SOON, () -> kept() >= bytes);
        }

        private long kept() throws IOException {
            var cache = home.folder().resolve("cache");
            if (!Files.exists(cache)) {
                return 0;
            }
            try (var files = Files.walk(cache)) {
                return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0)
                        .sum();
            } catch (UncheckedIOException renamedMeanwhile) {
                return 0;
            }
        }

        /// The engine has it under its name, and nothing lies about.
        void isSetUp(Outcome outcome) throws Exception {
            assertThat(outcome.status()).as(outcome.text() + home.journal()).isZero();
            assertThat(id(name())).isEqualTo(id(Surroundings.fixture().loaded()));
            assertThat(home.folder().resolve("cache")).doesNotExist();
        }

        private static String id(String image) throws Exception {
            return Podman.run("image", "inspect", "--format={{.Id}}", image);
        }

        boolean isInTheEngine() throws Exception {
            return Podman.tried("image", "exists", name()).status() == 0;
        }

        /// Every part that passes for whole is what its name says.
        void believesNothingWrong() throws Exception {
            try (var files = Files.walk(home.folder().resolve("cache"))) {
                for (var file :
                        files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                                .toList()) {
                    var digest = MessageDigest.getInstance("SHA-256");
                    var found = digest.digest(Files.readAllBytes(file));
                    assertThat(file).hasFileName(HexFormat.of().formatHex(found));
                }
            }
        }

        @Override
        public void close() throws IOException {
            home.close();
            source.close();
            try {
                Podman.tried("untag", name(), name());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void setUpTellsBytesOfBytesAndTheServiceComesUp() throws Exception {
        try (var scene = Scene.open()) {
            long size = registry().size();
            scene.source().slow(size / 3);
            scene.home().supervise();

            var outcome = scene.setUp();

            scene.isSetUp(outcome);
            assertThat(outcome.out()).containsPattern("\\d\\.\\d of \\d+ MB");
            scene.home()
                    .watch()
                    .await(
                            0,
                            "bytes on the way",
                            TestHome.SOON,
                            report -> {
                                long bytes = report.path("step").path("bytes").asLong(0);
                                return bytes > 0
                                        && bytes < size
                                        && report.path("step").path("ofBytes").asLong(0) == size;
                            });
            assertThat(scene.source().sent()).isEqualTo(size);
            assertThat(scene.source().agents()).allMatch(agent -> agent.startsWith("Berth/"));
            scene.home().awaitState("ready");
        }
    }

    @Test
    void afterAKillHalfWayItGoesOn() throws Exception {
        try (var scene = Scene.open()) {
            long size = registry().size();
            scene.source().slow(size / 2);
            var first = scene.beginSetUp();
            scene.awaitSent(size / 2);
            TestHome.crash(first);
            assertThat(scene.isInTheEngine()).isFalse();
            scene.source().mend();

            var outcome = scene.setUp();

            scene.isSetUp(outcome);
            assertThat(scene.source().ranges()).hasSize(1);
            long twice = scene.source().sent() - size;
            System.out.println("bytes sent twice after a kill: " + twice + " of " + size);
            // What was under way when Berth died; one that began anew would fetch half of it twice.
            assertThat(twice).isBetween(0L, size / 4);
        }
    }

    @Test
    void aBreakIsMendedByItselfAndCostsNoByteTwice() throws Exception {
        try (var scene = Scene.open()) {
            scene.source().spoil(3, new Fault.CutAfter(100_000));

            scene.isSetUp(scene.setUp());

            assertThat(scene.source().sent()).isEqualTo(registry().size());
        }
    }

    @Test
    void itIsCutShortAtOnceAndGoesOnLater() throws Exception {
        try (var scene = Scene.open()) {
            long half = registry().size() / 2;
            scene.source().stopAt(half);
            var first = scene.beginSetUp();
            scene.awaitKept(half - 64 * 1024);
            endsSoon("by Ctrl-C", () -> TestHome.terminate(first));

            scene.home().supervise();
            var second = scene.beginSetUp();
            Await.until("second try", TestHome.SOON, () -> scene.source().ranges().size() == 1);
            endsSoon("by reset", () -> scene.home().berth("reset"));
            assertThat(second.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(scene.isInTheEngine()).isFalse();
            scene.source().mend();

            scene.isSetUp(scene.setUp());
        }
    }

    /// A fetch that did not hear of it would first wait 30 s for the source that fell silent.
    private static void endsSoon(String what, Callable<?> end) throws Exception {
        long began = System.nanoTime();
        end.call();
        var took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println("cut short " + what + " in " + took);
        assertThat(took).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aBusySourceIsAskedAgainWhenItWishes() throws Exception {
        try (var scene = Scene.open()) {
            scene.source().spoil(2, new Fault.Instead(429, Map.of("Retry-After", "1"), ""));

            scene.isSetUp(scene.setUp());
        }
    }

    static Stream<Arguments> faults() {
        // One that asks for so much is not asked again, so that the test need not wait either.
        var nextDay = Map.of("Retry-After", "86400");
        var page = Map.of("Content-Type", "text/html");
        return Stream.of(
                Arguments.of("source-busy", new Fault.Instead(503, nextDay, "")),
                Arguments.of("download-damaged", new Fault.WrongBytes()),
                Arguments.of("network-sign-in", new Fault.Instead(200, page, "<html>Welcome")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatWentWrongIsNamedAndSetUpAgainWorksOnceItIsWell(String problem, Fault fault)
            throws Exception {
        try (var scene = Scene.open()) {
            scene.source().spoil(MORE_THAN_ARE_ASKED_FOR, fault);
            scene.home().supervise();

            var failed = scene.setUp();

            assertThat(failed.status()).as(failed.text()).isEqualTo(1);
            scene.home().awaitProblem(0, problem, TestHome.SOON);
            assertThat(scene.isInTheEngine()).isFalse();
            scene.believesNothingWrong();
            scene.source().mend();
            scene.isSetUp(scene.setUp());
        }
    }

    @Test
    void whatTheSourceHasNotIsMissing() throws Exception {
        try (var scene = Scene.open()) {
            scene.home().supervise();

            var missing = scene.source().host() + "/berth/nowhere:1";
            var failed = scene.home().berth("setup", "--image", missing, "--yes");

            assertThat(failed.status()).as(failed.text()).isEqualTo(1);
            scene.home().awaitProblem(0, "release-missing", TestHome.SOON);
        }
    }

    @Test
    void theMirrorIsAskedInPlaceOfTheSource() throws Exception {
        try (var source = FaultProxy.before(registry());
                var scene = Scene.farFrom(source)) {
            scene.home()
                    .settings(
                            "\"port\":%d,\"mirror\":\"http://%s\""
                                    .formatted(TestHome.freePort(), source.host()));

            scene.isSetUp(scene.setUp());
        }
    }

    @Test
    void theProxyIsUsed() throws Exception {
        try (var source = FaultProxy.before(registry());
                var scene = Scene.farFrom(source)) {
            scene.home()
                    .settings(
                            "\"port\":%d,\"mirror\":\"http://mirror.invalid\",\"proxy\":\"http://%s\""
                                    .formatted(TestHome.freePort(), source.host()));

            scene.isSetUp(scene.setUp());

            assertThat(scene.source().asked())
                    .extracting(URI::getHost)
                    .containsOnly("mirror.invalid");
        }
    }
}
