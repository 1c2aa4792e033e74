package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The engine is not installed, and then it is. Berth looks in the system's folders too, whatever
/// PATH says, so only root can hide it, in a view of the files that this one supervisor has.
@Tag("root")
final class EngineMissingTest {
    private static final Duration SHORT = Duration.ofSeconds(10);

    @Test
    void saysSoAndGoesOnByItselfOnceItIsThere() throws Exception {
        var engine = Path.of("/usr/bin/podman").toRealPath().toString();
        try (var home = TestHome.withFixture()) {
            var keeper =
                    home.supervise(
                            "unshare",
                            "--mount",
                            "sh",
                            "-c",
                            "mount --bind /dev/null " + engine + " && exec \"$@\"",
                            "hidden");
            home.awaitProblem(0, "engine-missing", Duration.ofSeconds(30));
            var said = home.berth("status");
            assertThat(said.status()).isEqualTo(20);
            assertThat(said.out().toLowerCase(Locale.ROOT)).doesNotContain("podman");
            assertThat(home.berth("status", "--verbose").out()).contains("apt");

            int mark = home.watch().mark();
            var shown =
                    Program.run(
                            List.of(
                                    "nsenter",
                                    "--target",
                                    Long.toString(keeper.pid()),
                                    "--mount",
                                    "umount",
                                    engine),
                            Map.of(),
                            SHORT);
            assertThat(shown.status()).as(shown.text()).isZero();
            home.awaitState(mark, "ready", TestHome.SOON);
            assertThat(home.berth("reset").status()).as("cleans up in its own view").isZero();
        }
    }
}
