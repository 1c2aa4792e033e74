package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
@Tag("root")
final class FreshHomeTest {
    private static final String GUARDED = "__openclaw/control-ui-config.json";

    @Test
    void setUpAndRunComeToReadyWithAPageThatOnlyTheTokenOpens() throws Exception {
        try (var home = TestHome.fresh()) {
            assertThat(home.berth("status").status()).as("not set up").isEqualTo(30);
            home.setUp(Surroundings.fixture().loaded());
            assertThat(home.berth("status").status()).as("not running").isEqualTo(31);
            var before = Proc.listenersOutsideLoopback();

            home.superviseToReady();

            assertThat(home.berth("status").status()).isZero();
            assertThat(Http.get(home.address()).statusCode()).isEqualTo(200);
            assertThat(home.address()).startsWith("http://127.0.0.1:");
            var printed = home.opened();
            assertThat(printed.getPort()).isEqualTo(home.port());
            var token = printed.getFragment().replaceFirst("^token=", "");
            assertThat(token).hasSizeGreaterThanOrEqualTo(32).isEqualTo(home.token());
            var guarded = home.address() + GUARDED;
            assertThat(Http.get(guarded).statusCode()).isEqualTo(401);
            assertThat(Http.get(guarded, "Authorization", "Bearer no").statusCode()).isEqualTo(401);
            assertThat(Http.get(guarded, "Authorization", "Bearer " + token).statusCode())
                    .isEqualTo(200);
            var fresh = new HashSet<>(Proc.listenersOutsideLoopback());
            fresh.removeAll(before);
            assertThat(fresh).as("listening outside loopback").isEmpty();
        }
    }

    @Test
    void theProgramOfTheServiceComesFromAFile() throws Exception {
        var archive = Surroundings.fixture().archive().toString();
        try (var home = TestHome.fresh()) {
            var outcome = home.berth("setup", "--image-file", archive, "--yes");
            assertThat(outcome.status()).as(outcome.text()).isZero();

            home.superviseToReady();

            assertThat(Http.get(home.address()).body()).contains("OpenClaw");
        }
    }

    @Test
    void aSetUpThatFailedIsDoneAgain() throws Exception {
        try (var home = TestHome.fresh()) {
            var failed = home.berth("setup", "--image", "localhost/nowhere/to/be/found:1", "--yes");
            assertThat(failed.status()).as(failed.text()).isEqualTo(1);
            assertThat(home.berth("status").status()).as("not set up").isEqualTo(30);

            home.setUp(Surroundings.fixture().loaded());
            home.superviseToReady();
        }
    }
}
