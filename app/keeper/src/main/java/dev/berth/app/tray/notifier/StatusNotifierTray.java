package dev.berth.app.tray.notifier;

import dev.berth.app.bus.Bus;
import dev.berth.app.bus.Bus.Address;
import dev.berth.app.bus.BusException;
import dev.berth.app.bus.Guest;
import dev.berth.app.tray.Choice;
import dev.berth.app.tray.Picture;
import dev.berth.app.tray.Tray;
import dev.berth.app.tray.TrayView;
import dev.berth.app.tray.notifier.MenuLayout.Change;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The icon in the panel of a Linux desktop. Registers with the watcher of icons, again with each
/// new watcher, and follows whether a panel shows them (freedesktop.org, StatusNotifierItem 0.1).
public final class StatusNotifierTray implements Tray, Guest {
    private static final Logger LOG = LoggerFactory.getLogger(StatusNotifierTray.class);

    /// Where there are both, the first one is what panels really look at.
    private static final List<String> WATCHERS =
            List.of("org.kde.StatusNotifierWatcher", "org.freedesktop.StatusNotifierWatcher");

    private static final String WATCHER_PATH = "/StatusNotifierWatcher";

    private final Drawings drawings;
    private final Listener listener;
    private final Consumer<Runnable> owner;
    private final ItemObject item;
    private final MenuObject menu;

    // The bus's owner thread only, from here.
    private Optional<Bus> bus = Optional.empty();
    private String registeredWith = "";
    private String speaksAs = StatusNotifierItem.NAME;
    private String name = "";
    private Optional<Boolean> told = Optional.empty();

    /// @param first shown from the first moment
    /// @param owner has the bus's owner thread do something
    public StatusNotifierTray(
            Drawings drawings, TrayView first, Listener listener, Consumer<Runnable> owner) {
        this.drawings = drawings;
        this.listener = listener;
        this.owner = owner;
        this.item = new ItemObject(shown(first), () -> listener.chosen(Choice.SHOW));
        this.menu = new MenuObject(id -> MenuLayout.choice(id).ifPresent(listener::chosen));
        menu.put(new MenuObject.Shown(1, MenuLayout.of(first.items())));
    }

    @Override
    public void show(TrayView view) {
        owner.accept(() -> put(view));
    }

    /// The icon goes with the bus's connection.
    @Override
    public void close() {
        // Nothing else is held.
    }

    private ItemObject.Shown shown(TrayView view) {
        return new ItemObject.Shown(
                view.state(),
                view.picture() == Picture.NEEDS_ATTENTION,
                drawings.of(view.picture(), view.frame()));
    }

    private void put(TrayView view) {
        putItem(shown(view));
        putMenu(MenuLayout.of(view.items()));
    }

    private void putItem(ItemObject.Shown now) {
        var before = item.shown();
        item.put(now);
        if (!now.drawing().equals(before.drawing())) {
            say("NewIcon", "");
            if (now.needsAttention() || before.needsAttention()) {
                say("NewAttentionIcon", "");
            }
        }
        if (!now.status().equals(before.status())) {
            say("NewStatus", "s", now.status());
        }
        if (!now.state().equals(before.state())) {
            say("NewToolTip", "");
        }
    }

    private void putMenu(MenuLayout now) {
        var before = menu.shown();
        switch (now.since(before.layout())) {
            case Change.Nothing _ -> {}
            case Change.InPlace(var items) -> {
                menu.put(new MenuObject.Shown(before.revision(), now));
                bus.ifPresent(here ->
                        here.emit(
                                MenuObject.PATH,
                                DbusMenu.NAME,
                                "ItemsPropertiesUpdated",
                                "a(ia{sv})a(ias)",
                                items.stream()
                                        .map(one ->
                                                new Object[] {
                                                    one.id(), MenuObject.variants(one.properties())
                                                })
                                        .toList(),
                                List.of()));
            }
            case Change.Rebuilt _ -> {
                var revision = before.revision() + 1;
                menu.put(new MenuObject.Shown(revision, now));
                bus.ifPresent(here ->
                        here.emit(
                                MenuObject.PATH,
                                DbusMenu.NAME,
                                "LayoutUpdated",
                                "ui",
                                new UInt32(revision),
                                MenuLayout.ROOT));
            }
        }
    }

    private void say(String member, String signature, Object... arguments) {
        bus.ifPresent(here -> here.emit(ItemObject.PATH, speaksAs, member, signature, arguments));
    }

    @Override
    public void met(Bus here) throws BusException {
        bus = Optional.of(here);
        registeredWith = "";
        here.export(item);
        here.export(menu);
        for (var watcher : WATCHERS) {
            here.watchName(watcher, _ -> lookAgain());
            here.hear(watcher, "StatusNotifierHostRegistered", _ -> lookAgain());
            here.hear(watcher, "StatusNotifierHostUnregistered", _ -> lookAgain());
        }
        var wanted = StatusNotifierItem.NAME + "-" + ProcessHandle.current().pid() + "-1";
        // In a sandbox one may not take names; the connection's own does as well.
        name = here.take(wanted) ? wanted : here.ownName();
        look(here);
    }

    @Override
    public void lost() {
        bus = Optional.empty();
        tell(false);
    }

    private void lookAgain() {
        owner.accept(() -> bus.ifPresent(this::look));
    }

    /// Registers with the watcher that there is now, unless we are with it already.
    private void look(Bus here) {
        try {
            for (var watcher : WATCHERS) {
                var who = here.ownerOf(watcher);
                if (!who.isEmpty()) {
                    tell(register(here, watcher, who));
                    return;
                }
            }
            registeredWith = "";
        } catch (BusException e) {
            LOG.info("no icon: {}", e.getMessage());
            registeredWith = "";
        }
        tell(false);
    }

    /// @return whether a panel shows what is registered
    private boolean register(Bus here, String watcher, String who) throws BusException {
        if (!registeredWith.equals(who)) {
            here.ask(
                    new Address(watcher, WATCHER_PATH, watcher),
                    "RegisterStatusNotifierItem",
                    "s",
                    name);
            registeredWith = who;
            speaksAs =
                    watcher.equals(WATCHERS.getFirst())
                            ? StatusNotifierItem.NAME
                            : StatusNotifierItem.Standard.NAME;
            LOG.info("the icon is registered with {}", watcher);
        }
        var answer =
                here.ask(
                        new Address(watcher, WATCHER_PATH, "org.freedesktop.DBus.Properties"),
                        "Get",
                        "ss",
                        watcher,
                        "IsStatusNotifierHostRegistered");
        return answer.length > 0
                && answer[0] instanceof Variant<?> value
                && Boolean.TRUE.equals(value.getValue());
    }

    private void tell(boolean present) {
        if (!told.equals(Optional.of(present))) {
            told = Optional.of(present);
            listener.present(present);
        }
    }
}
