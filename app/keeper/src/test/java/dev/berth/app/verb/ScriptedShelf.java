package dev.berth.app.verb;

import dev.berth.runtime.Copies;
import dev.berth.runtime.SafetyCopy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A shelf on which a test lays what a verb shall find; remembers what it was asked.
final class ScriptedShelf implements Copies {
    final List<SafetyCopy> all = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    Optional<String> trouble = Optional.empty();

    static SafetyCopy copy(String id, SafetyCopy.State state, String... notes) {
        return new SafetyCopy(
                id,
                Optional.of(Instant.parse("2026-11-22T15:15:00Z")),
                id.substring(id.indexOf('-') + 1),
                Optional.of("ghcr.io/openclaw:2026.9.6"),
                12,
                34_000_000,
                5_600_000,
                state,
                List.of(notes));
    }

    ScriptedShelf with(SafetyCopy... copies) {
        all.addAll(List.of(copies));
        return this;
    }

    ScriptedShelf failing(String sentence) {
        trouble = Optional.of(sentence);
        return this;
    }

    @Override
    public List<SafetyCopy> list() throws Failure {
        sayTrouble();
        return List.copyOf(all);
    }

    private void sayTrouble() throws Failure {
        if (trouble.isPresent()) {
            throw new Failure(trouble.get());
        }
    }

    private SafetyCopy done(String what, Watcher watcher) throws Failure {
        asked.add(what);
        sayTrouble();
        if (!watcher.at("checking", 1, 2)) {
            throw new Failure("It was given up; nothing was changed.");
        }
        return all.getFirst();
    }

    @Override
    public SafetyCopy verify(String id, Watcher watcher) throws Failure {
        return done("verify " + id, watcher);
    }

    @Override
    public SafetyCopy export(String id, Path file, Watcher watcher) throws Failure {
        return done("export " + id + " " + file, watcher);
    }

    @Override
    public SafetyCopy importFrom(Path file, Watcher watcher) throws Failure {
        return done("import " + file, watcher);
    }
}
