package dev.berth.app.tray.notifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.freedesktop.dbus.errors.UnknownProperty;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// Answers what a panel asks about the menu, from the last one that was put here.
final class MenuObject implements DbusMenu, Properties {
    static final String PATH = "/MenuBar";

    private static final Map<String, Variant<?>> OF_THE_MENU =
            Map.of(
                    "Version", new Variant<>(new UInt32(3)),
                    "TextDirection", new Variant<>("ltr"),
                    "Status", new Variant<>("normal"),
                    "IconThemePath", new Variant<>(List.of(), "as"));

    private static final Map<String, Variant<?>> OF_THE_ROOT =
            Map.of("children-display", new Variant<>("submenu"));

    private final IntConsumer clicked;
    private volatile Shown shown = new Shown(1, new MenuLayout(Map.of()));

    /// @param clicked told the number of what was chosen, on a thread of the bus's
    MenuObject(IntConsumer clicked) {
        this.clicked = clicked;
    }

    /// @param revision grows with each menu that has other items
    record Shown(long revision, MenuLayout layout) {}

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
    public Two<UInt32, Node> getLayout(int parent, int depth, List<String> names) {
        var now = shown;
        var node =
                parent == MenuLayout.ROOT
                        ? root(now.layout(), depth, names)
                        : node(now.layout(), parent, names);
        return new Two<>(new UInt32(now.revision()), node);
    }

    private static Node root(MenuLayout layout, int depth, List<String> names) {
        var children = new ArrayList<Variant<?>>();
        if (depth != 0) {
            layout.items()
                    .keySet()
                    .forEach(id ->
                            children.add(new Variant<>(node(layout, id, names), Node.SIGNATURE)));
        }
        return new Node(MenuLayout.ROOT, only(OF_THE_ROOT, names), children);
    }

    private static Node node(MenuLayout layout, int id, List<String> names) {
        return new Node(id, properties(layout, id, names).orElseGet(Map::of), List.of());
    }

    @Override
    public List<DbusMenu.Properties> getGroupProperties(List<Integer> ids, List<String> names) {
        var layout = shown.layout();
        var wanted = new ArrayList<>(ids);
        if (wanted.isEmpty()) {
            wanted.add(MenuLayout.ROOT);
            wanted.addAll(layout.items().keySet());
        }
        var answer = new ArrayList<DbusMenu.Properties>();
        for (int id : wanted) {
            properties(layout, id, names)
                    .ifPresent(found -> answer.add(new DbusMenu.Properties(id, found)));
        }
        return answer;
    }

    @Override
    public Variant<?> getProperty(int id, String name) {
        return properties(shown.layout(), id, List.of())
                .map(found -> found.get(name))
                .orElseThrow(() -> new UnknownProperty("no " + name + " of " + id));
    }

    private static Optional<Map<String, Variant<?>>> properties(
            MenuLayout layout, int id, List<String> names) {
        if (id == MenuLayout.ROOT) {
            return Optional.of(only(OF_THE_ROOT, names));
        }
        return Optional.ofNullable(layout.items().get(id))
                .map(found -> only(variants(found), names));
    }

    static Map<String, Variant<?>> variants(Map<String, Object> properties) {
        var variants = new LinkedHashMap<String, Variant<?>>();
        properties.forEach((name, value) -> variants.put(name, new Variant<>(value)));
        return variants;
    }

    /// No names stand for all.
    private static Map<String, Variant<?>> only(Map<String, Variant<?>> all, List<String> names) {
        var some = new LinkedHashMap<>(all);
        if (!names.isEmpty()) {
            some.keySet().retainAll(names);
        }
        return some;
    }

    @Override
    public void event(int id, String event, Variant<?> what, UInt32 timestamp) {
        if (event.equals("clicked") && shown.layout().isEnabled(id)) {
            clicked.accept(id);
        }
    }

    @Override
    public List<Integer> eventGroup(List<Happening> events) {
        var unknown = new ArrayList<Integer>();
        for (var one : events) {
            if (one.id() == MenuLayout.ROOT || shown.layout().items().containsKey(one.id())) {
                event(one.id(), one.event(), new Variant<>(0), new UInt32(0));
            } else {
                unknown.add(one.id());
            }
        }
        return unknown;
    }

    /// What is shown is always what holds.
    @Override
    public boolean aboutToShow(int id) {
        return false;
    }

    @Override
    public Two<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids) {
        return new Two<>(List.of(), List.of());
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the library declares it so
    public <A> A Get(String interfaceName, String name) {
        return (A)
                Objects.requireNonNullElseGet(
                        OF_THE_MENU.get(name),
                        () -> {
                            throw new UnknownProperty("no " + name);
                        });
    }

    @Override
    public <A> void Set(String interfaceName, String name, A value) {
        throw new UnknownProperty(name + " cannot be set");
    }

    @Override
    public Map<String, Variant<?>> GetAll(String interfaceName) {
        return OF_THE_MENU;
    }
}
