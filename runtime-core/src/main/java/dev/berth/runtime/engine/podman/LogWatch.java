package dev.berth.runtime.engine.podman;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import dev.berth.runtime.engine.LogMark;
import dev.berth.runtime.engine.LogNews;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Follows one container's log by the kernel's own notice of each write: nothing runs while the
/// service is silent, and a chattering one is read twice a second at most. `podman logs --follow`
/// in its place polls about 100 times a second and takes 34 MB (seen on 4.3.1).
final class LogWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Path file;
    private final Path folder;
    private final CountDownLatch over = new CountDownLatch(1);

    LogWatch(Path file) {
        this.file = file;
        folder = file.resolveSibling("").toAbsolutePath();
    }

    /// Blocks until the container's folder is gone, the time has passed, or it is cancelled.
    void follow(Optional<LogMark> after, Consumer<List<LogNews>> told, Limit limit)
            throws IOException, InterruptedException {
        var until = System.nanoTime() + limit.atMost().toNanos();
        try (var tail = new LogTail(file, after, told);
                var service = folder.getFileSystem().newWatchService();
                var _ = limit.cancellation().onCancel(() -> stop(service))) {
            for (var key = register(service); key.isPresent(); key = register(service)) {
                tail.read();
                if (!awaitWrite(service, key.get(), until)) {
                    break;
                }
                key.get().cancel();
                tail.read();
                over.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (Files.isDirectory(folder)) {
                tail.read(); // half a line may become a whole one
            } else {
                tail.end();
            }
        }
    }

    /// Empty when there is nothing to be watched any more.
    private Optional<WatchKey> register(WatchService service) throws IOException {
        try {
            return Optional.of(folder.register(service, ENTRY_CREATE, ENTRY_MODIFY));
        } catch (ClosedWatchServiceException | NoSuchFileException over) {
            return Optional.empty();
        }
    }

    private void stop(WatchService service) {
        over.countDown();
        try {
            service.close();
        } catch (IOException stays) {
            // It is closed a second time at the end of following.
        }
    }

    /// @return false when it is to end
    private boolean awaitWrite(WatchService service, WatchKey current, long until)
            throws InterruptedException {
        try {
            var key = service.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            while (key != null && !(key.equals(current) && (concerns(key) || !key.reset()))) {
                key = service.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return key != null;
        } catch (ClosedWatchServiceException cancelled) {
            return false;
        }
    }

    private boolean concerns(WatchKey key) {
        return key.pollEvents().stream()
                .anyMatch(event ->
                        event.kind().equals(OVERFLOW)
                                || String.valueOf(event.context())
                                        .equals(file.getFileName().toString()));
    }
}
