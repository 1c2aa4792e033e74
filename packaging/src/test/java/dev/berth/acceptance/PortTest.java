package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Somebody else has the port that we would like: stepped around, and never told our token.
@Tag("real")
final class PortTest {

    @Test
    void takenByAServerThatSaysNothing() throws Exception {
        var port = TestHome.freePort();
        try (var foreign = new ForeignServer(port, false);
                var home = TestHome.withFixture("\"port\":" + port)) {
            home.superviseToReady();
            steppedAround(home, foreign, port);
        }
    }

    @Test
    void takenByAServerThatAnswersAsIfItWereReady() throws Exception {
        var port = TestHome.freePort();
        try (var foreign = new ForeignServer(port, true);
                var home = TestHome.withFixture("\"port\":" + port)) {
            home.superviseToReady();
            steppedAround(home, foreign, port);
        }
    }

    @Test
    void grabbedWhileWeWereStopped() throws Exception {
        try (var home = TestHome.withFixture()) {
            var first = home.superviseToReady();
            var port = home.port();
            var token = home.token();
            assertThat(kept(home)).isEqualTo(port);
            TestHome.terminate(first);

            try (var foreign = new ForeignServer(port, true)) {
                home.superviseToReady();
                steppedAround(home, foreign, port);
                assertThat(home.token())
                        .as("what a browser keeps for the old address opens nothing any more")
                        .isNotEqualTo(token);
                assertThat(foreign.received()).doesNotContain(token);
            }
        }
    }

    @Test
    void theServicesOwnPortGrabbedWhileItWasPausedChangesNothingForThePerson() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            var address = home.address();
            var token = home.token();
            var port = home.behind();
            assertThat(home.berth("pause").status()).isZero();

            try (var foreign = new ForeignServer(port, true)) {
                assertThat(home.berth("start").status()).isZero();
                assertThat(home.address()).isEqualTo(address);
                assertThat(Http.get(address).body()).contains("OpenClaw");
                assertThat(home.behind()).isNotEqualTo(port);
                assertThat(home.token()).isEqualTo(token);
                assertThat(foreign.isUp()).isTrue();
                assertThat(foreign.received()).doesNotContain(token).doesNotContain("Bearer");
            }
        }
    }

    private static void steppedAround(TestHome home, ForeignServer foreign, int port)
            throws Exception {
        Await.until("the new address", TestHome.SOON, () -> home.port() != port);
        assertThat(Http.get(home.address()).body()).contains("OpenClaw");
        assertThat(foreign.isUp()).isTrue();
        assertThat(foreign.received()).doesNotContain(home.token()).doesNotContain("Bearer");
        home.container();
        assertThat(kept(home)).as("remembered once proven").isEqualTo(home.port());
        var origins = Files.readString(home.data().resolve("openclaw.json"));
        assertThat(origins).contains("http://127.0.0.1:" + home.port());
    }

    @Test
    void isRememberedOnlyOnceReadyIsProven() throws Exception {
        try (var home = TestHome.withFixture("\"startAllowanceSeconds\":600")) {
            home.fixture("FIXTURE_NEVER_READY=1");
            home.supervise();
            Await.until("a start", TestHome.SOON, () -> home.journal().contains("\"start\""));
            home.watch()
                    .await(
                            0,
                            "waiting",
                            TestHome.SOON,
                            report ->
                                    report.path("step")
                                            .path("name")
                                            .asString("")
                                            .equals("waiting-for-service"));
            assertThat(
                            JsonMapper.shared()
                                    .readTree(home.state().resolve("runtime-state.json"))
                                    .path("port")
                                    .isNull())
                    .isTrue();
        }
    }

    private static int kept(TestHome home) throws Exception {
        return Await.value(
                "a port in the notes",
                TestHome.SOON,
                () -> {
                    var port =
                            JsonMapper.shared()
                                    .readTree(home.state().resolve("runtime-state.json"))
                                    .path("port");
                    return port.isNumber()
                            ? java.util.Optional.of(port.asInt())
                            : java.util.Optional.empty();
                },
                () -> "none");
    }
}
