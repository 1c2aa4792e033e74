package dev.berth.window.health;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/// Asks the person where a report shall be written. JavaFX thread only.
@FunctionalInterface
public interface ReportPlace {

    /// The file; empty when the person chose none.
    ///
    /// @param name how it might be called
    Optional<Path> choose(String name, Window owner);
}
