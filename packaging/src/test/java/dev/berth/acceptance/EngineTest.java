package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The engine is away, or hangs: said so, and nothing is destroyed.
@Tag("real")
final class EngineTest {
    /// Shorter than the 10 s that a question to a hanging engine is given.
    private static final Duration LOOK = Duration.ofSeconds(8);

    @Test
    void tooOldAndRenewed() throws Exception {
        try (var home = TestHome.withFixture()) {
            var tools = pathWithoutEngine(home);
            var version = Podman.run("version", "--format={{.Client.Version}}").strip();
            var old = tools.resolve("podman");
            Files.writeString(
                    old,
                    """
                    #!/bin/sh
                    case $* in
                        *info* | *version*) %s "$@" | sed 's/%s/3.4.4/g' ;;
                        *) exec %s "$@" ;;
                    esac
                    """
                            .formatted(engine(), version.replace(".", "\\."), engine()));
            Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
            home.environment("PATH", tools.toString());
            home.supervise();
            home.awaitProblem(0, "engine-too-old", TestHome.SOON);
            var said = home.berth("status");
            assertThat(said.status()).isEqualTo(20);
            assertThat(said.out().toLowerCase(java.util.Locale.ROOT)).doesNotContain("podman");
            assertThat(home.berth("status", "--verbose").out()).contains("3.4.4");

            int mark = home.watch().mark();
            Files.delete(old);
            Files.createSymbolicLink(old, engine());
            home.awaitState(mark, "ready", TestHome.SOON);
        }
    }

    @Test
    void hangingWhileTheServiceRuns() throws Exception {
        try (var home = TestHome.withFixture()) {
            var tools = pathWithoutEngine(home);
            var engine = Files.createSymbolicLink(tools.resolve("podman"), engine());
            home.environment("PATH", tools.toString());
            var first = home.superviseToReady();
            var container = home.container();
            var run = Podman.runOf(container);
            TestHome.crash(first);

            Files.delete(engine);
            Files.writeString(engine, "#!/bin/sh\nexec sleep 1000\n");
            Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
            home.supervise();
            for (int i = 0; i < 20; i++) {
                quickStatus(home);
            }
            home.awaitProblem(0, "cannot-tell", TestHome.SOON);
            quickStatus(home);
            assertThat(Podman.runOf(container)).as("left as it is").isEqualTo(run);

            int mark = home.watch().mark();
            Files.delete(engine);
            Files.createSymbolicLink(engine, engine());
            home.awaitState(mark, "ready", TestHome.SOON);
            assertThat(home.container()).isEqualTo(container);
            assertThat(Podman.runOf(container)).as("the same run").isEqualTo(run);
        }
    }

    /// Asked over the socket: an answer that waited for the engine would come after a look's end.
    private static void quickStatus(TestHome home) throws IOException {
        try (var wire = new Wire(home.folder())) {
            long began = System.nanoTime();
            wire.say("{\"id\":1,\"ask\":\"status\"}");
            var state = wire.hear().path("report").path("state").asString("");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LOOK);
            assertThat(state).isIn("starting", "needs-attention");
        }
    }

    private static Path engine() throws IOException {
        for (var folder : folders()) {
            var podman = Path.of(folder, "podman");
            if (Files.isExecutable(podman)) {
                return podman.toRealPath();
            }
        }
        throw new IllegalStateException("podman is not installed");
    }

    private static String[] folders() {
        return String.valueOf(System.getenv("PATH")).split(":", -1);
    }

    /// A folder with links to everything that is on PATH but the engine.
    private static Path pathWithoutEngine(TestHome home) throws IOException {
        var tools = Files.createDirectory(home.folder().resolve("tools"));
        for (var folder : folders()) {
            var all = new ArrayList<Path>();
            if (Files.isDirectory(Path.of(folder))) {
                try (var programs = Files.list(Path.of(folder))) {
                    programs.forEach(all::add);
                }
            }
            for (var program : all) {
                var link = tools.resolve(program.getFileName());
                if (!link.endsWith("podman") && !Files.exists(link)) {
                    Files.createSymbolicLink(link, program);
                }
            }
        }
        return tools;
    }
}
