package dev.berth.runtime.engine;

/// The engine's full id of a container: 64 hexadecimal digits.
public record ContainerId(String value) {
    public ContainerId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits, got: " + value);
        }
    }

    /// Whether a text can be one.
    public static boolean isOne(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    /// The first twelve digits, enough for a person.
    public String brief() {
        return value.substring(0, 12);
    }

    @Override
    public String toString() {
        return value;
    }
}
