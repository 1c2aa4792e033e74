package dev.berth.acceptance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waits until something is so, and fails with what was seen instead when its time is up.
final class Await {
    /// Longer than anything takes that ends well, also where much else runs: it ends a wait in
    /// vain, and says nothing of how long something may take.
    static final Duration LONG = Duration.ofMinutes(3);

    private static final long BETWEEN_LOOKS = Duration.ofMillis(30).toNanos();

    private Await() {}

    /// Looks until there is a value.
    ///
    /// @param what what is waited for, for the failure
    /// @param otherwise what is to be seen when it never came
    static <T> T value(
            String what, Duration atMost, Callable<Optional<T>> look, Supplier<String> otherwise)
            throws Exception {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            var found = look.call();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(
                        "no %s within %s; instead: %s".formatted(what, atMost, otherwise.get()));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
            if (Thread.interrupted()) {
                throw new InterruptedException("while waiting for " + what);
            }
        }
    }

    /// Looks until it is so.
    static void until(String what, Duration atMost, Callable<Boolean> look) throws Exception {
        value(what, atMost, () -> look.call() ? Optional.of(true) : Optional.empty(), () -> "-");
    }
}
