package dev.berth.runtime.simulation;

import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.StateFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The state file in memory; may get lost or be spoilt while the instance id beside it stays.
final class MemoryStateFile implements StateFile {
    static final String INSTANCE = "5e1f0000-1111-2222-3333-444455556666";

    /// What all that is ours in the engine is called, or begins with.
    static final String OWNER = "berth-" + INSTANCE.substring(0, 8);

    private final Storage storage;
    private Optional<RuntimeState> kept = Optional.empty();
    private Optional<Person> person = Optional.empty();
    private boolean spoilt;
    private boolean instanceLost;

    MemoryStateFile(Storage storage) {
        this.storage = storage;
    }

    /// Lets this person know when what they asked for is kept.
    void heardBy(Person other) {
        person = Optional.of(other);
    }

    void lose() {
        kept = Optional.empty();
    }

    void spoil() {
        spoilt = kept.isPresent();
        kept = Optional.empty();
    }

    /// The file that holds our id is gone; while the state is there, it tells.
    void loseInstance() {
        instanceLost = kept.isPresent();
    }

    Optional<RuntimeState> kept() {
        return kept;
    }

    @Override
    public Loaded load(List<JournalEntry> told) throws IOException {
        if (instanceLost) {
            storage.write("instance", () -> instanceLost = false);
        }
        var fresh = RuntimeState.fresh(INSTANCE);
        if (spoilt) {
            spoilt = false;
            return new Loaded.Recovered(fresh, "aside", "it was spoilt");
        }
        return kept.<Loaded>map(Loaded.Kept::new).orElseGet(() -> new Loaded.Fresh(fresh, true));
    }

    @Override
    public void save(RuntimeState state) throws IOException {
        try {
            storage.write(
                    "runtime-state.json",
                    () -> {
                        kept = Optional.of(state);
                        spoilt = false;
                    });
        } catch (IOException e) {
            person.ifPresent(Person::notKept);
            throw e;
        }
        person.ifPresent(Person::kept);
    }
}
