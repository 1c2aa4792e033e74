package dev.berth.runtime.source;

import dev.berth.runtime.Settings;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Fetches the service's program to this computer. Owner thread only.
public interface ReleaseSource {

    /// Fetches, or goes on with what an earlier try left. Each call blocks its thread until
    /// everything is here, nothing more can be done, its limit has passed or it is cancelled.
    ///
    /// @param told hears of bytes on the calling thread, at most four times a second
    Answer<Fetched> fetch(Order order, Told told, Limit limit);

    /// Removes what was fetched, whole or in part; nothing there is no failure.
    void discard() throws IOException;

    /// What is to be fetched.
    ///
    /// @param reference the program's name, with a tag or a digest
    /// @param way the person's settings
    /// @param store folder of the engine that must have room for it too, where it is known
    record Order(String reference, Settings.Fetching way, Optional<Path> store) {}

    /// What came of it.
    sealed interface Fetched {
        /// It is here.
        ///
        /// @param folder in the OCI image layout
        /// @param name under which the engine is to keep it: the reference, or where that has no
        ///   tag, one with a tag made from its digest
        /// @param digest what the reference stands for
        record Here(Path folder, String name, Digest digest) implements Fetched {}

        /// Only the engine can fetch this one: it knows the person's sign-ins and short names.
        record EngineOnly(String why) implements Fetched {}
    }

    /// Hears how far a fetch has come.
    @FunctionalInterface
    interface Told {
        /// Tells how far it has come.
        ///
        /// @param bytes here so far, those of earlier tries included
        /// @param ofBytes in all
        void bytes(long bytes, long ofBytes);
    }
}
