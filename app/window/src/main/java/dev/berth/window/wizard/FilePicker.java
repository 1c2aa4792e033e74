package dev.berth.window.wizard;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/// Asks the person for a file. JavaFX thread only.
interface FilePicker {

    /// What the file holds.
    enum Wanted {
        PROGRAM,

        /// What the assistant's own place is made from.
        OWN_PLACE
    }

    /// The file; empty when the person chose none.
    Optional<Path> pick(Wanted wanted, Window owner);
}
