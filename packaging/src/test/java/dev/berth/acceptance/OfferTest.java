package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A newer release lies where the service's program came from: it is offered, and used when the
/// person says so.
@Tag("real")
final class OfferTest {
    private static final String FAMILY = "berth/offered:";

    /// A home that is Ready with a release from a source of its own.
    private record Scene(Registry registry, Releases releases, TestHome home)
            implements AutoCloseable {

        /// @param more further settings, as JSON members
        static Scene ready(String more) throws Exception {
            var registry = Registry.withTheFixture();
            var releases = new Releases(Surroundings.fixture().loaded());
            var home = TestHome.fresh();
            var scene = new Scene(registry, releases, home);
            try {
                var six = registry.put(releases.original("2026.9.6"), FAMILY + "2026.9.6");
                home.settings("\"port\":%d%s".formatted(TestHome.freePort(), more));
                home.setUp(six);
                home.superviseToReady();
                return scene;
            } catch (Exception | AssertionError e) {
                scene.close();
                throw e;
            }
        }

        /// @return its whole name
        String appears(String version) throws Exception {
            return registry.put(releases.good(version), FAMILY + version);
        }

        JsonNode newer() throws Exception {
            return home.status().path("service").path("newer");
        }

        String says(String... words) throws Exception {
            var outcome = home.berth(words);
            assertThat(outcome.status()).as(outcome.text()).isZero();
            return outcome.out().strip();
        }

        @Override
        public void close() throws IOException {
            home.close();
            releases.close();
            registry.close();
            forget("2026.9.6");
            forget("2026.9.7");
        }

        /// What was fetched under a name that no other test has.
        private void forget(String version) throws IOException {
            try {
                Podman.tried("rmi", registry.address().getAuthority() + "/" + FAMILY + version);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aNewerReleaseIsOfferedAndUsedWhenAskedFor() throws Exception {
        try (var scene = Scene.ready("")) {
            assertThat(scene.says("update", "--check")).isEqualTo("This is the newest release.");
            assertThat(scene.says("update")).isEqualTo("This is the newest release.");
            var seven = scene.appears("2026.9.7");
            scene.appears("2026.9.8-beta.1");
            var before = scene.home().container();

            assertThat(scene.says("update", "--check"))
                    .isEqualTo("A newer release, 2026.9.7, can be used: berth update");

            assertThat(scene.newer().path("reference").asString()).isEqualTo(seven);
            assertThat(scene.says("status")).contains("A newer release, 2026.9.7, can be used");
            assertThat(scene.home().container()).isEqualTo(before); // nothing was changed

            assertThat(scene.says("update")).contains("2026.9.7");

            scene.home().awaitState("ready");
            assertThat(scene.home().container()).isNotEqualTo(before);
            assertThat(scene.says("settings", "get", "--json")).contains("\"release\":\"" + seven);
            assertThat(scene.newer().isMissingNode()).isTrue();
            assertThat(scene.says("update")).isEqualTo("This is the newest release.");
        }
    }

    /// Without being asked, as soon as it is Ready.
    @Test
    void aNewerReleaseIsFoundByItself() throws Exception {
        try (var scene = Scene.ready(",\"updates\":\"never\"")) {
            scene.appears("2026.9.7");
            assertThat(scene.newer().isMissingNode()).isTrue();

            scene.says("settings", "set", "updates", "look");

            Await.until(
                    "an offer",
                    TestHome.SOON,
                    () -> scene.newer().path("release").asString("").equals("2026.9.7"));
            assertThat(scene.home().state().resolve("newer-release.json")).exists();
        }
    }

    @Test
    void whereTheSourceDoesNotAnswerThatIsSaidAndNothingChanges() throws Exception {
        try (var scene = Scene.ready(",\"updates\":\"never\"")) {
            scene.registry().stop();

            assertThat(scene.says("update", "--check")).contains("try again later");

            var outcome = scene.home().berth("update");
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(scene.home().status().path("state").asString()).isEqualTo("ready");
            assertThat(Files.exists(scene.home().state().resolve("newer-release.json"))).isFalse();
        }
    }
}
