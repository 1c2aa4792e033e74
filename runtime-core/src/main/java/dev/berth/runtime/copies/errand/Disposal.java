package dev.berth.runtime.copies.errand;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where what takes long to remove is removed: a folder of 100,000 files must not hold up the one
/// who looks after the service. Whoever gives something here has taken its name away before, so
/// that it counts no longer; what is left when the process ends is removed by the next one.
public interface Disposal {

    /// Removes it, at some time, one thing after the other; any thread.
    void begin(Runnable removal);

    /// Waits until all that was begun is done, or for so long.
    void settle(Duration atMost);

    /// Removes at once, on the thread of whoever asks.
    static Disposal atOnce() {
        return new Disposal() {
            @Override
            public void begin(Runnable removal) {
                removal.run();
            }

            @Override
            public void settle(Duration atMost) {
                // nothing is ever left to be done
            }
        };
    }

    /// Removes on a thread of its own, which is there only while there is something to remove.
    static Disposal beside() {
        var thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        1,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("removing").factory());
        thread.allowCoreThreadTimeOut(true);
        return on(thread);
    }

    private static Disposal on(ExecutorService thread) {
        return new Disposal() {
            @Override
            public void begin(Runnable removal) {
                thread.execute(removal);
            }

            @Override
            public void settle(Duration atMost) {
                try {
                    var _ = thread.submit(() -> true).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (ExecutionException | TimeoutException _) {
                    // the next process goes on with it
                }
            }
        };
    }
}
