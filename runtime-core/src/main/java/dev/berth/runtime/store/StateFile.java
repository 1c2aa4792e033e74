package dev.berth.runtime.store;

import java.io.IOException;
import java.util.List;

/// Where [RuntimeState] is kept. Owner thread only.
public interface StateFile {

    /// The kept state; a home that has none gets a fresh one (with the instance id that is kept
    /// beside it or that the journal tells, or a new id). A file that cannot be read is kept aside,
    /// never lost.
    ///
    /// @param told what the journal tells, oldest first: a third witness of who we are
    Loaded load(List<JournalEntry> told) throws IOException;

    /// Replaces the kept state as a whole or not at all; after return it survives a power cut.
    void save(RuntimeState state) throws IOException;

    /// What was found.
    sealed interface Loaded {
        RuntimeState state();

        /// As it was saved.
        record Kept(RuntimeState state) implements Loaded {}

        /// As it was saved; the instance id beside it was damaged and is written again.
        ///
        /// @param aside where the damaged file lies now
        /// @param why one plain sentence: which file, what was expected
        record Mended(RuntimeState state, String aside, String why) implements Loaded {}

        /// Nothing was there: first run, or the file was lost.
        ///
        /// @param instanceKnown whether the instance id was still there
        record Fresh(RuntimeState state, boolean instanceKnown) implements Loaded {}

        /// The file could not be understood and was put aside.
        ///
        /// @param aside where it lies now
        /// @param why one plain sentence: which file, what was expected
        record Recovered(RuntimeState state, String aside, String why) implements Loaded {}
    }
}
