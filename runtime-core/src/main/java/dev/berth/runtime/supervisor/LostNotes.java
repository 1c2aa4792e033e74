package dev.berth.runtime.supervisor;

import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.RuntimeState.Desired;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What can be told of a state file that is lost, from what the journal tells and from what the
/// person chose. Where neither tells, data counts as made and used: a folder that is missing is
/// then a problem and never a fresh folder (DESIGN 4, rule 5).
///
/// @param told the journal's lines, oldest first
/// @param complete whether these are all lines that there ever were
/// @param chosen whether settings are there, so that a set-up was done
/// @param now stands in for when Ready was first proven, where nobody tells
record LostNotes(List<JournalEntry> told, boolean complete, boolean chosen, Instant now) {

    /// What became of the service's folder.
    private sealed interface Folder {
        record NobodyTells() implements Folder {}

        record NotThere() implements Folder {}

        record Made() implements Folder {}

        record Used(Instant since) implements Folder {}
    }

    /// The fresh state with what can be told.
    RuntimeState restored(RuntimeState fresh) {
        var state =
                switch (folder()) {
                    case Folder.NotThere _ -> fresh;
                    case Folder.Made _ -> fresh.withDataMade(true);
                    case Folder.Used(var since) -> fresh.withDataMade(true).readySince(since);
                    case Folder.NobodyTells _ ->
                            chosen || !complete ? fresh.withDataMade(true).readySince(now) : fresh;
                };
        var placed = addressed(Dwellings.last(told).map(state::dwelling).orElse(state));
        return chosen && !placed.configured()
                ? placed.withConfigured(true).desiring(desired())
                : placed;
    }

    /// Where the person knows it. Its key opens there and nowhere else; where nobody tells, a key
    /// that is there is left as it is.
    private RuntimeState addressed(RuntimeState state) {
        return told.reversed().stream()
                .flatMapToInt(entry ->
                        entry instanceof Proved proved
                                ? proved.address().stream()
                                : IntStream.empty())
                .mapToObj(state::addressed)
                .findFirst()
                .orElse(state);
    }

    private Folder folder() {
        Folder folder =
                complete && !told.isEmpty() ? new Folder.NotThere() : new Folder.NobodyTells();
        for (var entry : told) {
            folder = folder(folder, entry);
        }
        return folder;
    }

    private static Folder folder(Folder before, JournalEntry entry) {
        return switch (entry) {
            case Proved proved -> new Folder.Used(proved.at());
            case Ended ended when ended.outcome() != Outcome.DONE -> before;
            case Ended ended when ended.step().equals("make-data") ->
                    before instanceof Folder.Used ? before : new Folder.Made();
            case Ended ended when ended.subject().equals(ERASED) -> new Folder.NotThere();
            default -> before;
        };
    }

    private static final String ERASED = new CleanUp.ServiceFiles().toString();

    private Desired desired() {
        return told.reversed().stream()
                        .flatMap(entry ->
                                entry instanceof Asked asked
                                        ? Optional.of(asked.command()).stream()
                                        : Optional.<String>empty().stream())
                        .filter(command -> !command.equals("quit"))
                        .findFirst()
                        .filter("pause"::equals)
                        .isPresent()
                ? new Desired.Paused()
                : new Desired.Running();
    }
}
