package dev.berth.runtime.engine;

/// The engine's full id of a container: 64 hexadecimal digits.
public record ContainerId(String value) {
    public ContainerId {
        if (!value.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits, got: " + value);
        }
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
