package dev.berth.app.tray.notifier;

import dev.berth.app.tray.Choice;
import dev.berth.app.tray.TrayView.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A menu as the bus has it: numbered items with properties. The same item has the same number in
/// every menu, so that a panel changes it where it stands. A value.
///
/// @param items properties by number, from above; values are strings and booleans
record MenuLayout(Map<Integer, Map<String, Object>> items) {
    /// The menu itself.
    static final int ROOT = 0;

    private static final int TEXTS = 100;
    private static final int LINES = 200;
    private static final int OFFERS = 1;
    private static final List<Choice> CHOICES = List.of(Choice.values());

    static MenuLayout of(List<Item> menu) {
        var items = new LinkedHashMap<Integer, Map<String, Object>>();
        int texts = 0;
        int lines = 0;
        for (var item : menu) {
            switch (item) {
                case Item.Text(var text) -> items.put(TEXTS + texts++, saying(text, false));
                case Item.Offer(var choice, var label, var enabled) ->
                        items.put(OFFERS + CHOICES.indexOf(choice), saying(label, enabled));
                case Item.Line _ -> items.put(LINES + lines++, Map.of("type", "separator"));
            }
        }
        return new MenuLayout(items);
    }

    /// A single underscore would choose a letter.
    private static Map<String, Object> saying(String label, boolean enabled) {
        return Map.of("label", label.replace("_", "__"), "enabled", enabled);
    }

    /// What an item with this number stands for.
    static Optional<Choice> choice(int id) {
        var index = id - OFFERS;
        return index >= 0 && index < CHOICES.size()
                ? Optional.of(CHOICES.get(index))
                : Optional.empty();
    }

    /// Whether this can be chosen now.
    boolean isEnabled(int id) {
        return Boolean.TRUE.equals(items.getOrDefault(id, Map.of()).get("enabled"));
    }

    /// What a panel must be told when this menu takes the place of another one.
    Change since(MenuLayout other) {
        if (!List.copyOf(items.keySet()).equals(List.copyOf(other.items.keySet()))) {
            return new Change.Rebuilt();
        }
        var changed = new ArrayList<Changed>();
        items.forEach((id, properties) -> {
            var differing = new LinkedHashMap<>(properties);
            differing.entrySet().removeAll(other.items.getOrDefault(id, Map.of()).entrySet());
            if (!differing.isEmpty()) {
                changed.add(new Changed(id, differing));
            }
        });
        return changed.isEmpty() ? new Change.Nothing() : new Change.InPlace(changed);
    }

    /// @param properties those that are new
    record Changed(int id, Map<String, Object> properties) {}

    sealed interface Change {
        record Nothing() implements Change {}

        record InPlace(List<Changed> items) implements Change {}

        /// Other items, or in another order.
        record Rebuilt() implements Change {}
    }
}
