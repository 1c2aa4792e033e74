package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The finished program makes safety copies beside a real service and brings them back.
final class SafetyCopyTest {
    private static final String KNOWN = "what the assistant knows, ä\n";

    @Test
    @Tag("real")
    void whatWasErasedComesBackAndTheServiceIsReady() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            remember(home, 500);
            var before = picture(home.data());

            var made = home.berth("copy", "create");
            assertThat(made.status()).as(made.text() + home.journal()).isZero();
            assertThat(home.status().path("state").asString()).isEqualTo("ready");
            var copy = newest(home);
            assertThat(home.status().path("copies").path("count").asInt()).isEqualTo(1);

            for (var one = 0; one < 500; one++) {
                Files.delete(home.data().resolve("memories/" + one));
            }
            Files.writeString(home.data().resolve("newer.txt"), "written since");
            var restored = home.berth("copy", "restore", copy, "--yes");
            assertThat(restored.status()).as(restored.text() + home.journal()).isZero();
            home.awaitState("ready");
            assertThat(picture(home.data()).entrySet()).containsAll(before.entrySet());
            assertThat(home.data().resolve("newer.txt")).doesNotExist();
            assertThat(beside(home)).isEmpty();
            assertThat(home.berth("copy", "list").out()).contains("before-restore");
        }
    }

    /// The case in which a copy is needed most.
    @Test
    @Tag("real")
    void dataThatIsGoneComesBack() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            remember(home, 20);
            var before = picture(home.data());
            assertThat(home.berth("copy", "create").status()).isZero();
            var copy = newest(home);
            assertThat(home.berth("pause").status()).isZero();
            Files.move(home.data(), home.data().resolveSibling("lost"));
            assertThat(home.berth("start").status()).isEqualTo(20);
            home.awaitProblem(0, "data-gone", TestHome.SOON);

            var restored = home.berth("copy", "restore", copy, "--yes");

            assertThat(restored.status()).as(restored.text() + home.journal()).isZero();
            home.awaitState("ready");
            assertThat(picture(home.data()).entrySet()).containsAll(before.entrySet());
            assertThat(beside(home)).isEmpty();
        }
    }

    /// The copy of a service that does not start is undone by itself.
    @Test
    @Tag("real")
    void aServiceThatDoesNotComeUpGetsItsDataBack() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            home.fixture(DesktopTest.REFUSES); // holds from its next start on
            assertThat(home.berth("copy", "create").status()).isZero();
            var spoilt = newest(home);
            home.fixture();
            Files.writeString(home.data().resolve("memory.txt"), KNOWN);

            var outcome = home.berth("copy", "restore", spoilt, "--yes");

            assertThat(outcome.status()).as(outcome.text() + home.journal()).isEqualTo(1);
            assertThat(home.data().resolve("memory.txt")).hasContent(KNOWN.strip());
            home.awaitState("ready");
            assertThat(beside(home)).isEmpty();
        }
    }

    /// Killed again and again while a copy is brought back: the next keeper goes on, and at any
    /// moment the data is the old one or the new one, whole.
    @Test
    @Tag("real")
    void aKillAtAnyMomentOfARestoreIsHealed() throws Exception {
        try (var home = TestHome.withFixture()) {
            var keeper = home.superviseToReady();
            remember(home, 200);
            assertThat(home.berth("copy", "create").status()).isZero();
            var copy = newest(home);
            for (var after = 0; after < 4000; after += 500) {
                Files.deleteIfExists(home.data().resolve("memories/7"));
                var asking = asking(home, "restore", copy, "--yes");
                var _ = asking.waitFor(after, TimeUnit.MILLISECONDS);
                TestHome.crash(keeper);
                asking.waitFor();
                keeper = home.superviseToReady();
                assertThat(home.data().resolve("memories/8")).exists();
                assertThat(beside(home)).as("after %d ms", after).isEmpty();
            }
        }
    }

    /// As root only: where control groups are old, an ordinary user cannot freeze anything.
    @Test
    @Tag("root")
    void aPauseIsEnoughWhereItCanBeHad() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            remember(home, 500);
            var container = home.container();
            var run = Podman.runOf(container);
            var since = home.journal().length();

            var made = home.berth("copy", "create");

            assertThat(made.status()).as(made.text() + home.journal()).isZero();
            assertThat(made.out()).contains("read back");
            home.awaitState("ready");
            var done = home.journal().substring(since);
            assertThat(done).contains("\"stand-still\"", "\"go-on\"").doesNotContain("\"stop\"");
            assertThat(home.container()).isEqualTo(container);
            assertThat(Podman.runOf(container)).as("the same run").isEqualTo(run);
            System.out.println("what was done for a copy:\n" + done);
        }
    }

    /// Where nobody can say whether the service runs, the copy says that it cannot vouch for all.
    @Tag("real")
    @ParameterizedTest
    @CsvSource({"broken, true", "broken, false", "hanging, true", "hanging, false"})
    void aCopyIsMadeWhateverTheEngineDoes(String engine, boolean keeper) throws Exception {
        try (var home = TestHome.withFixture()) {
            ResetTest.engine(home, "fine");
            var process = home.superviseToReady();
            remember(home, 10);
            if (!keeper) {
                TestHome.crash(process);
            }
            ResetTest.engine(home, engine);
            var made = home.berth("copy", "create");
            assertThat(made.status()).as(made.text() + home.journal()).isZero();
            assertThat(made.out()).contains("some things are not in it");
            var verified = home.berth("copy", "verify", newest(home));
            assertThat(verified.status()).as(verified.text()).isZero();
            ResetTest.engine(home, "fine");
        }
    }

    @Test
    @Tag("real")
    void aServiceThatDoesNotStartIsCopiedAllTheSame() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.fixture(DesktopTest.REFUSES);
            home.supervise();
            home.awaitState("needs-attention");
            remember(home, 10);
            var made = home.berth("copy", "create");
            assertThat(made.status()).as(made.text() + home.journal()).isZero();
            assertThat(made.out()).contains("read back");
            assertThat(home.berth("copy", "verify", newest(home)).status()).isZero();
        }
    }

    /// Killed again and again while a copy is made: the half of it never counts, and goes.
    @Test
    @Tag("real")
    void aKillAtAnyMomentOfACopyCostsNothing() throws Exception {
        try (var home = TestHome.withFixture()) {
            var keeper = home.superviseToReady();
            remember(home, 200);
            var before = picture(home.data());
            for (var after = 200; after < 3000; after += 700) {
                var asking = asking(home, "create");
                var _ = asking.waitFor(after, TimeUnit.MILLISECONDS);
                TestHome.crash(keeper);
                asking.waitFor();
                keeper = home.superviseToReady();
                assertThat(picture(home.data())).isEqualTo(before);
                for (var copy : home.berth("copy", "list").out().lines().toList()) {
                    var verified = home.berth("copy", "verify", copy.split(" ", 2)[0]);
                    assertThat(verified.status()).as(verified.text()).isZero();
                }
            }
            assertThat(home.berth("copy", "create").status()).isZero();
            assertThat(home.folder().resolve("copies/.work")).doesNotExist();
        }
    }

    @Test
    @Tag("real")
    void movingToAnotherComputer() throws Exception {
        try (var old = TestHome.withFixture();
                var next = TestHome.withFixture()) {
            old.superviseToReady();
            remember(old, 20);
            var file = old.folder().resolve("moving.tar.zst");
            assertThat(old.berth("copy", "create").status()).isZero();
            assertThat(old.berth("copy", "export", file.toString()).status()).isZero();

            next.superviseToReady();
            assertThat(next.berth("copy", "import", file.toString()).status()).isZero();
            var restored = next.berth("copy", "restore", newest(next), "--yes");
            assertThat(restored.status()).as(restored.text() + next.journal()).isZero();
            next.awaitState("ready");
            assertThat(next.data().resolve("memories/3")).hasContent("memory 3");
        }
    }

    @Test
    @Tag("real")
    void aResetIsPrecededByACopy() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            remember(home, 3);
            assertThat(home.berth("reset", "--erase-data", "--yes").status()).isZero();
            assertThat(home.data().resolve("memories")).doesNotExist();
            assertThat(newest(home)).endsWith("-before-reset");
            var verified = home.berth("copy", "verify", newest(home));
            assertThat(verified.status()).as(verified.text()).isZero();
        }
    }

    // -- steps

    static void remember(TestHome home, int count) throws IOException {
        var folder = Files.createDirectories(home.data().resolve("memories"));
        for (var one = 0; one < count; one++) {
            Files.writeString(folder.resolve(Integer.toString(one)), "memory " + one);
        }
        var closed = Files.writeString(folder.resolve("umlaut-ä 🙂"), KNOWN);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r--r-----"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("../nowhere"));
    }

    /// Begins a verb of safety copies.
    private static Process asking(TestHome home, String... words) throws IOException {
        var command = new ArrayList<>(List.of(home.program().launcher().toString(), "copy"));
        command.addAll(List.of(words));
        var asked = new ProcessBuilder(command);
        asked.environment().putAll(home.environment());
        return asked.redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
    }

    private static String newest(TestHome home) throws Exception {
        var listed = home.berth("copy", "list").out();
        return listed.lines().findFirst().orElseThrow().split(" ", 2)[0];
    }

    /// What was let go of is removed beside everything else: that is waited for.
    static List<Path> beside(TestHome home) throws Exception {
        Await.until("what was let go of to be removed", TestHome.SOON, () -> all(home).isEmpty());
        return all(home);
    }

    private static List<Path> all(TestHome home) throws IOException {
        var all = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(home.data().getParent(), ".data.*")) {
            entries.forEach(all::add);
        }
        return all;
    }

    /// The memories with their modes, times and content.
    static Map<String, String> picture(Path data) throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(data.resolve("memories"))) {
            for (var file : (Iterable<Path>) files::iterator) {
                var link = Files.isSymbolicLink(file);
                all.put(
                        data.relativize(file).toString(),
                        "%s %s %s"
                                .formatted(
                                        Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS),
                                        link
                                                ? Files.readSymbolicLink(file)
                                                : Files.getPosixFilePermissions(file),
                                        link || Files.isDirectory(file)
                                                ? ""
                                                : Files.readString(file, StandardCharsets.UTF_8)));
            }
        }
        return all;
    }
}
