package dev.berth.app.tray.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.app.bus.PrivateBus;
import dev.berth.app.bus.SessionBus;
import dev.berth.app.tray.Choice;
import dev.berth.app.tray.Picture;
import dev.berth.app.tray.Tray;
import dev.berth.app.tray.TrayView;
import dev.berth.app.tray.TrayView.Item;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The icon on a real bus, before a panel that is none.
@Timeout(60)
final class StatusNotifierTrayTest {
    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";
    private static final TrayView STARTING = view(Picture.STARTING, "Starting", false);
    private static final TrayView READY = view(Picture.READY, "Ready", true);

    private final Events events = new Events();
    private PrivateBus bus;
    private SessionBus session;
    private StatusNotifierTray tray;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        assumeTrue(PrivateBus.canBe(), "there is no dbus-daemon here");
        bus = PrivateBus.in(folder);
        var owner = new AtomicReference<SessionBus>();
        tray =
                new StatusNotifierTray(
                        new Drawings(Drawings.Form.PIXELS, folder),
                        STARTING,
                        events,
                        act -> owner.get().tell(act));
        session = new SessionBus(bus.address(), List.of(Duration.ofMillis(50)), List.of(tray));
        owner.set(session);
    }

    @AfterEach
    void close() throws Exception {
        if (bus != null) {
            session.close();
            bus.close();
        }
    }

    private static TrayView view(Picture picture, String state, boolean open) {
        return new TrayView(
                picture,
                0,
                state,
                List.of(
                        new Item.Text(state),
                        new Item.Offer(Choice.OPEN, "Open", open),
                        new Item.Line(),
                        new Item.Offer(Choice.QUIT, "Quit", true)));
    }

    private FakeWatcher watcher() throws Exception {
        return new FakeWatcher(bus.connection(), true);
    }

    /// What a test waits for.
    private static final class Events implements Tray.Listener {
        private final BlockingQueue<Choice> chosen = new LinkedBlockingQueue<>();
        private final BlockingQueue<Boolean> present = new LinkedBlockingQueue<>();

        @Override
        public void chosen(Choice choice) {
            chosen.add(choice);
        }

        @Override
        public void present(boolean is) {
            present.add(is);
        }

        Choice nextChoice() throws InterruptedException {
            return FakeWatcher.awaited(chosen);
        }

        boolean nextPresence() throws InterruptedException {
            return FakeWatcher.awaited(present);
        }
    }

    @Test
    void itRegistersAndIsRead() throws Exception {
        try (var watcher = watcher()) {
            session.begin();
            var item = watcher.nextItem();

            assertThat(item).startsWith("org.kde.StatusNotifierItem-");
            assertThat(events.nextPresence()).isTrue();
            assertThat(property(watcher, item, "Title")).isEqualTo("Berth");
            assertThat(property(watcher, item, "Status")).isEqualTo("Active");
            assertThat(property(watcher, item, "ItemIsMenu")).isEqualTo(false);
            assertThat((List<?>) property(watcher, item, "IconPixmap")).hasSize(7);
            assertThat(layout(watcher, item))
                    .contains("Starting", "Open", "separator", "Quit", "children-display");
        }
    }

    private static Object property(FakeWatcher watcher, String item, String name) throws Exception {
        var value =
                watcher.ask(
                        item,
                        ItemObject.PATH,
                        PROPERTIES,
                        "Get",
                        "ss",
                        StatusNotifierItem.NAME,
                        name);
        return ((Variant<?>) value[0]).getValue();
    }

    private static String layout(FakeWatcher watcher, String item) throws Exception {
        return FakeWatcher.text(
                watcher.ask(
                        item,
                        MenuObject.PATH,
                        DbusMenu.NAME,
                        "GetLayout",
                        "iias",
                        0,
                        -1,
                        List.of()));
    }

    @Test
    void aChangeIsToldWhereItStands() throws Exception {
        try (var watcher = watcher()) {
            session.begin();
            var item = watcher.nextItem();
            tray.show(READY);
            tray.show(READY);

            assertThat(watcher.nextWord().getName()).isEqualTo("NewIcon");
            assertThat(watcher.nextWord().getName()).isEqualTo("NewToolTip");
            DBusSignal menu = watcher.nextWord();
            assertThat(menu.getName()).isEqualTo("ItemsPropertiesUpdated");
            assertThat(FakeWatcher.text(menu.getParameters()))
                    .contains("100", "Ready", "enabled")
                    .doesNotContain("Quit");
            // Nothing else is said, of the second view in particular: this comes next.
            tray.show(view(Picture.NEEDS_ATTENTION, "Ready", true));
            assertThat(watcher.nextWord().getName()).isEqualTo("NewIcon");
            assertThat(watcher.nextWord().getName()).isEqualTo("NewAttentionIcon");
            assertThat(watcher.nextWord().getName()).isEqualTo("NewStatus");
            assertThat(property(watcher, item, "Status")).isEqualTo("NeedsAttention");
            assertThat(watcher.hasFurtherWords()).isFalse();
        }
    }

    @Test
    void anotherMenuIsToldAsOne() throws Exception {
        try (var watcher = watcher()) {
            session.begin();
            watcher.nextItem();
            tray.show(new TrayView(Picture.STARTING, 0, "Starting", List.of(new Item.Line())));

            var word = watcher.nextWord();
            assertThat(word.getName()).isEqualTo("LayoutUpdated");
            assertThat(word.getParameters()).containsExactly(new UInt32(2), 0);
        }
    }

    @Test
    void aNewWatcherIsRegisteredWithAgain() throws Exception {
        session.begin();
        assertThat(events.nextPresence()).as("nobody watches yet").isFalse();
        String first;
        try (var watcher = watcher()) {
            first = watcher.nextItem();
            assertThat(events.nextPresence()).isTrue();
        }
        assertThat(events.nextPresence()).as("the watcher is gone").isFalse();
        try (var watcher = watcher()) {
            assertThat(watcher.nextItem()).isEqualTo(first);
            assertThat(events.nextPresence()).isTrue();
            assertThat(watcher.hasFurtherItems()).isFalse();
        }
    }

    @Test
    void withoutAPanelItIsNotPresentUntilOneComes() throws Exception {
        try (var watcher = new FakeWatcher(bus.connection(), false)) {
            session.begin();
            watcher.nextItem();
            assertThat(events.nextPresence()).isFalse();
            watcher.host(true);
            assertThat(events.nextPresence()).isTrue();
            watcher.host(false);
            assertThat(events.nextPresence()).isFalse();
            assertThat(watcher.hasFurtherItems()).as("registered once").isFalse();
        }
    }

    @Test
    void clicksAreHeard() throws Exception {
        try (var watcher = watcher()) {
            session.begin();
            var item = watcher.nextItem();
            watcher.ask(item, ItemObject.PATH, StatusNotifierItem.NAME, "Activate", "ii", 1, 2);
            assertThat(events.nextChoice()).isEqualTo(Choice.SHOW);
            watcher.ask(
                    item,
                    ItemObject.PATH,
                    StatusNotifierItem.NAME,
                    "SecondaryActivate",
                    "ii",
                    1,
                    2);
            assertThat(events.nextChoice()).isEqualTo(Choice.SHOW);

            click(watcher, item, Choice.OPEN); // switched off
            click(watcher, item, Choice.QUIT);
            assertThat(events.nextChoice()).isEqualTo(Choice.QUIT);
        }
    }

    private static void click(FakeWatcher watcher, String item, Choice choice) throws Exception {
        var id = List.of(Choice.values()).indexOf(choice) + 1;
        watcher.ask(
                item,
                MenuObject.PATH,
                DbusMenu.NAME,
                "Event",
                "isvu",
                id,
                "clicked",
                new Variant<>(0),
                new UInt32(0));
    }

    @Test
    void aBusThatComesBackIsUsedAgain() throws Exception {
        try (var watcher = watcher()) {
            session.begin();
            watcher.nextItem();
            assertThat(events.nextPresence()).isTrue();
        }
        bus.end();
        assertThat(events.nextPresence()).isFalse();
        bus.startAgain();
        tray.show(READY);
        try (var watcher = watcher()) {
            var item = watcher.nextItem();
            assertThat(events.nextPresence()).isTrue();
            assertThat(layout(watcher, item)).contains("Ready");
        }
    }
}
