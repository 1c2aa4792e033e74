package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Berth;
import java.time.Duration;
import java.util.Optional;

/// Another Berth that holds the home and may be just starting to listen.
final class Newcomer {
    private static final Duration MOMENT = Duration.ofMillis(50);

    /// 5 seconds.
    private static final int MOST_LOOKS = 100;

    private Newcomer() {}

    /// That Berth as soon as it answers; empty, and said, when it does not within 5 seconds.
    ///
    /// @param pid the process that holds the home
    static Optional<Berth> meet(Desk desk, long pid) throws InterruptedException {
        var other = Optional.<Berth>empty();
        for (int looks = 0; other.isEmpty() && looks < MOST_LOOKS; looks++) {
            Thread.sleep(MOMENT);
            other = desk.home().connect();
        }
        if (other.isEmpty()) {
            desk.complain(
                    "Another Berth (process %d) is busy here; try again in a moment."
                            .formatted(pid));
        }
        return other;
    }
}
