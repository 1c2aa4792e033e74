package dev.berth.runtime.supervisor;

import dev.berth.runtime.decision.History;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.store.Journal;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;

/// What is written down, and the same in memory: never one without the other. Owner thread only.
final class Books {
    /// More lines than budgets can reach back to.
    private static final int REACH = 2000;

    private final StateFile file;
    private final Journal journal;
    private final Journal.Told told;
    private final StateFile.Loaded loaded;
    private RuntimeState state;
    private History history;

    /// Opens the books of a home. A line from the future was written under a clock that went wrong;
    /// budgets do not wait for it.
    Books(StateFile file, Journal journal, Instant now) throws IOException {
        this.file = file;
        this.journal = journal;
        told = journal.open(REACH, now);
        loaded = file.load(told.entries());
        state = loaded.state();
        history = History.of(told.entries().stream().filter(e -> !e.at().isAfter(now)).toList());
    }

    RuntimeState state() {
        return state;
    }

    History history() {
        return history;
    }

    /// What proves a container ours.
    Ownership ownership(Path dataFolder) {
        return new Ownership(state.instance(), state.container().map(ContainerId::new), dataFolder);
    }

    /// How the state file was found when the books were opened.
    StateFile.Loaded loaded() {
        return loaded;
    }

    /// What the journal told when the books were opened.
    Journal.Told told() {
        return told;
    }

    /// Whether the journal told all that there ever was.
    boolean toldAll() {
        return told.damage().isEmpty() && told.entries().size() < REACH;
    }

    void write(JournalEntry entry) throws IOException {
        journal.write(entry);
        history = history.with(entry);
    }

    /// Writes the state down as it is, so that from now on its absence means that it was lost.
    void keep() throws IOException {
        file.save(state);
    }

    void change(UnaryOperator<RuntimeState> change) throws IOException {
        var changed = change.apply(state);
        if (!changed.equals(state)) {
            file.save(changed);
            state = changed;
        }
    }
}
