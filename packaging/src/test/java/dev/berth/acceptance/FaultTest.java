package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A service that cannot run as it is: a problem that names the cause, and Repair once it is cured.
@Tag("real")
final class FaultTest {
    /// A whole ladder: six tries, the pauses between them, and a busy machine.
    private static final Duration LADDER = Await.LONG;

    @Test
    void refusesItsSettings() throws Exception {
        // 78 means "do not start me again": no ladder
        curedByRepair("settings-refused", LADDER, "FIXTURE_EXIT_CODE=78", "FIXTURE_EXIT_AFTER=0.1");
    }

    @Test
    void keepsCrashing() throws Exception {
        curedByRepair("keeps-stopping", LADDER, "FIXTURE_EXIT_CODE=3", "FIXTURE_EXIT_AFTER=0.1");
    }

    @Test
    void endsAtOnceAndCleanly() throws Exception {
        curedByRepair("keeps-stopping", LADDER, "FIXTURE_EXIT_CODE=0", "FIXTURE_EXIT_AFTER=0");
    }

    @Test
    void neverGetsReady() throws Exception {
        curedByRepair("never-ready", LADDER, "FIXTURE_NEVER_READY=1");
    }

    @Test
    void neverAnswers() throws Exception {
        curedByRepair("never-ready", LADDER, "FIXTURE_SILENT=1");
    }

    @Test
    void refusesTheToken() throws Exception {
        curedByRepair("token-refused", LADDER, "FIXTURE_REFUSE_TOKEN=1");
    }

    @Test
    void isSomebodyElse() throws Exception {
        curedByRepair("somebody-else-answers", LADDER, "FIXTURE_SOMEBODY_ELSE=1");
    }

    @Test
    void anOptionalPartThatFailsOnlyDegradesIt() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.fixture("FIXTURE_FAILING=telegram");
            home.supervise();
            var ready = home.awaitState("ready");
            assertThat(ready.path("degraded").toString()).isEqualTo("[\"telegram\"]");
            assertThat(home.berth("status").out()).contains("telegram");
        }
    }

    @Test
    void goesSilentLater() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.fixture("FIXTURE_SILENT_AFTER=8");
            home.superviseToReady();
            home.fixture("");
            home.awaitFallAndReturn(home.watch().after(home.awaitState("ready")));
        }
    }

    private static void curedByRepair(String code, Duration within, String... fault)
            throws Exception {
        // Soon over for what never comes, and long enough for the start that comes after it.
        try (var home = TestHome.withFixture("\"startAllowanceSeconds\":4")) {
            home.fixture(fault);
            long began = System.nanoTime();
            home.supervise();
            var problem = home.awaitProblem(0, code, within).path("problem");
            System.out.println(
                    code + " after " + Duration.ofNanos(System.nanoTime() - began).toSeconds());

            var text = home.berth("status");
            assertThat(text.status()).isEqualTo(20);
            assertThat(text.out()).contains(problem.path("sentence").asString("-"));
            assertThat(problem.path("actions").toString()).contains("\"repair\"");
            if (List.of("settings-refused", "keeps-stopping", "never-ready").contains(code)) {
                assertThat(problem.path("details").toString())
                        .as("its last words")
                        .contains("[gateway] starting...");
            }
            home.container();

            home.fixture("");
            var repaired = home.berth("repair", "--timeout", "120");
            assertThat(repaired.status()).as(repaired.text() + home.journal()).isZero();
            assertThat(home.status().path("problem").isNull()).isTrue();
        }
    }
}
