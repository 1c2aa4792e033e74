package dev.berth.app.keep;

import dev.berth.app.desk.BerthHome;
import dev.berth.app.desk.KeeperStart;
import dev.berth.runtime.Berth;
import java.time.Duration;
import java.util.Optional;

/// Waits for a keeper that was started in a process of its own.
public final class Arrival {
    private static final Duration MOMENT = Duration.ofMillis(50);

    /// 30 seconds for Berth itself to come up; a healthy one needs one.
    private static final int MOST_LOOKS = 600;

    /// Ours ends at once where another one was faster, which may not be listening yet.
    private static final int LOOKS_FOR_ANOTHER = 100;

    private Arrival() {}

    /// The keeper that was started, or another one that was faster; empty when none came.
    ///
    /// @throws Berth.LostContact when one is there that does not answer
    public static Optional<Berth> of(KeeperStart.Child child, BerthHome home)
            throws InterruptedException {
        var keeper = Optional.<Berth>empty();
        for (int looks = 0; keeper.isEmpty() && looks < MOST_LOOKS; looks++) {
            if (child.ended()) {
                looks = Math.max(looks, MOST_LOOKS - LOOKS_FOR_ANOTHER);
            }
            child.awaitNews(MOMENT);
            keeper = home.connect();
        }
        return keeper;
    }
}
