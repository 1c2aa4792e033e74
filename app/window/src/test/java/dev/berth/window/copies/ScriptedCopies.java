package dev.berth.window.copies;

import dev.berth.runtime.Copies;
import dev.berth.runtime.SafetyCopy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Copies that are only told of.
public final class ScriptedCopies implements Copies {
    public static final SafetyCopy DAILY =
            new SafetyCopy(
                    "20261122T151500Z-daily",
                    Optional.of(Instant.parse("2026-11-22T15:15:00Z")),
                    "daily",
                    Optional.of("2026.9.6"),
                    1200,
                    40_000_000,
                    12_300_000,
                    SafetyCopy.State.GOOD,
                    List.of());
    public static final SafetyCopy DAMAGED =
            new SafetyCopy(
                    "20261120T101500Z-hand",
                    Optional.of(Instant.parse("2026-11-20T10:15:00Z")),
                    "hand",
                    Optional.empty(),
                    0,
                    0,
                    900_000,
                    SafetyCopy.State.DAMAGED,
                    List.of("its end is damaged"));

    private final List<SafetyCopy> all = new ArrayList<>(List.of(DAILY, DAMAGED));
    private Optional<String> trouble = Optional.empty();

    /// What is asked for fails with this sentence.
    public ScriptedCopies failing(String sentence) {
        trouble = Optional.of(sentence);
        return this;
    }

    @Override
    public synchronized List<SafetyCopy> list() {
        return List.copyOf(all);
    }

    private synchronized SafetyCopy done(SafetyCopy copy) throws Failure {
        if (trouble.isPresent()) {
            throw new Failure(trouble.get());
        }
        return copy;
    }

    @Override
    public SafetyCopy verify(String id, Watcher watcher) throws Failure {
        return done(DAILY);
    }

    @Override
    public SafetyCopy export(String id, Path file, Watcher watcher) throws Failure {
        return done(DAILY);
    }

    @Override
    public SafetyCopy importFrom(Path file, Watcher watcher) throws Failure {
        return done(DAILY);
    }
}
