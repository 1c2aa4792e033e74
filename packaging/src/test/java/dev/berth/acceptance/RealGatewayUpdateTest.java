package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The real gateway is updated, to a release that works and to one that does not, and what it knows
/// stays.
final class RealGatewayUpdateTest {
    private static final Duration FIRST_START = Duration.ofMinutes(4);
    private static final String MARKER = "the violet lighthouse, ä";

    @Test
    @Tag("real")
    void whatItKnowsStaysWhicheverReleaseIsUsed() throws Exception {
        try (var releases = new Releases(Surroundings.openClaw().loaded());
                var home = TestHome.fresh()) {
            home.setUp(releases.original("2026.9.6"));
            home.supervise();
            home.awaitState(0, "ready", FIRST_START);
            var marker = home.data().resolve("workspace/MARKER.md");
            Files.createDirectories(marker.getParent());
            Files.writeString(marker, MARKER);

            var next = releases.good("2026.10.1");
            var updated = home.berth("update", "--image", next);
            assertThat(updated.status()).as(updated.text() + home.journal()).isZero();
            answers(home);
            assertThat(used(home)).isEqualTo(Releases.id(next));
            assertThat(marker).hasContent(MARKER);

            var spoiling = releases.spoiling("2026.11.1");
            var outcome = home.berth("update", "--image", spoiling);
            assertThat(outcome.status()).as(outcome.text() + home.journal()).isEqualTo(1);
            home.awaitState("ready");
            answers(home);
            assertThat(used(home)).isEqualTo(Releases.id(next));
            assertThat(marker).hasContent(MARKER);
            assertThat(home.data().resolve("memory.txt")).as("what it spoilt").doesNotExist();
        }
    }

    private static String used(TestHome home) throws Exception {
        return Podman.inspect(home.container()).path("Image").asString();
    }

    private static void answers(TestHome home) throws Exception {
        var guarded = home.address() + "__openclaw/control-ui-config.json";
        assertThat(Http.get(guarded, "Authorization", "Bearer " + home.token()).statusCode())
                .isEqualTo(200);
    }
}
