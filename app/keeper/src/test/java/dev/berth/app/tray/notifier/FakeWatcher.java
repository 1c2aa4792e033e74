package dev.berth.app.tray.notifier;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.MethodReturn;
import org.freedesktop.dbus.types.Variant;

/// Stands for a desktop's panel: takes items, reads them as a panel does, and hears what they say.
public final class FakeWatcher implements AutoCloseable {
    private static final String NAME = "org.kde.StatusNotifierWatcher";
    private static final long SECONDS = 20;

    private final DBusConnection connection;
    private final BlockingQueue<String> registered = new LinkedBlockingQueue<>();
    private final BlockingQueue<DBusSignal> heard = new LinkedBlockingQueue<>();
    private volatile boolean hosts;

    /// @param hosts whether a panel shows what is registered
    FakeWatcher(DBusConnection connection, boolean hosts) throws DBusException {
        this.connection = connection;
        this.hosts = hosts;
        connection.exportObject("/StatusNotifierWatcher", new Answers());
        for (var name : List.of(StatusNotifierItem.NAME, DbusMenu.NAME)) {
            connection.addGenericSigHandler(
                    DBusMatchRuleBuilder.create().withType("signal").withInterface(name).build(),
                    heard::add);
        }
        connection.requestBusName(NAME);
    }

    /// What items call.
    @DBusInterfaceName(NAME)
    public interface Watcher extends DBusInterface {
        @DBusMemberName("RegisterStatusNotifierItem")
        void register(String service);
    }

    private final class Answers implements Watcher, Properties {
        @Override
        public void register(String service) {
            registered.add(service);
        }

        @Override
        public String getObjectPath() {
            return "/StatusNotifierWatcher";
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <A> A Get(String interfaceName, String name) {
            return (A) new Variant<>(hosts);
        }

        @Override
        public <A> void Set(String interfaceName, String name, A value) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public Map<String, Variant<?>> GetAll(String interfaceName) {
            return Map.of("IsStatusNotifierHostRegistered", new Variant<>(hosts));
        }
    }

    /// The next item that registers.
    String nextItem() throws InterruptedException {
        return awaited(registered);
    }

    boolean hasFurtherItems() {
        return !registered.isEmpty();
    }

    /// The next thing that an item or a menu says.
    DBusSignal nextWord() throws InterruptedException {
        return awaited(heard);
    }

    boolean hasFurtherWords() {
        return !heard.isEmpty();
    }

    /// A panel comes or goes.
    void host(boolean present) throws DBusException {
        hosts = present;
        connection.sendMessage(
                connection
                        .getMessageFactory()
                        .createSignal(
                                connection.getUniqueName(),
                                "/StatusNotifierWatcher",
                                NAME,
                                present
                                        ? "StatusNotifierHostRegistered"
                                        : "StatusNotifierHostUnregistered",
                                null));
    }

    /// What somebody answers.
    Object[] ask(
            String service,
            String path,
            String interfaceName,
            String member,
            String signature,
            Object... arguments)
            throws DBusException {
        var call =
                connection
                        .getMessageFactory()
                        .createMethodCall(
                                connection.getUniqueName(),
                                service,
                                path,
                                interfaceName,
                                member,
                                (byte) 0,
                                signature,
                                arguments);
        connection.sendMessage(call);
        var answer = call.getReply(TimeUnit.SECONDS.toMillis(SECONDS));
        if (answer instanceof MethodReturn found) {
            return found.getParameters();
        }
        throw new AssertionError(member + " was answered with " + answer);
    }

    /// All that is in an answer, as text.
    static String text(Object answer) {
        return switch (answer) {
            case Object[] array -> text(List.of(array));
            case List<?> list -> list.stream().map(FakeWatcher::text).toList().toString();
            case Variant<?> variant -> text(variant.getValue());
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                            .toList()
                            .toString();
            default -> answer.toString();
        };
    }

    static <T> T awaited(BlockingQueue<T> queue) throws InterruptedException {
        var next = queue.poll(SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("waited in vain");
        }
        return next;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
