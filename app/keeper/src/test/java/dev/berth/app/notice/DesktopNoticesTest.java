package dev.berth.app.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.app.bus.PrivateBus;
import dev.berth.app.bus.SessionBus;
import dev.berth.app.notice.Notices.Notice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.types.UInt32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Notices on a real bus.
@Timeout(60)
final class DesktopNoticesTest {
    private static final Notice TROUBLE = new Notice(true, "No room", "a < b & c", "Show");
    private static final Notice FINE = new Notice(false, "Works again", "Nothing to do.", "Show");

    private final BlockingQueue<String> clicks = new LinkedBlockingQueue<>();
    private final Otherwise otherwise = new Otherwise();
    private PrivateBus bus;
    private SessionBus session;
    private DesktopNotices notices;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        assumeTrue(PrivateBus.canBe(), "there is no dbus-daemon here");
        bus = PrivateBus.in(folder);
        notices = new DesktopNotices(Optional.empty(), () -> clicks.add("click"), otherwise);
        session = new SessionBus(bus.address(), List.of(Duration.ofMillis(50)), List.of(notices));
    }

    @AfterEach
    void close() throws Exception {
        if (bus != null) {
            notices.close();
            session.close();
            bus.close();
        }
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        var next = queue.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("waited in vain");
        }
        return next;
    }

    /// Has the bus there before anything is told.
    private void begin() throws InterruptedException {
        session.begin();
        var there = new LinkedBlockingQueue<String>();
        session.tell(() -> there.add("there"));
        next(there);
    }

    @Test
    void theDesktopTellsItAndTheNextTakesItsPlace() throws Exception {
        try (var desktop = new FakeNotifications(bus.connection())) {
            begin();
            notices.tell(TROUBLE);
            var told = next(desktop.told);
            assertThat(told.replaces()).isZero();
            assertThat(told.title()).isEqualTo("No room");
            assertThat(told.sentence()).isEqualTo("a &lt; b &amp; c");
            assertThat(told.actions()).containsExactly("default", "Show", "show", "Show");
            assertThat(told.urgency()).isEqualTo((byte) 2);

            notices.tell(FINE);
            assertThat(next(desktop.told).replaces()).isEqualTo(FakeNotifications.ID);
        }
    }

    @Test
    void onlyAClickOnOursIsHeard() throws Exception {
        try (var desktop = new FakeNotifications(bus.connection())) {
            begin();
            notices.tell(TROUBLE);
            next(desktop.told);
            desktop.click(new UInt32(99));
            desktop.click(new UInt32(FakeNotifications.ID));
            assertThat(next(clicks)).isEqualTo("click");
            assertThat(clicks).isEmpty();
        }
    }

    @Test
    void whatIsOverIsTakenBack() throws Exception {
        try (var desktop = new FakeNotifications(bus.connection())) {
            begin();
            notices.tell(TROUBLE);
            notices.withdraw();
            assertThat(next(desktop.closed)).isEqualTo(FakeNotifications.ID);
        }
    }

    @Test
    void whereTheDesktopHasNoWayAnotherTells() throws Exception {
        begin();
        notices.tell(TROUBLE);
        assertThat(next(otherwise.told)).isEqualTo(TROUBLE);
    }

    /// Remembers what it was left to tell.
    private static final class Otherwise implements Notices {
        private final BlockingQueue<Notice> told = new LinkedBlockingQueue<>();

        @Override
        public void tell(Notice notice) {
            told.add(notice);
        }

        @Override
        public void withdraw() {
            // Nobody looks.
        }
    }
}
