package dev.berth.app.notice;

import dev.berth.app.bus.Bus;
import dev.berth.app.bus.Bus.Address;
import dev.berth.app.bus.BusException;
import dev.berth.app.bus.Guest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The notifications of a Linux desktop (Desktop Notifications Specification 1.2). One at a time: a
/// new one takes the place of the last. The program that shows them may have to be started first,
/// so all asking is done on a thread of its own.
public final class DesktopNotices implements Notices, Guest, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopNotices.class);
    private static final String NAME = "org.freedesktop.Notifications";
    private static final Address DESKTOP =
            new Address(NAME, "/org/freedesktop/Notifications", NAME);
    private static final UInt32 NONE = new UInt32(0);
    private static final int AS_LONG_AS_USUAL = -1;
    private static final byte NORMAL = 1;
    private static final byte CRITICAL = 2;

    private final Optional<Path> icon;
    private final Runnable clicked;
    private final Notices otherwise;
    private final ExecutorService asking =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("berth-notices").factory());

    private volatile Optional<Bus> bus = Optional.empty();

    // The asking thread only.
    private UInt32 shown = NONE;

    /// @param icon a file to show beside it
    /// @param clicked the person wants to see more; must not wait
    /// @param otherwise tells where the desktop has no way to
    public DesktopNotices(Optional<Path> icon, Runnable clicked, Notices otherwise) {
        this.icon = icon;
        this.clicked = clicked;
        this.otherwise = otherwise;
    }

    @Override
    public void met(Bus here) throws BusException {
        here.hear(NAME, "ActionInvoked", arguments -> ifOurs(arguments, clicked));
        here.hear(NAME, "NotificationClosed", arguments -> ifOurs(arguments, this::forget));
        bus = Optional.of(here);
    }

    @Override
    public void lost() {
        bus = Optional.empty();
        forget();
    }

    private void forget() {
        asking.execute(() -> shown = NONE);
    }

    /// Everybody on the bus hears of everybody's notifications.
    private void ifOurs(Object[] arguments, Runnable act) {
        if (arguments.length > 0 && arguments[0] instanceof UInt32 id) {
            asking.execute(() -> {
                if (!shown.equals(NONE) && shown.equals(id)) {
                    act.run();
                }
            });
        }
    }

    @Override
    public void tell(Notice notice) {
        asking.execute(() -> {
            try {
                shown = ask(bus.orElseThrow(DesktopNotices::noBus), notice);
            } catch (BusException e) {
                LOG.info("the desktop shows no notification: {}", e.getMessage());
                shown = NONE;
                otherwise.tell(notice);
            }
        });
    }

    private static BusException noBus() {
        return new BusException("there is no session bus");
    }

    private UInt32 ask(Bus here, Notice notice) throws BusException {
        var can = capabilities(here);
        var hints =
                Map.<String, Variant<?>>of(
                        "urgency", new Variant<>(notice.urgent() ? CRITICAL : NORMAL),
                        "desktop-entry", new Variant<>("dev.berth.Berth"));
        var answer =
                here.ask(
                        DESKTOP,
                        "Notify",
                        "susssasa{sv}i",
                        "Berth",
                        shown,
                        icon.map(Path::toString).orElse(""),
                        notice.title(),
                        can.contains("body-markup")
                                ? escaped(notice.sentence())
                                : notice.sentence(),
                        can.contains("actions")
                                ? List.of("default", notice.button(), "show", notice.button())
                                : List.of(),
                        hints,
                        AS_LONG_AS_USUAL);
        return answer.length > 0 && answer[0] instanceof UInt32 id ? id : NONE;
    }

    private static List<?> capabilities(Bus here) throws BusException {
        var answer = here.ask(DESKTOP, "GetCapabilities", "");
        return switch (answer.length > 0 ? answer[0] : "") {
            case List<?> list -> list;
            case Object[] array -> List.of(array);
            default -> List.of();
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public void withdraw() {
        asking.execute(() -> {
            if (!shown.equals(NONE)) {
                try {
                    bus.orElseThrow(DesktopNotices::noBus)
                            .ask(DESKTOP, "CloseNotification", "u", shown);
                } catch (BusException e) {
                    LOG.info("a notification stays: {}", e.getMessage());
                }
                shown = NONE;
            }
        });
    }

    @Override
    public void close() {
        withdraw();
        asking.shutdown();
    }
}
