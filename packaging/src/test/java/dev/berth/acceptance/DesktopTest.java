package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Berth on a real desktop: its icon in a real panel, its window under a real window manager,
/// driven over the session bus and with keys, as a person drives it.
@Tag("real")
final class DesktopTest {
    private static final Duration SOON = Await.LONG;
    private static final String WINDOW = "^Berth$";

    /// A service that ends with the word not to start it again: attention is needed at once.
    static final String[] REFUSES = {
        "FIXTURE_LISTEN_AFTER=60", "FIXTURE_EXIT_AFTER=0.2", "FIXTURE_EXIT_CODE=78"
    };

    @Test
    void theThreeStatesComeAndGo() throws Exception {
        try (var session = DesktopSession.withPanel();
                var home = TestHome.withFixture()) {
            home.superviseFromDesktop(session);
            var item = TrayItem.of(session);
            assertThat(item.property("Title")).isEqualTo("Berth");
            item.awaitState("Ready", SOON);
            var readyIcon = item.property("IconName");
            assertThat(item.labels())
                    .containsEntry("Open", true)
                    .containsEntry("Repair…", true)
                    .containsEntry("Reset…", true)
                    .containsEntry("Restart", true)
                    .containsEntry("Pause", true)
                    .containsEntry("Show Berth", true)
                    .containsEntry("Settings", true)
                    .containsEntry("Quit", true);
            session.screenshot("tray-ready");

            home.fixture("FIXTURE_READY_AFTER=4");
            Podman.run("kill", home.container());
            item.awaitState("Starting", SOON);
            assertThat(item.property("IconName")).isNotEqualTo(readyIcon);
            session.screenshot("tray-starting");
            item.awaitState("Ready", SOON);
            assertThat(item.property("IconName")).isEqualTo(readyIcon);

            home.fixture(REFUSES);
            Podman.run("kill", home.container());
            item.awaitState("Needs attention", SOON);
            assertThat(item.property("Status")).isEqualTo("NeedsAttention");
            session.screenshot("tray-attention");

            home.fixture("");
            item.choose("Repair…");
            item.awaitState("Ready", SOON);

            item.choose("Pause");
            item.awaitState("Paused", SOON);
            assertThat(item.labels()).containsEntry("Open", false).containsEntry("Resume", true);
            session.screenshot("tray-paused");
            item.choose("Resume");
            item.awaitState("Ready", SOON);
        }
    }

    @Test
    void theIconSurvivesThePanel() throws Exception {
        try (var session = DesktopSession.withoutPanel();
                var home = TestHome.withFixture()) {
            var panel = session.startPanel();
            home.superviseFromDesktop(session);
            TrayItem.of(session).awaitState("Ready", SOON);
            for (int round = 0; round < 2; round++) {
                session.end(panel);
                panel = session.startPanel();
                TrayItem.of(session).awaitState("Ready", SOON);
            }
            session.screenshot("tray-after-the-panel-came-back");
        }
    }

    @Test
    void aClickShowsTheOneWindow() throws Exception {
        try (var session = DesktopSession.withPanel();
                var home = TestHome.withFixture()) {
            home.superviseFromDesktop(session);
            var item = TrayItem.of(session);
            item.awaitState("Ready", SOON);
            assertThat(session.windows(WINDOW)).isEmpty();

            item.click();
            var window = session.window(WINDOW);
            var owner = session.owner(window);
            session.awaitPainted(window);
            session.awaitInSight(window);
            session.screenshot("window-ready");

            assertThat(home.berth().status()).as("a second start").isZero();
            item.click();
            item.choose("Show Berth");
            assertThat(session.window(WINDOW)).isEqualTo(window);

            session.close(window);
            session.awaitNoWindow(WINDOW);
            Await.until("end of the window's process", SOON, () -> !owner.isAlive());
            item.awaitState("Ready", SOON);

            assertThat(home.berth().status()).as("a second start").isZero();
            session.window(WINDOW);
        }
    }

    @Test
    void quittingFromTheMenuEndsEverything() throws Exception {
        try (var session = DesktopSession.withPanel();
                var home = TestHome.withFixture()) {
            var keeper = home.superviseFromDesktop(session);
            var item = TrayItem.of(session);
            item.awaitState("Ready", SOON);
            item.click();
            session.window(WINDOW);

            item.choose("Quit");

            assertThat(
                            keeper.waitFor(
                                    Await.LONG.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
            assertThat(keeper.exitValue()).isZero();
            session.awaitNoWindow(WINDOW);
            Await.until("end of all processes", SOON, () -> home.processes().isEmpty());
            Await.until("icon gone", SOON, () -> !session.items().contains("/"));
        }
    }

    @Test
    void repairAndResetInTheWindow() throws Exception {
        try (var session = DesktopSession.withPanel();
                var home = TestHome.withFixture()) {
            home.superviseFromDesktop(session);
            var item = TrayItem.of(session);
            item.awaitState("Ready", SOON);
            home.fixture(REFUSES);
            Podman.run("kill", home.container());
            item.awaitState("Needs attention", SOON);
            item.click();
            var window = session.window(WINDOW);
            session.awaitPainted(window);
            session.screenshot("window-attention");

            home.fixture("");
            session.picture(window); // a key is lost on what is still being painted
            session.press(window, "alt+r"); // Repair
            item.awaitState("Ready", SOON);
            session.picture(window);
            session.screenshot("window-repaired");

            var data = home.data();
            var repaired = session.picture(window);
            item.choose("Reset…");
            session.awaitOther(window, repaired);
            session.screenshot("window-reset");
            session.press(window, "Return"); // keep my data
            home.awaitState("not-set-up");
            assertThat(data).isDirectory();
            assertThat(Podman.of(home.instance())).isEqualTo(List.of());
            session.picture(window);
            session.screenshot("window-after-reset");
        }
    }

    @Test
    void withoutATrayTheWindowStaysReachable() throws Exception {
        try (var session = DesktopSession.withoutPanel();
                var home = TestHome.withFixture()) {
            var keeper = home.superviseFromDesktop(session);
            home.awaitState("ready");
            assertThat(home.berth().status()).isZero();
            var window = session.window(WINDOW);
            var owner = session.owner(window);
            session.awaitPainted(window);
            session.screenshot("window-without-tray");

            session.close(window);
            session.awaitNoWindow(WINDOW);

            assertThat(owner.isAlive()).as("it is minimised").isTrue();
            assertThat(home.berth().status()).isZero();
            assertThat(session.window(WINDOW)).isEqualTo(window);
            assertThat(keeper.isAlive()).isTrue();
        }
    }
}
