package dev.berth.runtime.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The service's own lines, kept beyond the life of what wrote them. One thread writes; any thread
/// and any process may read.
public interface ServiceLog {

    /// Up to where the lines of a source are kept.
    ///
    /// @param lines how many lines of that moment
    record Mark(Instant at, int lines) {}

    /// Up to where this source's lines are kept; empty when the last lines are another's.
    Optional<Mark> mark(String source) throws IOException;

    /// Adds lines, without secrets. When it fails nothing of them is kept, and the next that can be
    /// kept is preceded by a note that lines are missing.
    void write(String source, List<LogLine> lines) throws IOException;

    /// Notes that lines are missing here.
    void missing(String source) throws IOException;

    /// The newest lines, oldest first, each with its moment in UTC in front; a torn one is passed
    /// over.
    List<String> newest(int last) throws IOException;

    /// Tells the newest lines and then each new one, on the writing thread, until closed.
    Listening listen(int last, Consumer<String> told) throws IOException;

    /// A listener's registration.
    @FunctionalInterface
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
