package dev.berth.runtime.estate;

import dev.berth.runtime.Belonging;
import dev.berth.runtime.Belonging.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What starts Berth at sign-in. The keeper leaves a note while an entry is there that it made: one
/// without a note is somebody else's.
public final class SignInEntry {
    private static final Logger LOG = LoggerFactory.getLogger(SignInEntry.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Path note;
    private final Path entry;

    /// @param note the keeper's
    /// @param entry the file, where the desktop has one
    public SignInEntry(Path note, Path entry) {
        this.note = note;
        this.entry = entry;
    }

    Optional<Belonging> find() {
        return Files.exists(note)
                ? Optional.of(
                        new Belonging(Kind.SIGN_IN, entry.toString(), 1, 0, true, Optional.empty()))
                : Optional.empty();
    }

    /// Whoever removes it does so beside other work. Wakes with each change of the note's folder.
    void awaitGone() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        try (var watch = note.getFileSystem().newWatchService()) {
            note.resolveSibling("").register(watch, StandardWatchEventKinds.ENTRY_DELETE);
            while (Files.exists(note) && System.nanoTime() < end) {
                var key = watch.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        } catch (IOException e) {
            LOG.info("cannot be watched: {}", e.getMessage()); // then it is looked at once
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
