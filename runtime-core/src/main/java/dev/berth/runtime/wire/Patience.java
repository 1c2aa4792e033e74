package dev.berth.runtime.wire;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// How long a partner may keep us waiting. Its one thread is there only while something is timed.
final class Patience implements AutoCloseable {
    private final Duration longest;
    private final ScheduledThreadPoolExecutor clock;

    Patience(Duration longest) {
        this.longest = longest;
        this.clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("berth-wire-patience").factory());
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(longest.toMillis() + 1, TimeUnit.MILLISECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /// Has `lost` run unless the returned handle is closed in time.
    Timed untilLost(Runnable lost) {
        var future = clock.schedule(lost, longest.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /// Something that is being timed.
    @FunctionalInterface
    interface Timed extends AutoCloseable {
        @Override
        void close();
    }
}
