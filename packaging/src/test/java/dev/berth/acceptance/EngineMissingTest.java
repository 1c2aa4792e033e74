package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The engine is not installed, and then it is. Berth looks in the system's folders too, whatever
/// PATH says, so only root can hide it, in a view of the files that one supervisor has alone. (That
/// Berth goes on by itself is shown by [EngineTest]: what is started inside such a view would
/// disturb every other view.)
@Tag("root")
final class EngineMissingTest {
    @Test
    void saysSoWithTheCommandThatInstallsIt() throws Exception {
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
            home.awaitProblem(0, "engine-missing", TestHome.SOON);
            var said = home.berth("status");
            assertThat(said.status()).isEqualTo(20);
            assertThat(said.out().toLowerCase(Locale.ROOT)).doesNotContain("podman");
            assertThat(home.berth("status", "--verbose").out()).contains("apt");

            TestHome.crash(keeper);
            assertThat(Podman.of(home.instance())).isEmpty();
            home.superviseToReady();
        }
    }
}
