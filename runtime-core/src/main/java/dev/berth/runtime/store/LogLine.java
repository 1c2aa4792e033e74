package dev.berth.runtime.store;

import java.time.Instant;

/// One line of the service's log as it is kept.
///
/// @param at when it was written, by the engine's clock
/// @param text on one line, without secrets
public record LogLine(Instant at, String text) {
    /// In characters; what goes beyond is cut, which is far more than a line for people has.
    private static final int LONGEST = 4000;

    public LogLine {
        text = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /// As it stands in the file: the moment in UTC, a space, the text.
    @Override
    public String toString() {
        return at + " " + text;
    }
}
