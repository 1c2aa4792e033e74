package dev.berth.window.copies;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/// Asks the person for a file. JavaFX thread only.
public interface FilePicker {

    /// One to write; empty when the person chose none.
    ///
    /// @param title of the dialog
    /// @param name that is proposed
    Optional<Path> toWrite(String title, String name, Window owner);

    /// One to read.
    Optional<Path> toRead(String title, Window owner);
}
