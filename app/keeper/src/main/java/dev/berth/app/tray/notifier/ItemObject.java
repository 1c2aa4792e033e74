package dev.berth.app.tray.notifier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.errors.UnknownProperty;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// Answers what a panel asks about the icon, from the last one that was put here.
final class ItemObject implements StatusNotifierItem, StatusNotifierItem.Standard, Properties {
    static final String PATH = "/StatusNotifierItem";

    private static final String PIXELS = "a(iiay)";

    private final Runnable clicked;
    private volatile Shown shown;

    /// @param clicked told on a thread of the bus's
    ItemObject(Shown first, Runnable clicked) {
        this.shown = first;
        this.clicked = clicked;
    }

    /// What there is to see.
    ///
    /// @param needsAttention whether the panel should bring it into view
    /// @param drawing the picture, as this desktop wants it
    record Shown(String state, boolean needsAttention, Drawing drawing) {
        String status() {
            return needsAttention ? "NeedsAttention" : "Active";
        }
    }

    Shown shown() {
        return shown;
    }

    void put(Shown other) {
        shown = other;
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }

    @Override
    public void activate(int x, int y) {
        clicked.run();
    }

    @Override
    public void secondaryActivate(int x, int y) {
        clicked.run();
    }

    /// A panel that asks for this cannot show the menu itself; the window can do all of it.
    @Override
    public void contextMenu(int x, int y) {
        clicked.run();
    }

    @Override
    public void scroll(int delta, String orientation) {
        // Nothing here has more or less of itself.
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the library declares it so
    public <A> A Get(String interfaceName, String name) {
        return (A)
                Optional.ofNullable(GetAll(interfaceName).get(name))
                        .orElseThrow(() -> new UnknownProperty("no " + name));
    }

    @Override
    public <A> void Set(String interfaceName, String name, A value) {
        throw new UnknownProperty(name + " cannot be set");
    }

    @Override
    public Map<String, Variant<?>> GetAll(String interfaceName) {
        var now = shown;
        var drawing = now.drawing();
        var nothing = new Variant<>(List.of(), PIXELS);
        UnaryOperator<String> whenNeeded = text -> now.needsAttention() ? text : "";
        var all = new LinkedHashMap<String, Variant<?>>();
        all.put("Category", new Variant<>("ApplicationStatus"));
        all.put("Id", new Variant<>("dev.berth.Berth"));
        all.put("Title", new Variant<>("Berth"));
        all.put("Status", new Variant<>(now.status()));
        all.put("WindowId", new Variant<>(new UInt32(0)));
        all.put("IconThemePath", new Variant<>(drawing.folder()));
        all.put("IconName", new Variant<>(drawing.name()));
        all.put("IconPixmap", pixels(drawing));
        all.put("OverlayIconName", new Variant<>(""));
        all.put("OverlayIconPixmap", nothing);
        all.put("AttentionIconName", new Variant<>(whenNeeded.apply(drawing.name())));
        all.put("AttentionIconPixmap", now.needsAttention() ? pixels(drawing) : nothing);
        all.put("AttentionMovieName", new Variant<>(""));
        all.put("ToolTip", toolTip(now));
        all.put("ItemIsMenu", new Variant<>(false));
        all.put("Menu", new Variant<>(new DBusPath(MenuObject.PATH)));
        return all;
    }

    private static Variant<?> pixels(Drawing drawing) {
        return new Variant<>(
                drawing.pixels().stream()
                        .map(one -> new Object[] {one.size(), one.size(), one.argb()})
                        .toList(),
                PIXELS);
    }

    private static Variant<?> toolTip(Shown now) {
        return new Variant<>(
                new Object[] {now.drawing().name(), List.of(), "Berth", now.state()},
                "(s" + PIXELS + "ss)");
    }
}
