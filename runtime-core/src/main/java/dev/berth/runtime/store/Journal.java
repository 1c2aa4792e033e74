package dev.berth.runtime.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// What Berth does and why, written before and after each act. Owner thread only, except [#newest],
/// which any thread may call.
public interface Journal {

    /// Writes one line; after return it survives a power cut. A full or read-only disk is an error
    /// here: then nothing may be acted upon.
    void write(JournalEntry entry) throws IOException;

    /// Opens the journal for this life of ours. What cannot be read in the file that is written now
    /// is kept aside, but for a last line that a death cut off.
    ///
    /// @param last how many lines are told at most
    /// @param now names what is put aside
    Told open(int last, Instant now) throws IOException;

    /// What the journal tells when it is opened.
    ///
    /// @param entries the newest lines, oldest first
    /// @param damage one plain sentence for each file that could not be read as a whole
    record Told(List<JournalEntry> entries, List<String> damage) {
        public Told {
            entries = List.copyOf(entries);
            damage = List.copyOf(damage);
        }
    }

    /// The newest lines, oldest first; a torn or unreadable line is passed over.
    ///
    /// @param last how many at most
    List<JournalEntry> newest(int last) throws IOException;
}
