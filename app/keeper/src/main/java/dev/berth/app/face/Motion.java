package dev.berth.app.face;

import java.time.Duration;
import java.util.Optional;

/// How the icon moves while Berth is on its way: a quarter turn every 400 ms, for 30 s at most.
/// Then it stands still, and nothing wakes for it.
public final class Motion {
    private static final Duration FRAME = Duration.ofMillis(400);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Motion() {}

    /// The frame to show.
    ///
    /// @param since how long it has been on its way
    public static int frame(Duration since) {
        return moves(since) ? (int) since.dividedBy(FRAME) : 0;
    }

    /// How long until the next frame; empty when there is none.
    public static Optional<Duration> next(Duration since) {
        return moves(since)
                ? Optional.of(FRAME.multipliedBy(since.dividedBy(FRAME) + 1).minus(since))
                : Optional.empty();
    }

    private static boolean moves(Duration since) {
        return since.compareTo(LONGEST) < 0;
    }
}
