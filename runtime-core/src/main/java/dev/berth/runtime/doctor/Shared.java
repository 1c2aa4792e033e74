package dev.berth.runtime.doctor;

import dev.berth.runtime.limit.Limit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// A question that several checks depend on, asked once by whoever comes first; the others wait for
/// the same answer.
final class Shared<T> {
    private final Function<Limit, T> question;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final AtomicBoolean asked = new AtomicBoolean();

    Shared(Function<Limit, T> question) {
        this.question = question;
    }

    /// The answer if it is there within this time; whoever asks so does not ask it himself.
    Optional<T> within(Duration atMost) {
        try {
            return Optional.of(answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    T get(Limit limit) {
        if (asked.compareAndSet(false, true)) {
            try {
                answer.complete(question.apply(limit));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }
        try {
            return answer.join();
        } catch (CompletionException | CancellationException e) {
            throw new IllegalStateException("what was asked for all failed", e);
        }
    }
}
