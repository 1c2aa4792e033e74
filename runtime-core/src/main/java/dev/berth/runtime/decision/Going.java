package dev.berth.runtime.decision;

import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Outcome;
import java.util.Optional;

/// One that is not provably ours and is to go.
///
/// @param agreed its id, as the person said; it holds for one try
/// @param inVain the try that failed
public record Going(Optional<String> agreed, Optional<Ended> inVain) {
    static final Going NOBODY = new Going(Optional.empty(), Optional.empty());

    static Going agreed(String id) {
        return new Going(Optional.of(id), Optional.empty());
    }

    static Going after(Ended ended) {
        return new Going(
                Optional.empty(),
                Optional.of(ended)
                        .filter(end ->
                                end.outcome() == Outcome.FAILED
                                        || end.outcome() == Outcome.TIMED_OUT));
    }
}
