package dev.berth.runtime.supervisor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// Tells that the computer slept, or that its clock was set: the clock of the day then has gone
/// another way than the one that only counts. Owner thread only.
final class Sleep {
    /// Less is a correction of the clock, or a busy computer.
    private static final Duration GAP = Duration.ofSeconds(10);

    private final Clock clock;
    private final Supplier<Duration> uptime;
    private Instant then;
    private Duration thenUp;
    private Duration waitsSince;
    private Duration meant = Duration.ZERO;
    private Duration setBack = Duration.ZERO;

    /// @param uptime time that has passed while the computer was awake, from any beginning
    Sleep(Clock clock, Supplier<Duration> uptime) {
        this.clock = clock;
        this.uptime = uptime;
        then = clock.instant();
        thenUp = uptime.get();
        waitsSince = thenUp;
    }

    /// The owner is going to wait no longer than this.
    void waitsFor(Duration atMost) {
        waitsSince = uptime.get();
        meant = atMost;
    }

    /// Whether that happened since the owner last asked. Where uptime counts sleep too (Windows), a
    /// wait that took far longer than it was meant to tells.
    boolean isOver() {
        var now = clock.instant();
        var up = uptime.get();
        var lost = up.minus(thenUp).minus(Duration.between(then, now));
        var waited = up.minus(waitsSince);
        then = now;
        thenUp = up;
        waitsSince = up;
        setBack = lost.compareTo(GAP) > 0 ? lost : Duration.ZERO;
        return lost.abs().compareTo(GAP) > 0
                || waited.minus(meant).compareTo(GAP.multipliedBy(3)) > 0;
    }

    /// Whether the computer slept, or its clock was set, since the owner last asked.
    boolean isNews() {
        var gone = Duration.between(then, clock.instant());
        return uptime.get().minus(thenUp).minus(gone).abs().compareTo(GAP) > 0;
    }

    /// By how much the clock was found to be set back when the owner last asked.
    Duration setBack() {
        return setBack;
    }
}
