package dev.berth.runtime.supervisor;

import dev.berth.runtime.Settings;
import dev.berth.runtime.decision.History;
import dev.berth.runtime.store.ChoiceNote;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the journal tells of a set-up that replaced what worked, written down before anything is
/// changed (DESIGN 4, rule 8). The key of before lies among the secrets.
///
/// @param before what was chosen before, until Ready is proven with the new choice
/// @param underWay whether what is chosen now, or again, is not set up yet
record SetUpNotes(Optional<Settings> before, boolean underWay) {
    /// In the journal, with what was chosen before.
    static final String NOTE = "replaces";

    /// What the provider's key of before is called among the secrets of a home.
    static final String KEY = "key-before";

    private static final SetUpNotes NONE = new SetUpNotes(Optional.empty(), false);

    /// A set-up is about to replace this choice, which works.
    static Noticed noted(Instant at, Settings before) {
        return new Noticed(at, NOTE, Optional.of(ChoiceNote.write(before)));
    }

    /// @param told the journal's lines, oldest first
    static SetUpNotes of(List<JournalEntry> told) {
        var notes = NONE;
        for (var entry : told) {
            notes = notes.with(entry);
        }
        return notes;
    }

    private SetUpNotes with(JournalEntry entry) {
        return switch (entry) {
            case Noticed noticed when noticed.what().equals(NOTE) ->
                    new SetUpNotes(noticed.detail().flatMap(ChoiceNote::read), true);
            case Noticed noticed when noticed.what().equals(History.WENT_BACK) ->
                    new SetUpNotes(Optional.empty(), true);
            case Proved _ -> NONE;
            case Ended ended
                    when ended.step().equals("finish-set-up") && ended.outcome() == Outcome.DONE ->
                    new SetUpNotes(before, false);
            case Asked(_, var command) when command.equals("setup") ->
                    new SetUpNotes(before, before.isPresent());
            case Asked(_, var command)
                    when command.equals("reset") || command.equals("give-up-setup") ->
                    NONE;
            // whoever wants something else meanwhile does not want it gone on with
            case Asked(_, var command) when !command.equals("quit") ->
                    new SetUpNotes(before, false);
            default -> this;
        };
    }
}
