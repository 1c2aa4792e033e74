package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Machine.Fetched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// How much a program has written into some folders since it began: all that can be known of a
/// fetch that says nothing (podman.md I-11).
final class Growth {
    private static final long OFTEN_MS = 1000;
    private static final int DEEP = 3;

    private final List<Path> folders;
    private final long whole;
    private final Consumer<Fetched> told;
    private final Duration stall;
    private final long before;
    private volatile boolean stalled;

    /// @param whole size of all, in bytes; 0 where it is not known
    /// @param told hears each growth
    /// @param stall how long nothing may grow
    Growth(List<Path> folders, long whole, Consumer<Fetched> told, Duration stall) {
        this.folders = folders;
        this.whole = whole;
        this.told = told;
        this.stall = stall;
        this.before = size();
    }

    /// Watches until it is over; on a thread of its own.
    ///
    /// @param stopped told once when nothing grew for too long
    void follow(CountDownLatch over, Runnable stopped) {
        long seen = before;
        long since = System.nanoTime();
        try {
            while (!over.await(OFTEN_MS, TimeUnit.MILLISECONDS)) {
                long now = size();
                if (now != seen) {
                    seen = now;
                    since = System.nanoTime();
                    long come = Math.max(0, now - before);
                    told.accept(new Fetched(whole > 0 ? Math.min(come, whole) : come, whole));
                } else if (System.nanoTime() - since > stall.toNanos()) {
                    stalled = true;
                    stopped.run();
                    return;
                }
            }
        } catch (InterruptedException over2) {
            Thread.currentThread().interrupt();
        }
    }

    boolean hasStalled() {
        return stalled;
    }

    private long size() {
        return folders.stream().distinct().mapToLong(Growth::below).sum();
    }

    private static long below(Path folder) {
        try (var files = Files.walk(folder, DEEP)) {
            return files.filter(Files::isRegularFile).mapToLong(Growth::size).sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }
}
