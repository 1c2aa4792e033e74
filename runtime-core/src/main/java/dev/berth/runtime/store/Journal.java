package dev.berth.runtime.store;

import java.io.IOException;
import java.util.List;

/// What Berth does and why, written before and after each act. Owner thread only, except [#newest],
/// which any thread may call.
public interface Journal {

    /// Writes one line; after return it survives a power cut. A full or read-only disk is an error
    /// here: then nothing may be acted upon.
    void write(JournalEntry entry) throws IOException;

    /// The newest lines, oldest first; a torn or unreadable line is passed over.
    ///
    /// @param last how many at most
    List<JournalEntry> newest(int last) throws IOException;
}
