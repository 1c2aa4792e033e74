package dev.berth.window;

import static dev.berth.window.Pictures.onFxThread;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;

/// The longest that the JavaFX thread worked between two pulses: its own time on a processor, so
/// that a busy computer makes no difference. Started and stopped on that thread.
public final class WorkMeter extends AnimationTimer {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long before = -1;
    private Duration longest = Duration.ZERO;

    @Override
    public void handle(long now) {
        var used = threads.getCurrentThreadCpuTime();
        if (before >= 0 && used - before > longest.toNanos()) {
            longest = Duration.ofNanos(used - before);
        }
        before = used;
    }

    public Duration longest() {
        return longest;
    }

    /// Waits for the next pulse; not on the JavaFX thread.
    public static void awaitPulse() {
        var came = new CountDownLatch(1);
        onFxThread(() -> {
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    came.countDown();
                    stop();
                }
            }.start();
            return true;
        });
        try {
            came.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
