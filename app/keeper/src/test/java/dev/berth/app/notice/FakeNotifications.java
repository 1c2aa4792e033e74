package dev.berth.app.notice;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// Stands for the program that shows a desktop's notifications.
public final class FakeNotifications implements AutoCloseable {
    static final long ID = 7;

    private static final String NAME = "org.freedesktop.Notifications";
    private static final String PATH = "/org/freedesktop/Notifications";

    final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> closed = new LinkedBlockingQueue<>();
    private final DBusConnection connection;

    FakeNotifications(DBusConnection connection) throws DBusException {
        this.connection = connection;
        connection.exportObject(PATH, new Answers());
        connection.requestBusName(NAME);
    }

    /// What it was asked to show.
    record Told(
            long replaces, String title, String sentence, List<String> actions, Object urgency) {}

    /// What programs call.
    @DBusInterfaceName(NAME)
    public interface Notifications extends DBusInterface {
        @DBusMemberName("GetCapabilities")
        List<String> capabilities();

        @DBusMemberName("Notify")
        UInt32 notify(
                String program,
                UInt32 replaces,
                String icon,
                String title,
                String body,
                List<String> actions,
                Map<String, Variant<?>> hints,
                int expires);

        @DBusMemberName("CloseNotification")
        void close(UInt32 id);
    }

    private final class Answers implements Notifications {
        @Override
        public List<String> capabilities() {
            return List.of("body", "body-markup", "actions");
        }

        @Override
        public UInt32 notify(
                String program,
                UInt32 replaces,
                String icon,
                String title,
                String body,
                List<String> actions,
                Map<String, Variant<?>> hints,
                int expires) {
            told.add(
                    new Told(
                            replaces.longValue(),
                            title,
                            body,
                            actions,
                            Objects.requireNonNull(hints.get("urgency")).getValue()));
            return new UInt32(ID);
        }

        @Override
        public void close(UInt32 id) {
            closed.add(id.longValue());
        }

        @Override
        public String getObjectPath() {
            return PATH;
        }
    }

    void click(UInt32 id) throws DBusException {
        connection.sendMessage(
                connection
                        .getMessageFactory()
                        .createSignal(
                                connection.getUniqueName(),
                                PATH,
                                NAME,
                                "ActionInvoked",
                                "us",
                                id,
                                "default"));
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
