package dev.berth.runtime;

import java.time.Instant;
import java.util.Optional;

/// One thing that happened, told from its beginning to its end.
///
/// @param at when it began
/// @param until when it was over; empty for what took no time, and for what is not over
/// @param sentence what happened, as one plain sentence without the time of its beginning
/// @param isTrouble whether something was wrong
public record Episode(Instant at, Optional<Instant> until, String sentence, boolean isTrouble) {}
