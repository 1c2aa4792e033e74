package dev.berth.runtime.supervisor;

import dev.berth.runtime.Place;
import dev.berth.runtime.store.DwellingNote;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.RuntimeState.Dwelling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where the service lives, as the journal tells it beside the state file: written with each change
/// and once in each life, so that it is never out of reach.
final class Dwellings {
    static final String NOTE = "lives-in";

    private Dwellings() {}

    /// Whoever lives where everybody does by themselves needs no note.
    static boolean isWorthANote(Dwelling before, Dwelling after) {
        var first = before.equals(Dwelling.none()) && after.machine().isEmpty();
        return !after.equals(before) && !(first && after.place().equals(Optional.of(Place.HERE)));
    }

    static Noticed noted(Instant at, Dwelling dwelling) {
        return new Noticed(at, NOTE, Optional.of(DwellingNote.write(dwelling)));
    }

    /// The newest that these lines tell.
    static Optional<Dwelling> last(List<JournalEntry> told) {
        return told.reversed().stream()
                .filter(entry -> entry instanceof Noticed noticed && noticed.what().equals(NOTE))
                .findFirst()
                .flatMap(entry -> ((Noticed) entry).detail())
                .flatMap(DwellingNote::read);
    }
}
