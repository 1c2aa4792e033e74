package dev.berth.runtime.doctor;

import dev.berth.runtime.Examination;
import dev.berth.runtime.Sign;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs all checks side by side, each on a thread of its own, until all have answered or the time
/// is over. Any thread; the caller waits.
final class Examiner {
    private static final Logger LOG = LoggerFactory.getLogger(Examiner.class);

    private static final Duration GRACE = Duration.ofMillis(300);

    private final List<Check> checks;
    private final Duration eachAtMost;
    private final Duration altogether;
    private final Clock clock;

    /// @param eachAtMost what a check may take, so that it can still clean up after itself
    /// @param altogether when the answer is given, whatever has not answered
    Examiner(List<Check> checks, Duration eachAtMost, Duration altogether, Clock clock) {
        this.checks = List.copyOf(checks);
        this.eachAtMost = eachAtMost;
        this.altogether = altogether;
        this.clock = clock;
    }

    Examination examine(Consumer<Sign> told) {
        var at = clock.instant();
        var began = System.nanoTime();
        var deadline = began + altogether.toNanos();
        var cancellation = new Cancellation();
        var round = new Round(told);
        var answered = new CountDownLatch(checks.size());
        for (var check : checks) {
            Thread.ofPlatform()
                    .daemon()
                    .name("check-" + check.part().id())
                    .start(() -> {
                        try {
                            round.take(looked(check, new Limit(eachAtMost, cancellation)));
                        } finally {
                            answered.countDown();
                        }
                    });
        }
        try {
            var _ = answered.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var signs = round.end(checks);
        cancellation.cancel();
        endChildren(answered);
        return new Examination(at, Duration.ofNanos(System.nanoTime() - began), signs);
    }

    /// What was started for a check is ended by its thread.
    private static void endChildren(CountDownLatch answered) {
        try {
            var _ = answered.await(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Sign looked(Check check, Limit limit) {
        try {
            return check.look(limit);
        } catch (IOException e) {
            return Found.UNREADABLE.of(check.part(), List.of(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("the check of {} failed", check.part().id(), e);
            return Found.UNREADABLE.of(check.part(), List.of(e.toString()));
        }
    }

    /// What has answered so far; once ended it hears nobody any more.
    private static final class Round {
        private final Consumer<Sign> told;
        private final Map<Sign.Part, Sign> signs = new EnumMap<>(Sign.Part.class);
        private boolean over;

        Round(Consumer<Sign> told) {
            this.told = told;
        }

        synchronized void take(Sign sign) {
            if (!over) {
                signs.put(sign.part(), sign);
                told.accept(sign);
            }
        }

        synchronized List<Sign> end(List<Check> checks) {
            for (var check : checks) {
                if (!signs.containsKey(check.part())) {
                    take(check.silent());
                }
            }
            over = true;
            return new ArrayList<>(signs.values());
        }
    }
}
