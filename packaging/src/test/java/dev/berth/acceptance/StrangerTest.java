package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Somebody else's container on our data: nothing is started beside it, and it is not touched.
@Tag("real")
final class StrangerTest {

    @Test
    void onOurData() throws Exception {
        try (var home = TestHome.withFixture()) {
            isLeftAlone(home, home.data(), StrangerTest::takenAwayOnThePersonsWord);
        }
    }

    @Test
    void onAFolderAboveOurData() throws Exception {
        try (var home = TestHome.withFixture()) {
            isLeftAlone(home, home.folder(), StrangerTest::endedByItsOwner);
        }
    }

    /// How the person gets it out of the way.
    private interface Settling {
        void settle(TestHome home, String stranger) throws Exception;
    }

    private static void endedByItsOwner(TestHome home, String stranger) throws Exception {
        Podman.run("rm", "--force", "--time=0", stranger);
    }

    private static void takenAwayOnThePersonsWord(TestHome home, String stranger) throws Exception {
        var another = home.berth("repair", "--take-away", "0123456789ab", "--timeout", "120");
        assertThat(another.status()).as(another.text()).isEqualTo(20);
        var id = Podman.inspect(stranger).path("Id").asString("").substring(0, 12);
        home.berth("repair", "--take-away", id, "--no-wait");
        Await.until(
                "its end",
                TestHome.SOON,
                () -> Podman.tried("container", "exists", stranger).status() == 1);
    }

    private static void isLeftAlone(TestHome home, Path folder, Settling settling)
            throws Exception {
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
            assertThat(home.berth("start", "--timeout", "120").status()).isEqualTo(20);
            assertThat(Podman.of(home.instance())).as("nothing of ours").isEmpty();
            assertThat(Podman.inspect(stranger).path("State")).isEqualTo(before);

            assertThat(problem.path("stranger").path("evidence").asString(""))
                    .isEqualTo("uses-data");
            int mark = home.watch().mark();
            settling.settle(home, stranger);
            home.awaitState(mark, "ready", TestHome.SOON);
        } finally {
            Podman.tried("rm", "--force", "--time=0", stranger);
        }
    }
}
