package dev.berth.runtime.supervisor;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Follows the service's lines from run to run, on a thread of its own, until closed. A new run in
/// the same container is followed from where it is seen, one in a fresh container from its first
/// line.
final class Following implements Subscription {
    private static final Duration LONGEST = Duration.ofDays(1);

    /// Far more than a fresh container can have written before it is seen.
    private static final int ALL = 10_000;

    private final Supervisor supervisor;
    private final Engine engine;
    private final Consumer<String> told;
    private final Cancellation cancellation = new Cancellation();
    private final Semaphore news = new Semaphore(0);
    private final Subscription reports;

    /// One run of one container.
    private record Followed(ContainerId container, Optional<Instant> run) {
        static Followed of(Ours ours) {
            return new Followed(
                    ours.id(),
                    ours instanceof Running running
                            ? Optional.of(running.since())
                            : Optional.empty());
        }
    }

    Following(Supervisor supervisor, Engine engine, int lines, Consumer<String> told) {
        this.supervisor = supervisor;
        this.engine = engine;
        this.told = told;
        var thread = Thread.ofVirtual().name("log").unstarted(() -> follow(lines));
        reports = supervisor.watch(_ -> news.release());
        cancellation.onCancel(news::release);
        thread.start();
    }

    private void follow(int lines) {
        Optional<Followed> last = Optional.empty();
        while (!cancellation.isCancelled()) {
            var next = supervisor.ours().map(Followed::of);
            if (next.isPresent() && !next.equals(last)) {
                engine.follow(
                        next.get().container(),
                        linesBefore(last, next.get(), lines),
                        line -> told.accept(supervisor.redacted(line)),
                        new Limit(LONGEST, cancellation));
                last = next;
            } else {
                news.acquireUninterruptibly();
                news.drainPermits();
            }
        }
    }

    private static int linesBefore(Optional<Followed> last, Followed next, int lines) {
        if (last.isEmpty()) {
            return lines;
        }
        return last.get().container().equals(next.container()) ? 0 : ALL;
    }

    @Override
    public void close() {
        cancellation.cancel();
        reports.close();
    }
}
