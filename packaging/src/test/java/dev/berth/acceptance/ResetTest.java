package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reset ends in "not set up" however the engine is, and what it could not take away goes by itself
/// once the engine is back.
final class ResetTest {
    private static final String KNOWN = "what the assistant knows, ä\n";

    /// One look at an engine that hangs takes 10 s; one that waited for its answer would not end.
    private static final Duration AT_ONCE = Duration.ofSeconds(90);

    /// The longest pause between two tries, and the try: on a slow computer some were made in vain
    /// before the engine worked again.
    private static final Duration BY_ITSELF = Duration.ofMinutes(6);

    @Tag("real")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withAHealthyEngineNothingIsLeft(boolean erase) throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            remember(home);
            reset(home, erase);
            assertThat(home.status().path("cleanUps").size()).isZero();
            nothingRemains(home, erase);
        }
    }

    @Tag("real")
    @ParameterizedTest
    @CsvSource({"broken, false", "broken, true", "hanging, false", "hanging, true"})
    void withAnEngineThatDoesNotWorkTheRestGoesLater(String engine, boolean erase)
            throws Exception {
        try (var home = TestHome.withFixture()) {
            engine(home, "fine");
            home.superviseToReady();
            remember(home);
            engine(home, engine);
            reset(home, erase);
            assertThat(home.status().path("cleanUps").size()).isBetween(3, 4);
            assertThat(home.berth("status").out()).contains("still to be tidied up");
            assertThat(home.data().resolve("memory.txt")).hasContent(KNOWN.strip());

            int mark = home.watch().mark();
            engine(home, "fine");
            awaitTidy(home, mark);
            nothingRemains(home, erase);
            assertThat(home.berth("journal").out()).contains("tidied up now");
        }
    }

    @Test
    @Tag("real")
    void aloneAndLaterAloneAgain() throws Exception {
        try (var home = TestHome.withFixture()) {
            engine(home, "fine");
            TestHome.crash(home.superviseToReady());
            remember(home);
            engine(home, "broken");
            reset(home, true);
            assertThat(home.status().path("cleanUps").size()).as("without a keeper").isEqualTo(4);
            engine(home, "fine");
            reset(home, true);
            assertThat(home.status().path("cleanUps").size()).isZero();
            nothingRemains(home, true);
        }
    }

    @Test
    @Tag("real")
    void aNewSetUpBeginsWithoutWhatWasToBeErased() throws Exception {
        try (var home = TestHome.withFixture()) {
            engine(home, "fine");
            home.superviseToReady();
            remember(home);
            var old = home.container();
            engine(home, "broken");
            reset(home, true);
            engine(home, "fine");
            int mark = home.watch().mark();
            home.setUp(Surroundings.fixture().loaded());
            home.awaitState(mark, "ready", TestHome.SOON);
            assertThat(home.container()).isNotEqualTo(old);
            assertThat(home.data().resolve("memory.txt")).doesNotExist();
            awaitTidy(home, mark);
            home.awaitState("ready");
        }
    }

    /// Only root can hide the engine: in a view of the files that one supervisor has alone.
    @Tag("root")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withTheEngineMissingTheRestGoesWithTheNextKeeper(boolean erase) throws Exception {
        var engine = Path.of("/usr/bin/podman").toRealPath().toString();
        try (var home = TestHome.withFixture()) {
            TestHome.crash(home.superviseToReady());
            remember(home);
            var blind =
                    home.supervise(
                            "unshare",
                            "--mount",
                            "sh",
                            "-c",
                            "mount --bind /dev/null " + engine + " && exec \"$@\"",
                            "hidden");
            home.awaitProblem(0, "engine-missing", TestHome.SOON);
            reset(home, erase);
            assertThat(home.status().path("cleanUps").size()).isBetween(3, 4);
            TestHome.crash(blind);
            home.supervise();
            awaitTidy(home, 0);
            nothingRemains(home, erase);
        }
    }

    // -- steps

    private static void remember(TestHome home) throws IOException {
        Files.writeString(home.data().resolve("memory.txt"), KNOWN);
    }

    private static void reset(TestHome home, boolean erase) throws Exception {
        long began = System.nanoTime();
        var said = erase ? home.berth("reset", "--erase-data", "--yes") : home.berth("reset");
        var took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println("reset took " + took.toMillis() + " ms");
        assertThat(said.status()).as(said.text() + home.journal()).isZero();
        assertThat(took).isLessThan(AT_ONCE);
        assertThat(home.berth("status").status()).isIn(30);
    }

    private static void awaitTidy(TestHome home, int mark) throws Exception {
        home.watch()
                .await(
                        mark,
                        "nothing left",
                        BY_ITSELF,
                        report ->
                                report.path("cleanUps").isArray()
                                        && report.path("cleanUps").isEmpty());
    }

    /// Nothing of this home in the engine; the data as the person chose.
    private static void nothingRemains(TestHome home, boolean erase) throws Exception {
        assertThat(Podman.of(home.instance())).isEmpty();
        assertThat(Podman.run("secret", "ls", "--format={{.Name}}"))
                .doesNotContain("berth-" + home.instance().substring(0, 8));
        if (erase) {
            assertThat(home.data())
                    .satisfiesAnyOf(
                            data -> assertThat(data).doesNotExist(),
                            data -> assertThat(data).isEmptyDirectory());
        } else {
            assertThat(home.data().resolve("memory.txt")).hasContent(KNOWN.strip());
        }
        assertThat(home.state().resolve("secrets/gateway-token")).doesNotExist();
    }

    // -- the engine

    /// From now on the engine of all that is started for this home is like this.
    static void engine(TestHome home, String mood) throws IOException {
        var tools = home.folder().resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectory(tools);
            var wrapper = tools.resolve("podman");
            Files.writeString(
                    wrapper,
                    """
                    #!/bin/sh
                    case $(cat %s) in
                        broken) echo 'Error: it is broken' >&2; exit 125 ;;
                        hanging) exec sleep 1000 ;;
                        *) exec %s "$@" ;;
                    esac
                    """
                            .formatted(tools.resolve("mood"), real()));
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
            home.environment("PATH", tools + ":" + System.getenv("PATH"));
        }
        Files.writeString(tools.resolve("mood"), mood);
    }

    private static Path real() throws IOException {
        for (var folder : String.valueOf(System.getenv("PATH")).split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, "podman"))) {
                return Path.of(folder, "podman").toRealPath();
            }
        }
        throw new NoSuchFileException("podman");
    }
}
