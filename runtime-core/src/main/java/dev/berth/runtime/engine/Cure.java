package dev.berth.runtime.engine;

import java.util.List;

/// What leads out of a failure; a value of the adapter's catalogue.
///
/// @param by whose hand it needs
/// @param steps what that one does or types, one sentence or command each, for the details; empty
///   where nothing better is known than to try again
public record Cure(By by, List<String> steps) {

    /// Nobody knows one.
    public static final Cure UNKNOWN = new Cure(By.PERSON, List.of());

    public enum By {
        /// Berth does it without a word: it looks or tries again, or goes around what is in the
        /// way.
        BERTH,
        /// Only a person can: it needs rights, or touches what is not ours.
        PERSON
    }

    public Cure {
        steps = List.copyOf(steps);
    }
}
