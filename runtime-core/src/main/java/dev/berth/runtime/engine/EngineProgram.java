package dev.berth.runtime.engine;

import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.util.Optional;

/// The engine's program as a file on this computer: which one is in use, and whether another could
/// be. Any thread; the caller waits.
public interface EngineProgram {

    /// The one in use; empty where there is none, or the chosen one is not there.
    Optional<InUse> inUse(Limit limit);

    /// Whether this one could be used. It is asked for its version, and for nothing else.
    ///
    /// @param program absolute path
    Fitness look(Path program, Limit limit);

    /// The program that is used.
    ///
    /// @param version what it said of itself; empty where it did not say
    record InUse(Path program, Optional<String> version) {}

    /// What came of looking at a program.
    sealed interface Fitness {
        record Fit(String version) implements Fitness {}

        record NoSuchFile() implements Fitness {}

        /// It is there, and nothing that could be started here.
        record NotStartable() implements Fitness {}

        /// It runs, and is something else.
        record Another() implements Fitness {}

        /// It did not say in time what it is.
        record Silent() implements Fitness {}
    }
}
