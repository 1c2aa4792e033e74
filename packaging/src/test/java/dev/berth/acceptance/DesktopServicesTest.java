package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What Berth asks of the desktop beside its icon: notifications, a start at sign-in, light and
/// dark.
@Tag("real")
final class DesktopServicesTest {
    private static final Duration SOON = Await.LONG;
    private static final String WINDOW = "^Berth$";
    private static final String NOTIFICATION = "member=Notify";

    private static long notifications(DesktopSession session) throws Exception {
        return session.said("monitor").lines().filter(line -> line.contains(NOTIFICATION)).count();
    }

    private static void listen(DesktopSession session) throws Exception {
        session.start(
                "monitor",
                "dbus-monitor",
                "--session",
                "interface='org.freedesktop.Notifications'");
        Await.until("ear on the bus", SOON, () -> session.said("monitor").contains("NameAcquired"));
    }

    @Test
    void oneNotificationForOneTrouble() throws Exception {
        try (var session = DesktopSession.withPanel();
                var home = TestHome.withFixture()) {
            listen(session);
            session.start("dunst", "dunst");
            Await.until(
                    "notification daemon",
                    SOON,
                    () ->
                            session.gdbus(
                                            "org.freedesktop.DBus",
                                            "/org/freedesktop/DBus",
                                            "org.freedesktop.DBus.NameHasOwner",
                                            "org.freedesktop.Notifications")
                                    .out()
                                    .contains("true"));
            home.superviseFromDesktop(session);
            var item = TrayItem.of(session);
            item.awaitState("Ready", SOON);
            home.fixture("FIXTURE_READY_AFTER=4"); // long enough to be seen in the menu
            Podman.run("kill", home.container());
            item.awaitState("Starting", SOON);
            item.awaitState("Ready", SOON);
            assertThat(notifications(session)).as("after a short fall").isZero();

            home.fixture(DesktopTest.REFUSES);
            Podman.run("kill", home.container());
            item.awaitState("Needs attention", SOON);
            Await.until("notification", SOON, () -> notifications(session) == 1);
            session.window("^Dunst$");
            session.screenshot("notification");
            assertThat(session.said("monitor")).contains("does not accept its settings");

            assertThat(home.berth("repair").status()).isEqualTo(20);
            item.awaitState("Needs attention", SOON);
            assertThat(notifications(session)).as("the same trouble once more").isEqualTo(1);
        }
    }

    @Test
    void itStartsAtSignIn() throws Exception {
        try (var session = DesktopSession.withPanel();
                var home = TestHome.withFixture()) {
            var entry = session.config().resolve("autostart/dev.berth.Berth.desktop");
            var keeper = home.superviseFromDesktop(session);
            assertThat(home.berth("settings", "set", "startAtSignIn", "true").status()).isZero();
            Await.until("entry", SOON, () -> Files.exists(entry));
            TestHome.terminate(keeper);

            // What the session of openbox runs at sign-in.
            Program.run(
                    List.of("sh", "-c", "exec /usr/lib/*/openbox-xdg-autostart OPENBOX"),
                    home.environment(),
                    SOON);

            TrayItem.of(session).awaitState("Ready", SOON);
            assertThat(session.windows(WINDOW)).as("a quiet start").isEmpty();
            assertThat(home.berth("settings", "set", "startAtSignIn", "false").status()).isZero();
            Await.until("no entry", SOON, () -> !Files.exists(entry));
            assertThat(home.berth("quit").status()).isZero();
        }
    }

    @Test
    void theWindowTurnsDarkWithTheDesktop() throws Exception {
        try (var session = DesktopSession.withPanel();
                var home = TestHome.withFixture()) {
            var look = session.config().resolve("xsettingsd.conf");
            Files.writeString(look, "Net/ThemeName \"Adwaita\"\n");
            var desktop = session.start("xsettingsd", "xsettingsd", "-c", look.toString());
            home.superviseFromDesktop(session);
            TrayItem.of(session).awaitState("Ready", SOON);
            assertThat(home.berth().status()).isZero();
            var window = session.window(WINDOW);
            Await.until("light window", SOON, () -> session.brightness(window) > 60);

            Files.writeString(look, "Net/ThemeName \"Adwaita-dark\"\n");
            assertThat(session.run("kill", "-HUP", Long.toString(desktop.pid())).status()).isZero();

            Await.until("dark window", SOON, () -> session.brightness(window) < 40);
            session.screenshot("window-dark");
        }
    }
}
