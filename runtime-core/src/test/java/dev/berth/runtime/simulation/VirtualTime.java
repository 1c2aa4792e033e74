package dev.berth.runtime.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/// A clock that stands still until somebody lets time pass; what falls due meanwhile happens then.
final class VirtualTime extends Clock {
    static final Instant BEGINNING = Instant.parse("2026-11-20T22:00:00Z");

    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
    private Instant now = BEGINNING;
    private long number;

    private record Due(Instant at, long number, Runnable what) {}

    /// Has this happen so much later.
    void in(Duration later, Runnable what) {
        agenda.add(new Due(now.plus(later), number++, what));
    }

    /// Lets so much time pass, unless this becomes true.
    ///
    /// @return how much passed
    Duration pass(Duration length, BooleanSupplier enough) {
        var began = now;
        var end = now.plus(length);
        while (!enough.getAsBoolean()) {
            var next = agenda.peek();
            if (next == null || next.at().isAfter(end)) {
                now = end;
                break;
            }
            agenda.remove();
            now = next.at().isAfter(now) ? next.at() : now;
            next.what().run();
        }
        return Duration.between(began, now);
    }

    /// Time since the beginning.
    Duration gone() {
        return Duration.between(BEGINNING, now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
