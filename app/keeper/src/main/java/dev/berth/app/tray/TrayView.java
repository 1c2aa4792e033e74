package dev.berth.app.tray;

import java.util.List;

/// All that there is to see of the icon. A value.
///
/// @param frame which of the picture's frames, from 0
/// @param state the state in words, as the pointer over the icon shows them
/// @param items the menu, from above
public record TrayView(Picture picture, int frame, String state, List<Item> items) {
    public TrayView {
        items = List.copyOf(items);
    }

    /// The same with another frame.
    public TrayView at(int other) {
        return new TrayView(picture, other, state, items);
    }

    /// One line of the menu.
    public sealed interface Item {

        /// Says something; cannot be chosen.
        record Text(String text) implements Item {}

        /// Can be chosen, unless that makes no sense now.
        record Offer(Choice choice, String label, boolean enabled) implements Item {}

        /// Parts what is above from what is below.
        record Line() implements Item {}
    }
}
