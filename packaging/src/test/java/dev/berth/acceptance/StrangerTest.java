package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Somebody else's container on our data: nothing is started beside it, and it is not touched.
@Tag("real")
final class StrangerTest {

    @Test
    void onOurData() throws Exception {
        try (var home = TestHome.withFixture()) {
            isLeftAlone(home, home.data());
        }
    }

    @Test
    void onAFolderAboveOurData() throws Exception {
        try (var home = TestHome.withFixture()) {
            isLeftAlone(home, home.folder());
        }
    }

    private static void isLeftAlone(TestHome home, Path folder) throws Exception {
        var stranger = "stranger-" + UUID.randomUUID();
        Podman.run(
                "run",
                "--detach",
                "--name=" + stranger,
                "--volume=" + folder + ":/elsewhere",
                Surroundings.fixture().loaded(),
                "sh",
                "-c",
                "while :; do read -t 600 x </dev/zero || :; done");
        try {
            var before = Podman.inspect(stranger).path("State");
            home.supervise();
            var problem = home.awaitProblem(0, "owner-unsafe", TestHome.SOON).path("problem");

            assertThat(home.berth("status").status()).isEqualTo(20);
            assertThat(problem.path("details").toString())
                    .contains(Podman.inspect(stranger).path("Id").asString("-").substring(0, 12));
            assertThat(home.berth("start", "--timeout", "20").status()).isEqualTo(20);
            assertThat(Podman.of(home.instance())).as("nothing of ours").isEmpty();
            assertThat(Podman.inspect(stranger).path("State")).isEqualTo(before);

            int mark = home.watch().mark();
            Podman.run("rm", "--force", "--time=0", stranger);
            home.awaitState(mark, "ready", Duration.ofSeconds(40));
        } finally {
            Podman.tried("rm", "--force", "--time=0", stranger);
        }
    }
}
