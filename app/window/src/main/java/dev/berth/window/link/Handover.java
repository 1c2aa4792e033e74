package dev.berth.window.link;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one place where values pass to the JavaFX thread. A thread that is behind misses values in
/// between, never the last, and is never asked twice for one.
///
/// @param <T> immutable
public final class Handover<T> implements Consumer<T> {
    private final Executor javaFxThread;
    private final Consumer<T> receiver;
    private final AtomicReference<@Nullable T> waiting = new AtomicReference<>();

    /// @param javaFxThread usually `Platform::runLater`
    /// @param receiver called on that thread
    public Handover(Executor javaFxThread, Consumer<T> receiver) {
        this.javaFxThread = javaFxThread;
        this.receiver = receiver;
    }

    /// Passes the value on. From any thread; returns at once.
    @Override
    public void accept(T value) {
        if (waiting.getAndSet(value) == null) {
            javaFxThread.execute(this::deliver);
        }
    }

    private void deliver() {
        var newest = waiting.getAndSet(null);
        if (newest != null) {
            receiver.accept(newest);
        }
    }
}
