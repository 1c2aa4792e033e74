package dev.berth.runtime.supervisor;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.news.Listener;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Holds the newest report and tells it. Reading it never waits. One thread publishes.
final class Publisher {
    private final List<Listener<StatusReport>> listeners = new CopyOnWriteArrayList<>();
    private volatile StatusReport newest;

    Publisher(StatusReport first) {
        newest = first;
    }

    StatusReport newest() {
        return newest;
    }

    /// Publishes unless nothing changed. The time since when is kept while the state is the same.
    StatusReport publish(StatusReport report) {
        var before = newest;
        var since = sameState(before.status(), report.status()) ? before.since() : report.since();
        var next = numbered(report, before.revision() + 1, since);
        if (numbered(next, before.revision(), since).equals(before)) {
            return before;
        }
        newest = next;
        listeners.forEach(listener -> listener.offer(next));
        return next;
    }

    private static StatusReport numbered(StatusReport report, long revision, Instant since) {
        return new StatusReport(
                revision,
                report.status(),
                since,
                report.address(),
                report.service(),
                report.copies(),
                report.cleanUps(),
                report.diagnosis(),
                report.supervisor());
    }

    private static boolean sameState(Status one, Status other) {
        if (one instanceof Status.Supervised(var first)
                && other instanceof Status.Supervised(var second)) {
            return first.getClass() == second.getClass();
        }
        return one.getClass() == other.getClass();
    }

    /// Any thread. The listener is told on a thread of its own, so that nobody waits for it.
    Subscription watch(Consumer<StatusReport> told) {
        var listener = new Listener<StatusReport>(told);
        listeners.add(listener);
        listener.offer(newest);
        return () -> {
            listeners.remove(listener);
            listener.close();
        };
    }
}
