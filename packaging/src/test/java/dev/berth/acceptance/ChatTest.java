package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A person talks with the real OpenClaw in its own page.
@Tag("real")
final class ChatTest {
    private static final Duration FIRST_START = Duration.ofMinutes(4);

    /// The service falls while the person waits for an answer: the page comes back by itself, and
    /// the next question gets one.
    @Test
    void aChatGoesOnAfterAFall() throws Exception {
        try (var server = new ModelServer();
                var home = TestHome.fresh();
                var browser = new Chromium()) {
            server.setUp(home);
            home.supervise();
            home.awaitState(0, "ready", FIRST_START);
            var address = home.address();
            RealGatewayTest.connects(home, browser, "control-ui-chat-begins");

            server.hold();
            browser.say("When does the harbour close?");
            Await.until(
                    "the question at the model",
                    Await.LONG,
                    () -> !server.asked("/v1/chat/completions").isEmpty());
            RealGatewayTest.awaitConnections(home, browser, RealGatewayTest.comesBack(home));
            // OpenClaw asks again by itself. A page that connects after that answer never hears
            // that it has come, and holds back what is said next.
            server.goOn();
            browser.awaitText(home, ModelServer.ANSWER);
            browser.say(ModelServer.OTHER_QUESTION);

            assertThat(browser.awaitText(home, ModelServer.OTHER_ANSWER))
                    .startsWith(address)
                    .contains("When does the harbour close?", ModelServer.OTHER_QUESTION);
            RealGatewayTest.picture(browser, "control-ui-chat-after-a-fall");
            assertThat(home.berth("quit").status()).isZero();
        }
    }
}
