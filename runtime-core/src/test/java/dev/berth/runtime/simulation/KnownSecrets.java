package dev.berth.runtime.simulation;

import java.nio.file.Path;
import java.util.Optional;

/// The secrets of a home as one who knows all of them: none may appear in any text.
public interface KnownSecrets {

    /// Whether the text shows one that is or was.
    boolean areIn(String text);

    /// One of those that are kept now.
    String any();

    /// The service's token, as it is kept now.
    Optional<String> token();

    /// What a program reads that is given this file.
    String contentOf(Path file);
}
