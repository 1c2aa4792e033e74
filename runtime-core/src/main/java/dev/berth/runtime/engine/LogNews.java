package dev.berth.runtime.engine;

import java.time.Instant;

/// What is heard of the service's log.
public sealed interface LogNews {

    /// One line, without colour and control codes; not redacted.
    ///
    /// @param at when the engine got its end, to the nanosecond
    /// @param text a very long line is cut
    record Line(Instant at, String text) implements LogNews {}

    /// Lines are missing here: they came faster than they could be read, or were thrown away before
    /// anybody read them.
    record Missing() implements LogNews {}
}
