package dev.berth.app.tray.notifier;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// What a panel asks of a menu (libdbusmenu, `dbus-menu.xml`, version 3).
@DBusInterfaceName(DbusMenu.NAME)
@SuppressWarnings("UnusedVariable") // the library reads the fields of what goes over the bus
public interface DbusMenu extends DBusInterface {
    String NAME = "com.canonical.dbusmenu";

    @DBusMemberName("GetLayout")
    Two<UInt32, Node> getLayout(int parent, int depth, List<String> names);

    @DBusMemberName("GetGroupProperties")
    List<Properties> getGroupProperties(List<Integer> ids, List<String> names);

    @DBusMemberName("GetProperty")
    Variant<?> getProperty(int id, String name);

    @DBusMemberName("Event")
    void event(int id, String event, Variant<?> what, UInt32 timestamp);

    @DBusMemberName("EventGroup")
    List<Integer> eventGroup(List<Happening> events);

    @DBusMemberName("AboutToShow")
    boolean aboutToShow(int id);

    @DBusMemberName("AboutToShowGroup")
    Two<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids);

    /// An answer of two parts.
    final class Two<A, B> extends Tuple {
        @Position(0)
        private final A first;

        @Position(1)
        private final B second;

        public Two(A first, B second) {
            this.first = first;
            this.second = second;
        }

        public A first() {
            return first;
        }

        public B second() {
            return second;
        }
    }

    /// An item with all that is below it: `(ia{sv}av)`.
    final class Node extends Struct {
        static final String SIGNATURE = "(ia{sv}av)";

        @Position(0)
        private final int id;

        @Position(1)
        private final Map<String, Variant<?>> properties;

        @Position(2)
        private final List<Variant<?>> children;

        public Node(int id, Map<String, Variant<?>> properties, List<Variant<?>> children) {
            this.id = id;
            this.properties = properties;
            this.children = children;
        }
    }

    /// What an item is like: `(ia{sv})`.
    final class Properties extends Struct {
        @Position(0)
        private final int id;

        @Position(1)
        private final Map<String, Variant<?>> properties;

        public Properties(int id, Map<String, Variant<?>> properties) {
            this.id = id;
            this.properties = properties;
        }
    }

    /// What happened to an item: `(isvu)`.
    final class Happening extends Struct {
        @Position(0)
        private final int id;

        @Position(1)
        private final String event;

        @Position(2)
        private final Variant<?> what;

        @Position(3)
        private final UInt32 timestamp;

        public Happening(int id, String event, Variant<?> what, UInt32 timestamp) {
            this.id = id;
            this.event = event;
            this.what = what;
            this.timestamp = timestamp;
        }

        int id() {
            return id;
        }

        String event() {
            return event;
        }
    }
}
