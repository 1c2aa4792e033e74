package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Another release of the service takes the place of the one that runs, or it does not, and then
/// nothing has changed.
@Tag("real")
final class UpdateTest {
    private static final String KNOWN = "what the assistant knows, ä\n";

    /// A home that is Ready with version 1.0.0 of a family of releases.
    private record Scene(TestHome home, Releases releases, String first) implements AutoCloseable {
        static Scene ready() throws Exception {
            return ready("");
        }

        /// @param more further settings, as JSON members
        static Scene ready(String more) throws Exception {
            var releases = new Releases(Surroundings.fixture().loaded());
            var home = TestHome.fresh();
            try {
                var first = releases.original("1.0.0");
                if (!more.isEmpty()) {
                    home.settings("\"port\":%d,%s".formatted(TestHome.freePort(), more));
                }
                home.setUp(first);
                home.superviseToReady();
                Files.writeString(home.data().resolve("memory.txt"), KNOWN);
                return new Scene(home, releases, first);
            } catch (Exception | AssertionError e) {
                home.close();
                releases.close();
                throw e;
            }
        }

        Program.Outcome update(String... words) throws Exception {
            var all = new ArrayList<>(List.of("update"));
            all.addAll(List.of(words));
            return home.berth(all.toArray(String[]::new));
        }

        /// The id of what the service runs.
        String used() throws Exception {
            return Podman.inspect(home.container()).path("Image").asString();
        }

        String chosen() throws Exception {
            return Files.readString(home.folder().resolve("config/settings.json"));
        }

        String knows() throws Exception {
            return Files.readString(home.data().resolve("memory.txt"));
        }

        List<String> copies() throws Exception {
            return home.berth("copy", "list").out().lines().filter(l -> !l.isBlank()).toList();
        }

        @Override
        public void close() throws IOException {
            home.close();
            releases.close();
        }
    }

    @Test
    void anotherReleaseIsUsedWithTheSameData() throws Exception {
        try (var scene = Scene.ready()) {
            var next = scene.releases().good("1.1.0");

            var outcome = scene.update("--image", next);

            assertThat(outcome.status()).as(outcome.text() + scene.home().journal()).isZero();
            assertThat(outcome.out()).contains("Your assistant uses " + next + " now.");
            scene.home().awaitState("ready");
            assertThat(scene.used()).isEqualTo(Releases.id(next));
            assertThat(scene.knows()).isEqualTo(KNOWN);
            assertThat(scene.copies()).anyMatch(line -> line.contains("before-update"));
            assertThat(scene.chosen()).contains(next);
        }
    }

    @Test
    void aReleaseThatDoesNotWorkLeavesReleaseAndDataAsTheyWere() throws Exception {
        try (var scene = Scene.ready()) {
            var spoiling = scene.releases().spoiling("1.1.0");
            var before = scene.used();
            SafetyCopyTest.remember(scene.home(), 200);
            var memories = SafetyCopyTest.picture(scene.home().data());
            var all = hash(scene.home().data());

            var outcome = scene.update("--image", spoiling);

            assertThat(outcome.status()).as(outcome.text() + scene.home().journal()).isEqualTo(1);
            assertThat(outcome.text()).contains("1.1.0").contains("again the one of before");
            scene.home().awaitState("ready");
            assertThat(scene.used()).isEqualTo(before);
            assertThat(scene.knows()).isEqualTo(KNOWN);
            assertThat(SafetyCopyTest.picture(scene.home().data())).isEqualTo(memories);
            assertThat(hash(scene.home().data())).isEqualTo(all);
            assertThat(scene.chosen()).contains(scene.first());
            assertThat(SafetyCopyTest.beside(scene.home())).isEmpty();
        }
    }

    /// Its start allowance is all that it is given.
    @Test
    void aReleaseThatNeverGetsReadyIsGivenUpAfterItsAllowance() throws Exception {
        try (var scene = Scene.ready("\"startAllowanceSeconds\":5")) {
            var mute = scene.releases().mute("1.1.0");
            var before = scene.used();

            var outcome = scene.update("--image", mute);

            assertThat(outcome.status()).as(outcome.text() + scene.home().journal()).isEqualTo(1);
            assertThat(outcome.text()).contains("again the one of before");
            scene.home().awaitState("ready");
            assertThat(scene.used()).isEqualTo(before);
            assertThat(scene.knows()).isEqualTo(KNOWN);
        }
    }

    /// Later it would be fetched or found under its name only: what that stands for has changed.
    @Test
    void whatTheNameStandsForLaterIsNotUsed() throws Exception {
        try (var scene = Scene.ready()) {
            var next = scene.releases().good("1.1.0");
            assertThat(scene.update("--image", next).status()).isZero();
            var used = scene.used();
            scene.releases().original("1.1.0"); // the same name, other bytes
            assertThat(Releases.id(next)).isNotEqualTo(used);

            assertThat(scene.home().berth("pause").status()).isZero();
            Podman.run("rm", "--force", scene.home().container());
            assertThat(scene.home().berth("start").status()).isZero();

            scene.home().awaitState("ready");
            assertThat(scene.used()).isEqualTo(used);
        }
    }

