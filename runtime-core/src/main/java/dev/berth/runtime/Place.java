package dev.berth.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where the service lives on this computer.
public enum Place {
    /// Beside the other programs, kept apart from them by the system.
    HERE("native"),

    /// In a computer of its own inside this one: kept apart more strongly, at the price of memory.
    /// The only way on macOS and Windows.
    APART("machine");

    private final String id;

    Place(String id) {
        this.id = id;
    }

    /// Stable name, as in the settings file under `host`.
    public String id() {
        return id;
    }

    /// The one with this name.
    public static Optional<Place> of(String id) {
        return Arrays.stream(values()).filter(place -> place.id.equals(id)).findFirst();
    }

    /// Where it lives when nobody chose.
    ///
    /// @param system `os.name` of the Java runtime
    public static Place usual(String system) {
        return system.toLowerCase(Locale.ROOT).contains("linux") ? HERE : APART;
    }
}
