package dev.berth.app.keep;

import dev.berth.runtime.Keeper;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Status;
import dev.berth.runtime.Status.Supervised;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets go of the home for a newer program, in a moment in which nothing is under way, and without
/// a touch of the service. Any thread.
final class HandOver {
    private final Keeper keeper;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean begun = new AtomicBoolean();

    HandOver(Keeper keeper) {
        this.keeper = keeper;
    }

    /// There is a newer program.
    void want() {
        wanted.set(true);
        reports(keeper.status().status());
    }

    /// How things stand. What is under way always ends.
    void reports(Status status) {
        var underWay = status instanceof Supervised(Starting _);
        if (wanted.get() && !underWay && begun.compareAndSet(false, true)) {
            Thread.ofVirtual().name("berth-hand-over").start(keeper::close);
        }
    }

    /// Whether the end of the keeper is for a newer program's sake.
    boolean hasBegun() {
        return begun.get();
    }
}