    @Test
    void aReleaseFromAFile() throws Exception {
        try (var scene = Scene.ready()) {
            var next = scene.releases().good("1.1.0");
            var id = Releases.id(next);
            var file = scene.releases().intoFile(next, scene.home().folder().resolve("next.tar"));

            var outcome = scene.update("--image-file", file.toString());

            assertThat(outcome.status()).as(outcome.text() + scene.home().journal()).isZero();
            scene.home().awaitState("ready");
            assertThat(scene.used()).isEqualTo(id);
            assertThat(scene.knows()).isEqualTo(KNOWN);
        }
    }

    @Test
    void anOlderReleaseIsRefusedAndComesWithACopyThatFits() throws Exception {
        try (var scene = Scene.ready()) {
            var next = scene.releases().good("1.1.0");
            assertThat(scene.update("--image", next).status()).isZero();
            Files.writeString(scene.home().data().resolve("memory.txt"), "newer");

            var refused = scene.update("--image", scene.first());

            assertThat(refused.status()).as(refused.text()).isEqualTo(1);
            var copy = scene.copies().getFirst().split(" ", 2)[0];
            assertThat(refused.text()).contains("newer").contains(copy);
            assertThat(scene.used()).isEqualTo(Releases.id(next));

            var outcome = scene.update("--image", scene.first(), "--copy", copy);

            assertThat(outcome.status()).as(outcome.text() + scene.home().journal()).isZero();
            scene.home().awaitState("ready");
            assertThat(scene.used()).isEqualTo(Releases.id(scene.first()));
            assertThat(scene.knows()).isEqualTo(KNOWN);
        }
    }

    @Test
    void whatIsNotThereIsSaidAndNothingChanges() throws Exception {
        try (var scene = Scene.ready()) {
            var before = scene.used();
            var mark = Podman.runOf(scene.home().container());

            var outcome = scene.update("--image", "localhost/berth/there-is-none:9.9.9");

            assertThat(outcome.status()).as(outcome.text()).isEqualTo(1);
            assertThat(outcome.text()).contains("could not be fetched").contains("Check its name");
            assertThat(scene.used()).isEqualTo(before);
            assertThat(Podman.runOf(scene.home().container())).as("the same run").isEqualTo(mark);
            assertThat(scene.copies()).noneMatch(line -> line.contains("before-update"));
        }
    }

    /// Killed again and again while one release takes the place of another that works.
    @Test
    void aKillAtAnyMomentOfAnUpdateIsHealed() throws Exception {
        try (var scene = Scene.ready()) {
            var odd = scene.releases().good("1.1.0");
            var even = scene.releases().changed("1.1.1", "LABEL a=b");
            for (var after = 300; after < 9000; after += 1800) {
                var next = after % 3600 == 300 ? odd : even;
                kill(scene, next, after);
                scene.home().superviseToReady();
                settle(scene);
                assertThat(scene.knows()).as("after %d ms", after).isEqualTo(KNOWN);
                assertThat(SafetyCopyTest.beside(scene.home())).isEmpty();
            }
        }
    }

    /// The same with one that spoils the data: it is never seen by the old one.
    @Test
    void aKillAtAnyMomentOfTheWayBackIsHealed() throws Exception {
        try (var scene = Scene.ready()) {
            var spoiling = scene.releases().spoiling("1.1.0");
            var before = scene.used();
            for (var after = 2000; after < 16_000; after += 4000) {
                kill(scene, spoiling, after);
                scene.home().supervise();
                settle(scene);
                assertThat(scene.knows()).as("after %d ms", after).isEqualTo(KNOWN);
                assertThat(scene.used()).as("after %d ms", after).isEqualTo(before);
                assertThat(SafetyCopyTest.beside(scene.home())).isEmpty();
            }
        }
    }

    // -- steps

    private static void kill(Scene scene, String release, int after) throws Exception {
        var asked =
                new ProcessBuilder(scene.home().program().command("update", "--image", release));
        asked.environment().putAll(scene.home().environment());
        var asking = asked.redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
        var _ = asking.waitFor(after, TimeUnit.MILLISECONDS);
        scene.home().crash();
        asking.waitFor();
    }

    /// Until nothing is on its way any more, and the service is Ready.
    private static void settle(Scene scene) throws Exception {
        Await.until(
                "end of the update",
                TestHome.SOON,
                () -> {
                    var state =
                            Files.readString(scene.home().state().resolve("runtime-state.json"));
                    return !state.contains("\"update\"") && !state.contains("\"restore\"");
                });
        Await.until(
                "Ready",
                TestHome.SOON,
                () -> scene.home().status().path("state").asString().equals("ready"));
    }

    /// Of the names and contents of all that is there.
    private static String hash(Path data) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var files = Files.walk(data)) {
            for (var file : files.sorted().toList()) {
                digest.update(data.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    digest.update(Files.readAllBytes(file));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
