package dev.berth.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// The composition root: where an application gets its Berth from, and the only class that may know
/// every room below.
public final class Berths {

    private Berths() {}

    /// The version of this program, as the build wrote it into `version.properties`.
    public static String version() {
        var properties = new Properties();
        try (var file = Berths.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(file, "version.properties is not in the jar"));
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
