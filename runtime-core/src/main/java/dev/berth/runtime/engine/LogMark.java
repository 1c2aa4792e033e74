package dev.berth.runtime.engine;

import java.time.Instant;

/// Up to where the lines of a container are known: the engine's own moments serve as line numbers,
/// and survive a restart of ours.
///
/// @param at the moment of the last known line
/// @param lines how many lines of that moment are known, from 1; one write of the service may hold
///   several
public record LogMark(Instant at, int lines) {}
