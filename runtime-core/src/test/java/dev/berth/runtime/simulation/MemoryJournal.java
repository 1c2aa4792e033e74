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
    private final Storage storage;
    private final Guard guard;
    private final Trace trace;
    private Optional<Person> person = Optional.empty();
    private final List<JournalEntry> lines = new ArrayList<>();

    MemoryJournal(Storage storage, Guard guard, Trace trace) {
        this.storage = storage;
        this.guard = guard;
        this.trace = trace;
    }

    /// Lets this person know which of their commands were taken.
    void heardBy(Person other) {
        person = Optional.of(other);
    }

    @Override
    public void write(JournalEntry entry) throws IOException {
        if (storage.full) {
            lost(entry);
        }
        storage.write(
                "journal.jsonl",
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
                    JournalEntry.Woke _ -> {}
        }
    }

    @Override
    public Told open(int last, Instant now) {
        return new Told(newest(last), List.of());
    }

    @Override
    public List<JournalEntry> newest(int last) {
        return List.copyOf(lines.subList(Math.max(0, lines.size() - last), lines.size()));
    }
}
