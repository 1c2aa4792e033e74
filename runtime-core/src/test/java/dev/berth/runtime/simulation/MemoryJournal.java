package dev.berth.runtime.simulation;

import dev.berth.runtime.store.Journal;
import dev.berth.runtime.store.JournalEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The journal in memory; the guard reads along.
final class MemoryJournal implements Journal {
    private static final String FILE = "journal.jsonl";

    private final Storage storage;
    private final Guard guard;
    private final Trace trace;
    private Optional<Person> person = Optional.empty();
    private final List<JournalEntry> lines = new ArrayList<>();
    private List<String> damage = List.of();

    MemoryJournal(Storage storage, Guard guard, Trace trace) {
        this.storage = storage;
        this.guard = guard;
        this.trace = trace;
    }

    /// Lets this person know which of their commands were taken.
    void heardBy(Person other) {
        person = Optional.of(other);
    }

    /// It is gone: what it alone told nobody knows any more.
    void lose() {
        lines.clear();
        damage = List.of("the journal is not there");
        guard.journalLost();
    }

    @Override
    public void write(JournalEntry entry) throws IOException {
        if (storage.refuses(FILE)) {
            lost(entry);
        }
        // a word of the person that is there in spite of all is followed later, which is right
        var unsure = storage.unsure;
        storage.unsure = entry instanceof JournalEntry.Asked ? "" : unsure;
        try {
            write(FILE, entry);
        } catch (IOException e) {
            guard.forgetsSoon(); // what is there in spite of all the keeper has not taken
            if (entry instanceof JournalEntry.Began began && !storage.refuses(FILE)) {
                guard.beginUnwritten(began);
            }
            throw e;
        } finally {
            storage.unsure = unsure;
        }
    }

    private void write(String file, JournalEntry entry) throws IOException {
        storage.write(
                file,
                () -> {
                    trace.say("journal", () -> entry.toString().lines().findFirst().orElse(""));
                    guard.wrote(entry);
                    if (entry instanceof JournalEntry.Asked(_, var command)) {
                        person.ifPresent(asker -> asker.taken(command));
                    }
                    lines.add(entry);
                });
    }

    private void lost(JournalEntry entry) {
        trace.say("journal", () -> "no room for " + entry.getClass().getSimpleName());
        switch (entry) {
            case JournalEntry.Asked(_, var command) ->
                    person.ifPresent(asker -> asker.notTaken(command));
            case JournalEntry.Ended _ -> guard.endUnwritten();
            case JournalEntry.Began _,
                    JournalEntry.Fell _,
                    JournalEntry.Noticed _,
                    JournalEntry.Proved _,
                    JournalEntry.Woke _,
                    JournalEntry.Troubled _,
                    JournalEntry.Recovered _ -> {}
        }
    }

    @Override
    public Told open(int last, Instant now) {
        var said = damage;
        damage = List.of();
        return new Told(newest(last), said);
    }

    @Override
    public List<JournalEntry> newest(int last) {
        return List.copyOf(lines.subList(Math.max(0, lines.size() - last), lines.size()));
    }
}
