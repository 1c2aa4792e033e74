package dev.berth.runtime.engine.podman;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Engine.Watch;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits, without ever waking up for nothing, until the end of one run is written down. Beside the
/// folder of exits it watches Podman's own diary where there is one (`events_logger = "file"`),
/// which also tells of a pause by hand. Live until closed, or until the folder is taken away.
final class EndWatch implements Watch {
    private static final Logger LOG = LoggerFactory.getLogger(EndWatch.class);

    private final ContainerId id;
    private final WatchService service;
    private final WatchKey exits;
    private final Diary diary;
    private final Runnable signal;

    private EndWatch(
            ContainerId id, WatchService service, WatchKey exits, Diary diary, Runnable signal) {
        this.id = id;
        this.service = service;
        this.exits = exits;
        this.diary = diary;
        this.signal = signal;
    }

    /// @param exitFolder where conmon writes
    /// @param signal told on the watch's own thread
    static EndWatch begin(ContainerId id, Path exitFolder, Runnable signal) throws IOException {
        var service = exitFolder.getFileSystem().newWatchService();
        try {
            var exits = exitFolder.register(service, ENTRY_CREATE);
            var diary = new Diary(exitFolder.resolveSibling("events").resolve("events.log"), id);
            if (Files.isRegularFile(diary.file())) {
                diary.file().resolveSibling("").register(service, ENTRY_MODIFY, ENTRY_CREATE);
            }
            var watch = new EndWatch(id, service, exits, diary, signal);
            Thread.ofPlatform().daemon().name("service-end").start(watch::run);
            return watch;
        } catch (IOException | RuntimeException notWatched) {
            service.close();
            throw notWatched;
        }
    }

    private void run() {
        try {
            boolean there;
            do {
                there = next();
            } while (there);
        } catch (ClosedWatchServiceException closed) {
            // Nobody wants to know any more.
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /// Waits for one thing to happen.
    ///
    /// @return whether the folder of exits is still there
    private boolean next() throws InterruptedException {
        var key = service.take();
        var events = key.pollEvents();
        var gone = !key.reset() && key.equals(exits);
        if (gone || events.stream().anyMatch(this::concernsUs)) {
            signal.run();
        }
        return !gone;
    }

    private boolean concernsUs(WatchEvent<?> event) {
        if (event.kind().equals(OVERFLOW)) {
            return true;
        }
        var name = String.valueOf(event.context());
        return name.equals(id.value())
                || (name.equals(diary.file().getFileName().toString()) && diary.tellsOfUs());
    }

    @Override
    public boolean isLive() {
        return exits.isValid();
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException stays) {
            LOG.debug("the watch of {} did not close", id.brief(), stays);
        }
    }
}
