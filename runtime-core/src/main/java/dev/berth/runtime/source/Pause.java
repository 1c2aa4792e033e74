package dev.berth.runtime.source;

import dev.berth.runtime.limit.Cancellation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Waits between two tries.
@FunctionalInterface
interface Pause {

    /// Comes back when the time is over, or at once on cancellation.
    void take(Duration length, Cancellation cancellation) throws InterruptedException;

    /// By this computer's clock.
    static Pause real() {
        return (length, cancellation) -> {
            var ended = new CompletableFuture<Void>();
            var timed =
                    ended.completeOnTimeout(nothing(), length.toMillis(), TimeUnit.MILLISECONDS);
            try (var _ = cancellation.onCancel(() -> ended.complete(nothing()))) {
                timed.get();
            } catch (java.util.concurrent.ExecutionException impossible) {
                throw new IllegalStateException("nothing fails here", impossible);
            }
        };
    }

    @SuppressWarnings("NullAway") // Void has no other value
    private static Void nothing() {
        return null;
    }
}
