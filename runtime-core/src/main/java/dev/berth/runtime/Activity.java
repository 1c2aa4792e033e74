package dev.berth.runtime;

import java.time.Instant;
import java.util.Optional;

/// One line of what Berth did and why, from the journal.
///
/// @param id of the attempt; its beginning and its end carry the same
/// @param at when it began, or when it was noticed
/// @param trigger who or what asked for it (`person`, `start-up`, `recovery`)
/// @param step what was done or noticed
/// @param text the same in plain words
/// @param ended when it ended; empty while it runs or for a notice
/// @param outcome `done`, `failed`, `timed-out`, `late` (it finished after it had timed out),
///   `cancelled`, `cut-off` or `noticed`
/// @param detail technical detail, redacted
public record Activity(
        String id,
        Instant at,
        String trigger,
        String step,
        String text,
        Optional<Instant> ended,
        String outcome,
        Optional<String> detail) {}
