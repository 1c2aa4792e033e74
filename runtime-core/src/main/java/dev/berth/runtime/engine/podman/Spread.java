package dev.berth.runtime.engine.podman;

import dev.berth.runtime.limit.Limit;
import java.time.Duration;

/// One limit over several commands: each gets what the ones before it have left.
final class Spread {
    private final Limit whole;
    private final long began = System.nanoTime();

    Spread(Limit whole) {
        this.whole = whole;
    }

    Limit rest() {
        var left = whole.atMost().minusNanos(System.nanoTime() - began);
        return whole.within(left.isNegative() ? Duration.ZERO : left);
    }

    /// What is left but for a reserve, when that leaves at least `least`; otherwise all that is
    /// left.
    Limit restBut(Duration reserve, Duration least) {
        var rest = rest();
        var shorter = rest.atMost().minus(reserve);
        return shorter.compareTo(least) < 0 ? rest : rest.within(shorter);
    }
}
