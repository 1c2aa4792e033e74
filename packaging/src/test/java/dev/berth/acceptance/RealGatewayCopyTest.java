package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the real gateway's own hand wrote comes back after all of it was erased.
final class RealGatewayCopyTest {
    private static final Duration FIRST_START = Duration.ofMinutes(4);
    private static final String MARKER = "the violet lighthouse, ä";

    @Test
    @Tag("real")
    void aMarkerInItsWorkspaceComesBackAfterAllWasErased() throws Exception {
        var image = Surroundings.openClaw().loaded();
        try (var home = TestHome.fresh()) {
            home.setUp(image);
            home.supervise();
            home.awaitState(0, "ready", FIRST_START);
            Podman.run(
                    "exec",
                    home.container(),
                    "sh",
                    "-c",
                    "mkdir -p ~/.openclaw/workspace && printf '%s' \"$1\" > ~/.openclaw/workspace/MARKER.md",
                    "sh",
                    MARKER);
            var marker = markerBelow(home.data());

            var made = home.berth("copy", "create");
            assertThat(made.status()).as(made.text() + home.journal()).isZero();
            assertThat(made.out()).as("all of it").contains("read back");
            assertThat(home.status().path("state").asString()).isEqualTo("ready");
            var copy = home.berth("copy", "list").out().split(" ", 2)[0];

            assertThat(home.berth("reset", "--erase-data", "--yes").status()).isZero();
            assertThat(home.data().resolve(marker)).doesNotExist();
            assertThat(home.berth("quit").status()).isZero();
            home.setUp(image);
            home.supervise();
            home.awaitState(0, "ready", FIRST_START);
            assertThat(home.data().resolve(marker)).doesNotExist();

            var restored = home.berth("copy", "restore", copy, "--yes");
            assertThat(restored.status()).as(restored.text() + home.journal()).isZero();
            home.awaitState("ready");
            assertThat(home.data().resolve(marker)).hasContent(MARKER);
            var guarded = home.address() + "__openclaw/control-ui-config.json";
            assertThat(Http.get(guarded, "Authorization", "Bearer " + home.token()).statusCode())
                    .isEqualTo(200);
        }
    }

    /// Its place in the data.
    private static Path markerBelow(Path data) throws Exception {
        try (var all = Files.walk(data)) {
            return all.filter(path -> path.endsWith("MARKER.md"))
                    .map(data::relativize)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
