package dev.berth.window.link;

import java.util.Optional;

/// Berth's own program, run for a verb. May wait: never called on the JavaFX thread.
public interface Program {

    /// Runs the verb to its end.
    ///
    /// @return empty when it worked, else what it said
    Optional<String> run(Act.Verb verb);
}
