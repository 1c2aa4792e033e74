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
/// As a [Clock] it shows what the computer's own clock does, which somebody may set wrong.
final class VirtualTime extends Clock {
    static final Instant BEGINNING = Instant.parse("2026-11-20T22:00:00Z");

    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private Instant now = BEGINNING;
    private Duration slept = Duration.ZERO;
    private Duration ahead = Duration.ZERO;
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

    /// The computer sleeps for so long: the clock goes on, and nothing else.
    void sleep(Duration length) {
        slept = slept.plus(length);
    }

    /// The computer's clock is set; no time passes.
    void set(Duration further) {
        ahead = ahead.plus(further);
    }

    /// What the time is in truth, whatever the computer's clock shows.
    Instant truth() {
        return now.plus(slept);
    }

    /// The same without the time that the computer slept.
    Instant awake() {
        return now;
    }

    /// How long it has been awake.
    Duration uptime() {
        return Duration.between(BEGINNING, now);
    }

    /// Time since the beginning.
    Duration gone() {
        return Duration.between(BEGINNING, truth());
    }

    @Override
    public Instant instant() {
        return truth().plus(ahead);
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
