package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;
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
            resetInVain(home, erase);
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
            resetInVain(home, true);
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
            resetInVain(home, true);
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

    /// From a file, so that Berth has brought what it is made from; with a file of another user id
    /// in the data where the engine may act for one.
    @Tag("real")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatBerthHasBroughtGoesToo(boolean supervised) throws Exception {
        var name = "localhost/berth/erased:" + UUID.randomUUID();
        try (var home = TestHome.withFixture()) {
            bring(home, name);
            var keeper = home.superviseToReady();
            remember(home);
            if (!Surroundings.asRoot()) {
                var foreign = home.data().resolve("foreign");
                Podman.run("unshare", "mkdir", "-m", "700", foreign.toString());
                Podman.run("unshare", "touch", foreign.resolve("file").toString());
                Podman.run("unshare", "chown", "-R", "5:5", foreign.toString());
            }
            if (!supervised) {
                TestHome.crash(keeper);
            }
            var listed = home.berth("reset", "--erase-data", "--dry-run");
            assertThat(listed.out())
                    .contains(
                            "what your assistant knows", "which Berth brought here", name, "keys");
            assertThat(home.data().resolve("memory.txt")).hasContent(KNOWN.strip());

            var said = home.berth("reset", "--erase-data", "--yes", "--json");
            assertThat(said.status()).as(said.text() + home.journal()).isZero();
            assertThat(said.out()).contains("\"remains\":[]", "\"kind\":\"program\"");
            nothingRemains(home, true);
            assertThat(Podman.tried("image", "exists", name).status()).isEqualTo(1);
            assertThat(Podman.tried("image", "exists", Surroundings.fixture().reference()).status())
                    .as("what was here before stays")
                    .isZero();
            assertThat(home.folder().resolve("config/settings.json")).doesNotExist();
            assertThat(home.folder().resolve("copies")).isNotEmptyDirectory();
            assertThat(home.berth("journal").out()).contains("found nothing left");
        } finally {
            Podman.tried("image", "rm", name);
        }
    }

    @Test
    @Tag("real")
    void whatSomethingElseUsesStaysAndIsTold() throws Exception {
        var name = "localhost/berth/erased:" + UUID.randomUUID();
        try (var home = TestHome.withFixture()) {
            bring(home, name);
            home.superviseToReady();
            var user = Podman.run("create", name).strip();
            try {
                var said = home.berth("reset", "--erase-data", "--yes");
                assertThat(said.status()).as(said.text()).isEqualTo(30);
                assertThat(said.out())
                        .contains("this is left", "Something else on this computer uses it");
                assertThat(Podman.tried("container", "exists", user).status()).isZero();
                assertThat(Podman.tried("image", "exists", name).status()).isZero();
            } finally {
                Podman.run("rm", user);
            }
        } finally {
            Podman.tried("image", "rm", name);
        }
    }

    /// Killed in the middle, and asked again: it ends clean.
    @Test
    @Tag("real")
    void killedInTheMiddleAndAskedAgain() throws Exception {
        var name = "localhost/berth/erased:" + UUID.randomUUID();
        try (var home = TestHome.withFixture()) {
            bring(home, name);
            var keeper = home.superviseToReady();
            remember(home);
            home.berth("reset", "--erase-data", "--yes", "--no-wait");
            TestHome.crash(keeper);
            reset(home, true);
            nothingRemains(home, true);
            assertThat(Podman.tried("image", "exists", name).status()).isEqualTo(1);
        } finally {
            Podman.tried("image", "rm", name);
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
            resetInVain(home, erase);
            assertThat(home.status().path("cleanUps").size()).isBetween(3, 4);
            TestHome.crash(blind);
            home.supervise();
            awaitTidy(home, 0);
            nothingRemains(home, erase);
        }
    }

    // -- steps

    /// The home's program is one that nobody else has, and that came by Berth alone.
    private static void bring(TestHome home, String name) throws Exception {
        var file = home.folder().resolve("erased.tar").toString();
        var made = Podman.run("create", Surroundings.fixture().loaded()).strip();
        // an image with the same files as another shares their place in the engine
        var mark = Files.writeString(home.folder().resolve("made-for"), name);
        Podman.run("cp", mark.toString(), made + ":/made-for");
        Podman.run("commit", "--quiet", "--change=LABEL made-for=" + name, made, name);
        Podman.run("rm", made);
        Podman.run("save", "--quiet", "--output=" + file, name);
        Podman.run("image", "rm", name);
        var setUp = home.berth("setup", "--image-file", file, "--yes");
        assertThat(setUp.status()).as(setUp.text()).isZero();
    }

    private static void remember(TestHome home) throws IOException {
        Files.writeString(home.data().resolve("memory.txt"), KNOWN);
    }

    private static void reset(TestHome home, boolean erase) throws Exception {
        reset(home, erase, 0);
    }

    /// What is erased is told to be gone only when all of it is.
    private static void resetInVain(TestHome home, boolean erase) throws Exception {
        reset(home, erase, erase ? 30 : 0);
    }

    private static void reset(TestHome home, boolean erase, int end) throws Exception {
        long began = System.nanoTime();
        var said = erase ? home.berth("reset", "--erase-data", "--yes") : home.berth("reset");
        var took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println("reset took " + took.toMillis() + " ms");
        assertThat(said.status()).as(said.text() + home.journal()).isEqualTo(end);
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
