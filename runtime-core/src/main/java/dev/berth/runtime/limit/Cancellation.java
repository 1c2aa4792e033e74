package dev.berth.runtime.limit;

import java.util.ArrayList;
import java.util.List;

/// Lets any thread cut an act short. Once cancelled it stays cancelled.
public final class Cancellation {
    private final List<Runnable> hooks = new ArrayList<>();
    private boolean cancelled;

    /// Cancels; the act's own hook (say, ending its process) runs on the calling thread.
    public void cancel() {
        List<Runnable> due;
        synchronized (hooks) {
            cancelled = true;
            due = List.copyOf(hooks);
            hooks.clear();
        }
        due.forEach(Runnable::run);
    }

    public boolean isCancelled() {
        synchronized (hooks) {
            return cancelled;
        }
    }

    /// Has the hook run on cancellation, at once if that has happened already.
    ///
    /// @return takes the hook back
    public Registration onCancel(Runnable hook) {
        synchronized (hooks) {
            if (!cancelled) {
                hooks.add(hook);
                return () -> {
                    synchronized (hooks) {
                        hooks.remove(hook);
                    }
                };
            }
        }
        hook.run();
        return () -> {};
    }

    /// Takes a hook back.
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
