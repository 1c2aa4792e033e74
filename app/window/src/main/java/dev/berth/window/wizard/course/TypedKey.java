package dev.berth.window.wizard.course;

import java.util.Optional;

/// A key as the person typed it; it shows itself to nobody who does not ask for it.
///
/// @param text without the blanks that pasting brings along
public record TypedKey(String text) {
    static final TypedKey NONE = new TypedKey("");

    public TypedKey {
        text = text.strip();
    }

    /// The key, where there is one.
    public Optional<String> given() {
        return Optional.of(text).filter(key -> !key.isEmpty());
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "TypedKey[none]" : "TypedKey[(hidden)]";
    }
}
