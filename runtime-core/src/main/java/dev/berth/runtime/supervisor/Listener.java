package dev.berth.runtime.supervisor;

import dev.berth.runtime.StatusReport;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells one listener the newest report, on a thread of its own. A slow listener misses reports in
/// between, never the last.
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final Consumer<StatusReport> told;
    private final AtomicReference<State> state = new AtomicReference<>(new State.Waiting());
    private final Thread teller;

    private sealed interface State {
        record Waiting() implements State {}

        record Due(StatusReport report) implements State {}

        record Closed() implements State {}
    }

    Listener(Consumer<StatusReport> told) {
        this.told = told;
        teller = Thread.ofVirtual().name("listener").start(this::tell);
    }

    void offer(StatusReport report) {
        state.updateAndGet(
                before -> before instanceof State.Closed ? before : new State.Due(report));
        LockSupport.unpark(teller);
    }

    void close() {
        state.set(new State.Closed());
        LockSupport.unpark(teller);
    }

    private void tell() {
        while (true) {
            var now = state.get();
            switch (now) {
                case State.Closed _ -> {
                    return;
                }
                case State.Waiting _ -> LockSupport.park(this);
                case State.Due(var report) -> {
                    if (state.compareAndSet(now, new State.Waiting())) {
                        tell(report);
                    }
                }
            }
        }
    }

    private void tell(StatusReport report) {
        try {
            told.accept(report);
        } catch (RuntimeException e) {
            LOG.warn("a listener failed on report {}", report.revision(), e);
        }
    }
}
