package dev.berth.runtime.news;

import dev.berth.runtime.Berth.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The newest of something that changes now and then, and who wants to hear of it. Any thread.
public final class News<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Listener<T>> listeners = new ArrayList<>();
    private T newest;

    /// @param first what holds until something else is told
    public News(T first) {
        newest = first;
    }

    /// Tells it, unless it is what was told last. Never waits for a listener.
    public void tell(T next) {
        lock.lock();
        try {
            if (!next.equals(newest)) {
                newest = next;
                listeners.forEach(listener -> listener.offer(next));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Tells the newest at once and then each new one, on a thread of its own.
    public Subscription watch(Consumer<? super T> told) {
        var listener = new Listener<T>(told);
        lock.lock();
        try {
            listeners.add(listener);
            listener.offer(newest);
        } finally {
            lock.unlock();
        }
        return () -> leave(listener);
    }

    private void leave(Listener<T> listener) {
        listener.close();
        lock.lock();
        try {
            listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }
}
