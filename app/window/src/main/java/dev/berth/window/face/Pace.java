package dev.berth.window.face;

import dev.berth.runtime.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// How fast something is fetched, from what was told so far. A value.
///
/// @param since when the measuring began; empty while nothing is fetched
/// @param from bytes that were there then
/// @param at when bytes were told last
/// @param bytes bytes there now
/// @param ofBytes bytes in all
public record Pace(Optional<Instant> since, long from, Instant at, long bytes, long ofBytes) {
    /// Less would say little of what is to come.
    private static final Duration LEAST = Duration.ofSeconds(5);

    /// Nothing is fetched.
    public static final Pace NONE = new Pace(Optional.empty(), 0, Instant.EPOCH, 0, 0);

    /// The pace with what is told now. Another thing to fetch, or a break, begins anew.
    public Pace told(Progress progress, Instant now) {
        var all = progress.ofBytes();
        if (progress.bytes().isEmpty() || all.isEmpty() || all.getAsLong() <= 0) {
            return NONE;
        }
        long there = progress.bytes().getAsLong();
        return since.isPresent() && all.equals(OptionalLong.of(ofBytes)) && there >= bytes
                ? new Pace(since, from, now, there, ofBytes)
                : new Pace(Optional.of(now), there, now, there, all.getAsLong());
    }

    /// How long the rest takes at this pace; empty while that cannot be told.
    public Optional<Duration> left() {
        return since.map(begin -> Duration.between(begin, at))
                .filter(taken -> taken.compareTo(LEAST) >= 0 && bytes > from)
                .map(taken ->
                        Duration.ofMillis(
                                Math.round(
                                        (double) taken.toMillis()
                                                * (ofBytes - bytes)
                                                / (bytes - from))));
    }
}
