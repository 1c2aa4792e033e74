package dev.berth.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Finds out what is wrong, without the keeper: it works while that hangs, is stopped or dead, and
/// while the engine hangs. Changes nothing. Any thread; the caller waits.
public interface Doctor {

    /// Looks at everything, side by side, in under three seconds.
    ///
    /// @param told each sign as it is found, one at a time, on a thread of Berth's
    Examination examine(Consumer<Sign> told);

    /// What happened, oldest first, from the newest part of the journal.
    List<Episode> story();

    /// Writes all that helps others to find out what is wrong into one file, without secrets, names
    /// and addresses, less than 20 MB. A file of that name is replaced, as a whole or not at all.
    /// May take ten seconds.
    Saved save(Path file);

    /// What came of a report.
    sealed interface Saved {

        /// It is there.
        ///
        /// @param bytes how large it is
        record Written(Path file, long bytes, Examination examination) implements Saved {}

        /// It is not there, and nothing of it is left.
        ///
        /// @param sentence why, and what to do
        record NotWritten(String sentence) implements Saved {}
    }
}
