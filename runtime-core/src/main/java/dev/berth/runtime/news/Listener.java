package dev.berth.runtime.news;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells one listener the newest of something, on a thread of its own. A slow listener misses what
/// came in between, never the last.
public final class Listener<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final Consumer<? super T> told;
    private final AtomicReference<State<T>> state = new AtomicReference<>(new State.Waiting<>());
    private final Thread teller;

    private sealed interface State<T> {
        record Waiting<T>() implements State<T> {}

        record Due<T>(T newest) implements State<T> {}

        record Closed<T>() implements State<T> {}
    }

    /// @param told on a thread of its own, one after the other
    public Listener(Consumer<? super T> told) {
        this.told = told;
        teller = Thread.ofVirtual().name("listener").start(this::tell);
    }

    /// Any thread; never waits.
    public void offer(T newest) {
        state.updateAndGet(
                before -> before instanceof State.Closed ? before : new State.Due<>(newest));
        LockSupport.unpark(teller);
    }

    /// Nothing more is told. Any thread.
    public void close() {
        state.set(new State.Closed<>());
        LockSupport.unpark(teller);
    }

    private void tell() {
        while (true) {
            var now = state.get();
            switch (now) {
                case State.Closed<T> _ -> {
                    return;
                }
                case State.Waiting<T> _ -> LockSupport.park(this);
                case State.Due<T>(var newest) -> {
                    if (state.compareAndSet(now, new State.Waiting<>())) {
                        tell(newest);
                    }
                }
            }
        }
    }

    private void tell(T newest) {
        try {
            told.accept(newest);
        } catch (RuntimeException e) {
            LOG.warn("a listener failed", e);
        }
    }
}
