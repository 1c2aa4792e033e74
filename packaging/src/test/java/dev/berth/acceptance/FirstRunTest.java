package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The whole first run as a person goes through it, from nothing to the real gateway, with the
/// keyboard alone.
@Tag("real")
final class FirstRunTest {
    private static final Duration SOON = Await.LONG;
    private static final Duration FIRST_START = Duration.ofMinutes(5);
    private static final String WINDOW = "^Berth$";
    private static final String KEY = "key-of-the-first-run-77aa41";

    @Test
    void fromNothingToReady() throws Exception {
        var archive = Surroundings.openClaw().archive();
        try (var session = DesktopSession.withPanel();
                var server = new ModelServer();
                var home = TestHome.fresh()) {
            var first = new FirstRunPages(session, home);
            home.startFromDesktop(session);
            var item = TrayItem.of(session);
            var window = session.window(WINDOW);
            session.awaitPainted(window);
            session.awaitInSight(window);
            session.awaitTurn(window, "first-run-1-welcome");

            session.press(window, "alt+f");
            var chooser = session.window("The assistant's program");
            session.type(
                    chooser, "/"); // brings the field for a path, which loses what comes too soon
            session.picture(chooser);
            session.type(chooser, archive.toString().substring(1));
            session.screenshot("first-run-2-chooser");
            session.press(chooser, "alt+o"); // Enter would only take the proposal
            session.awaitNoWindow("The assistant's program");
            session.awaitTurn(window, "first-run-2-file");

            first.turn(window, "alt+n", "provider");
            session.awaitTurn(window, "first-run-3-provider");
            // The last of the providers before "Later".
            session.press(window, "Down", "Down", "Down", "Down", "Down");
            session.picture(window); // the fields have come
            session.press(window, "Tab");
            session.type(window, server.address());
            session.press(window, "alt+k");
            session.type(window, KEY);
            session.press(window, "alt+m");
            session.type(window, ModelServer.MODEL);
            session.awaitTurn(window, "first-run-4-provider-filled-in");

            first.turn(window, "Return", "options");
            session.awaitTurn(window, "first-run-5-options");
            first.turn(window, "alt+u", "progress");
            home.awaitState(0, "ready", FIRST_START);
            item.awaitState("Ready", SOON);
            session.awaitTurn(window, "first-run-6-ready");

            var settings =
                    JsonMapper.shared()
                            .readTree(
                                    Files.readString(
                                            home.folder().resolve("config/settings.json")));
            assertThat(settings.path("provider").asString()).isEqualTo("custom");
            assertThat(settings.path("providerAddress").asString()).isEqualTo(server.address());
            assertThat(settings.path("model").asString()).isEqualTo(ModelServer.MODEL);
            assertThat(session.config().resolve("autostart/dev.berth.Berth.desktop")).exists();
            RealGatewayTest.connects(home, "control-ui-first-run");
            assertThat(home.berth("quit").status()).isZero();
        }
    }

    /// Killed on its second page, with the keeper: what was filled in before is there again.
    @Test
    void itGoesOnWhereItWasKilled() throws Exception {
        try (var session = DesktopSession.withPanel();
                var home = TestHome.fresh()) {
            var keeper = home.startFromDesktop(session);
            var window = session.window(WINDOW);
            session.awaitPainted(window);
            session.awaitInSight(window);
            var welcome = session.keptPicture(window);
            var first = new FirstRunPages(session, home);
            first.turn(window, "alt+n", "provider");
            var provider = session.keptPictureOtherThan(window, welcome);

            session.screenshot("first-run-before-a-kill");
            session.owner(window).destroyForcibly();
            TestHome.crash(keeper);
            session.awaitNoWindow(WINDOW);
            home.startFromDesktop(session);

            var again = session.window(WINDOW);
            session.awaitPainted(again);
            session.awaitInSight(again);
            // What it shows first may be a page that is not filled in yet.
            var seen = new ArrayDeque<String>();
            Await.value(
                    "second page as it was",
                    SOON,
                    () -> {
                        var now = session.keptPicture(again);
                        var asItWas = session.difference(now, provider);
                        var asTheFirst = session.difference(now, welcome);
                        seen.addLast("%.3f %.3f".formatted(asItWas, asTheFirst));
                        return asItWas < asTheFirst / 2 ? Optional.of(now) : Optional.empty();
                    },
                    () ->
                            "differences from it and from the first: %s; %s"
                                    .formatted(seen.peekLast(), shown(session)));
            session.screenshot("first-run-after-a-kill");
        }
    }

    /// Keeps what there is to be seen instead.
    private static String shown(DesktopSession session) {
        try {
            session.screenshot("first-run-after-a-kill-in-vain");
            return "see the picture first-run-after-a-kill-in-vain";
        } catch (Exception e) {
            return e.toString();
        }
    }
}
