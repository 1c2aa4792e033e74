package dev.berth.window.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Passes values to the JavaFX thread, many at a time, however fast they come: a thread that is
/// behind gets the last of them, never more than it could show.
///
/// @param <T> immutable
final class Gathering<T> implements Consumer<T> {
    private final Executor javaFxThread;
    private final int most;
    private final Consumer<List<T>> receiver;
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean asked = new AtomicBoolean();

    /// @param javaFxThread usually `Platform::runLater`
    /// @param most how many are kept
    /// @param receiver called on that thread
    Gathering(Executor javaFxThread, int most, Consumer<List<T>> receiver) {
        this.javaFxThread = javaFxThread;
        this.most = most;
        this.receiver = receiver;
    }

    @Override
    public void accept(T value) {
        waiting.add(value);
        if (count.incrementAndGet() > most && waiting.poll() != null) {
            count.decrementAndGet();
        }
        if (!asked.getAndSet(true)) {
            javaFxThread.execute(this::deliver);
        }
    }

    private void deliver() {
        asked.set(false);
        var gathered = new ArrayList<T>();
        while (gathered.size() < most && waiting.peek() != null) {
            var next = waiting.poll();
            if (next != null) {
                gathered.add(next);
                count.decrementAndGet();
            }
        }
        if (!gathered.isEmpty()) {
            receiver.accept(gathered);
        }
    }
}
