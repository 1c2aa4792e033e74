package dev.berth.runtime.supervisor;

import dev.berth.runtime.decision.History;
import dev.berth.runtime.decision.Troubles;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.store.Journal;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is written down, and the same in memory: never one without the other. Owner thread only.
final class Books {
    private static final Logger LOG = LoggerFactory.getLogger(Books.class);

    /// Noticed when the journal is not there although our state is.
    static final String JOURNAL_LOST = "journal-lost";

    /// Noticed when lines of the journal could not be read.
    static final String JOURNAL_UNREADABLE = "journal-unreadable";

    /// More lines than budgets can reach back to.
    private static final int REACH = 2000;

    private final StateFile file;
    private final Journal journal;
    private final Supplier<Instant> now;
    private final Journal.Told told;
    private final StateFile.Loaded loaded;
    private RuntimeState state;
    private History history;

    /// Why the newest change could not be saved, until what holds is in the file again.
    private Optional<IOException> doubt = Optional.empty();

    private Troubles troubles;

    /// Opens the books of a home.
    Books(StateFile file, Journal journal, Clock clock) throws IOException {
        this.file = file;
        this.now = clock::instant;
        var now = clock.instant();
        this.journal = journal;
        told = journal.open(REACH, now);
        loaded = file.load(told.entries());
        state = loaded.state();
        var lines = Rewound.to(now, told.entries());
        history = History.of(lines);
        troubles = Troubles.of(lines);
    }

    /// By how much the clock must have been set back before the books were opened.
    Duration ahead() {
        return Rewound.ahead(now.get(), told.entries());
    }

    /// The clock of this computer was set back.
    void rewind() throws IOException {
        var lines = Rewound.to(now.get(), journal.newest(REACH));
        history = History.of(lines);
        troubles = Troubles.of(lines);
    }

    RuntimeState state() {
        return state;
    }

    History history() {
        return history;
    }

    /// What broke and was not seen mended.
    Troubles troubles() {
        return troubles;
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
        return told.damage().isEmpty()
                && told.entries().size() < REACH
                && told.entries().stream().noneMatch(Books::tellsOfALoss);
    }

    private static boolean tellsOfALoss(JournalEntry entry) {
        return entry instanceof JournalEntry.Noticed noticed
                && (noticed.what().equals(JOURNAL_LOST)
                        || noticed.what().equals(JOURNAL_UNREADABLE));
    }

    void write(JournalEntry entry) throws IOException {
        journal.write(entry);
        history = history.with(entry);
        troubles = troubles.with(entry);
    }

    /// Writes the state down as it is, so that from now on its absence means that it was lost.
    void keep() throws IOException {
        file.save(state);
    }

    /// Where the service lives is written down twice, so that a lost state file does not make our
    /// machine a stranger.
    void change(UnaryOperator<RuntimeState> change) throws IOException {
        var changed = change.apply(state);
        if (!changed.equals(state)) {
            settle();
            demandKept(); // what is told beside it would be told again and again
            if (Dwellings.isWorthANote(state.dwelling(), changed.dwelling())) {
                write(Dwellings.noted(now.get(), changed.dwelling()));
            }
            save(changed);
            state = changed;
        }
    }

    private void save(RuntimeState changed) throws IOException {
        try {
            file.save(changed);
        } catch (IOException e) {
            doubt = Optional.of(e);
            throw e;
        }
    }

    /// What could not be saved may be in the file all the same. It was not taken, so that the next
    /// life must not take it up: the file is made to say again what holds, once it can be written.
    void settle() {
        if (doubt.isPresent()) {
            try {
                file.save(state);
                if (state.dwelling().place().isPresent()) { // the newest note may tell otherwise
                    write(Dwellings.noted(now.get(), state.dwelling()));
                }
                doubt = Optional.empty();
            } catch (IOException e) {
                LOG.info("the notes still cannot be written: {}", e.getMessage());
            }
        }
    }

    /// Nothing is done while what came of it could not be kept: it would be done again and again,
    /// and blamed for leading nowhere.
    void demandKept() throws IOException {
        if (doubt.isPresent()) {
            throw doubt.get();
        }
    }
}
