package dev.berth.app.tray.notifier;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/// What a panel asks of an item, under the name that panels use.
@DBusInterfaceName(StatusNotifierItem.NAME)
public interface StatusNotifierItem extends DBusInterface {
    String NAME = "org.kde.StatusNotifierItem";

    @DBusMemberName("Activate")
    void activate(int x, int y);

    @DBusMemberName("SecondaryActivate")
    void secondaryActivate(int x, int y);

    @DBusMemberName("ContextMenu")
    void contextMenu(int x, int y);

    @DBusMemberName("Scroll")
    void scroll(int delta, String orientation);

    /// The same under the specification's own name.
    @DBusInterfaceName(Standard.NAME)
    interface Standard extends DBusInterface {
        String NAME = "org.freedesktop.StatusNotifierItem";

        @DBusMemberName("Activate")
        void activate(int x, int y);

        @DBusMemberName("SecondaryActivate")
        void secondaryActivate(int x, int y);

        @DBusMemberName("ContextMenu")
        void contextMenu(int x, int y);

        @DBusMemberName("Scroll")
        void scroll(int delta, String orientation);
    }
}
