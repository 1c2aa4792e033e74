package dev.berth.runtime.simulation;

import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.store.DraftFile;
import java.io.IOException;
import java.util.Optional;

/// The draft of the first run in memory.
final class MemoryDraft implements DraftFile {
    private final Storage storage;
    private Optional<Draft> kept = Optional.empty();

    MemoryDraft(Storage storage) {
        this.storage = storage;
    }

    /// The window writes it, whatever becomes of the keeper meanwhile.
    void fill(Draft draft) {
        kept = Optional.of(draft);
    }

    @Override
    public Optional<Draft> load() {
        return kept;
    }

    @Override
    public void save(Draft draft) throws IOException {
        storage.write("first-run.json", () -> kept = Optional.of(draft));
    }

    @Override
    public void erase() throws IOException {
        if (kept.isPresent()) {
            storage.write("first-run.json", () -> kept = Optional.empty());
        }
    }
}
