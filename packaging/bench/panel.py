"""Stands for a desktop's panel on the session bus: takes status notifier items and shows nothing.

Run by itself it reads each item and its menu as a panel does, until it is ended.
"""

import threading
import time

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"


class Panel(dbus.service.Object):
    """The watcher, with a host registered: itself."""

    def __init__(self, bus):
        self.arrived = threading.Event()
        self.at = 0.0
        self.item = None
        self.name = dbus.service.BusName(WATCHER, bus)
        super().__init__(bus, "/StatusNotifierWatcher")

    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        self.at = time.monotonic()
        self.item = (sender, service) if service.startswith("/") else (service, "/StatusNotifierItem")
        self.arrived.set()
        self.StatusNotifierItemRegistered(service)

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, service):
        pass

    @dbus.service.signal(WATCHER, signature="s")
    def StatusNotifierItemRegistered(self, service):
        pass

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.GetAll(interface)[name]

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return {"IsStatusNotifierHostRegistered": True, "ProtocolVersion": dbus.Int32(0),
                "RegisteredStatusNotifierItems": dbus.Array([], signature="s")}


def look_at(bus, name, path):
    """What a panel asks of a new item."""
    item = bus.get_object(name, path, introspect=False)
    properties = item.GetAll(ITEM, dbus_interface=dbus.PROPERTIES_IFACE)
    menu = bus.get_object(name, properties["Menu"], introspect=False)
    menu.AboutToShow(dbus.Int32(0), dbus_interface=MENU)
    menu.GetLayout(dbus.Int32(0), dbus.Int32(-1), dbus.Array([], signature="s"), dbus_interface=MENU)


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    panel = Panel(bus)
    loop = GLib.MainLoop()
    threading.Thread(target=loop.run, daemon=True).start()
    while True:
        panel.arrived.wait()
        panel.arrived.clear()
        look_at(bus, *panel.item)
        print("seen", flush=True)


if __name__ == "__main__":
    main()
