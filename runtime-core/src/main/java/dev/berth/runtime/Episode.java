package dev.berth.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One thing that happened, told from its beginning to its end.
///
/// @param at when it began
/// @param until when it was over; empty for what took no time, and for what is not over
/// @param code what it was, as [Activity] names it
/// @param problem which, where it was one
/// @param times how often it happened in a row, at least once
/// @param end what came of it
/// @param sentence all of this as one plain sentence, in English, without the time of its
///   beginning; a window has its own words
/// @param isTrouble whether something was wrong
public record Episode(
        Instant at,
        Optional<Instant> until,
        String code,
        Optional<ProblemKind> problem,
        int times,
        End end,
        String sentence,
        boolean isTrouble) {

    /// What came of it.
    public enum End {
        /// It was no more than that.
        NONE,
        /// The assistant fell, and was brought back.
        BACK,
        /// It was not seen ready after it.
        NOT_BACK,
        /// The assistant was ready after it.
        READY,
        /// What was asked for was done.
        DONE,
        /// What was asked for was not done at once.
        NOT_AT_ONCE,
        /// It worked after a while.
        WORKED,
        /// What was in the way was gone after a while.
        OVER,
        /// It was not seen to be over.
        NOT_OVER,
        /// It was tried and did not work.
        FAILED,
        /// It was begun and broken off.
        BROKEN_OFF
    }

    /// How long it took; empty while it has no end.
    public Optional<Duration> took() {
        return until.map(end -> Duration.between(at, end).abs());
    }
}
