package dev.berth.runtime.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a copy is made without anybody's word.
public final class DailyCopy {
    private static final Duration EVERY = Duration.ofHours(20);

    /// After one that came to nothing, and after none was needed.
    private static final Duration AGAIN = Duration.ofHours(1);

    /// A service that just got ready is busy.
    private static final Duration CALM = Duration.ofMinutes(10);

    private DailyCopy() {}

    /// Whether it is time.
    ///
    /// @param last when the newest copy was made, also one that is not complete: the next would be
    ///   no better
    /// @param tried when one was last begun
    /// @param readySince since when the service is shown to be ready; empty when it is not
    public static boolean isDue(
            Optional<Instant> last,
            Optional<Instant> tried,
            Optional<Instant> readySince,
            Instant now) {
        return readySince.filter(since -> isPast(since, CALM, now)).isPresent()
                && last.filter(at -> !isPast(at, EVERY, now)).isEmpty()
                && tried.filter(at -> !isPast(at, AGAIN, now)).isEmpty();
    }

    /// What lies in the future was written before the clock was set back, and holds nobody up.
    private static boolean isPast(Instant at, Duration length, Instant now) {
        return now.isBefore(at) || !now.isBefore(at.plus(length));
    }
}
