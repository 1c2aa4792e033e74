package dev.berth.window.link;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Finds what a test puts there.
public final class ScriptedSearch implements KeeperSearch {
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Supplier<Optional<Berth>> there = Optional::empty;
    private volatile Status alone = new Status.NotRunning();

    /// From now on this is found, or thrown.
    public void put(Supplier<Optional<Berth>> found) {
        there = found;
    }

    /// From now on this keeper is found.
    public void put(Berth berth) {
        put(() -> Optional.of(berth));
    }

    /// From now on this is how it stands where nobody is found.
    public void standsAlone(Status status) {
        alone = status;
    }

    public int looks() {
        return looks.get();
    }

    @Override
    public Optional<Berth> find() {
        looks.incrementAndGet();
        return there.get();
    }

    @Override
    public StatusReport without() {
        return StatusReport.unsupervised(alone, Instant.EPOCH);
    }
}
