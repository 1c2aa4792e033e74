package dev.berth.runtime.simulation;

import java.nio.file.Path;
import java.util.Optional;

/// The secrets of a home as the simulation must know them, to find them where they should not be.
interface KnownSecrets {
    /// Whether the text holds a value that a secret of this home ever had.
    boolean areIn(String text);

    /// The value of one that is kept now.
    String any();

    /// The token that is kept now.
    Optional<String> token();

    /// What lies in such a file.
    String contentOf(Path file);
}
