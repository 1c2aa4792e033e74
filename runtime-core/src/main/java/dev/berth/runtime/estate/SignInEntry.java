package dev.berth.runtime.estate;

import dev.berth.runtime.Belonging;
import dev.berth.runtime.Belonging.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What starts Berth at sign-in. The keeper leaves a note while an entry is there that it made: one
/// without a note is somebody else's.
public final class SignInEntry {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(50);

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

    void awaitGone() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (Files.exists(note) && System.nanoTime() < end) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
