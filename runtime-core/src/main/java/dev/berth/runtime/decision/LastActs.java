package dev.berth.runtime.decision;

import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Outcome;
import java.time.Instant;
import java.util.Optional;

/// The newest acts on the service and its engine that were begun: the part of [History] that knows
/// them one by one.
///
/// @param removal of a container
/// @param started which container was last started, when that was done
/// @param revived when the engine was last revived, since the person asked for anything
/// @param going who is to be taken away on the person's word
/// @param overdue acts that ended at their deadline, with nothing of their kind begun since
public record LastActs(
        Optional<Began> start,
        Optional<Began> stop,
        Optional<Began> removal,
        Optional<Ended> started,
        Optional<Instant> revived,
        Going going,
        Overdue overdue) {
    static final LastActs NONE =
            new LastActs(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Going.NOBODY,
                    Overdue.NONE);

    LastActs with(Began began) {
        var one = Optional.of(began);
        var open = overdue.with(began);
        return switch (began.step()) {
            case "start" -> new LastActs(one, stop, removal, started, revived, going, open);
            case "stop" -> new LastActs(start, one, removal, started, revived, going, open);
            case "remove" -> new LastActs(start, stop, one, started, revived, going, open);
            case Step.Revive.NAME ->
                    new LastActs(
                            start, stop, removal, started, Optional.of(began.at()), going, open);
            default -> new LastActs(start, stop, removal, started, revived, going, open);
        };
    }

    /// It was started since, so that no end is that stop's any more.
    LastActs started(Ended ended) {
        return new LastActs(
                start, Optional.empty(), removal, Optional.of(ended), revived, going, overdue);
    }

    /// What did not finish until Ready was proven is not waited for any more.
    LastActs settled() {
        return new LastActs(start, stop, removal, started, revived, going, Overdue.NONE);
    }

    /// A person asked for something: what was tried may be tried again.
    LastActs cleared() {
        return new LastActs(start, stop, removal, started, Optional.empty(), Going.NOBODY, overdue);
    }

    /// A revival that did not come to its end may be tried again at once.
    LastActs with(Ended ended) {
        var undone =
                ended.step().equals(Step.Revive.NAME)
                        && (ended.outcome() == Outcome.CUT_OFF
                                || ended.outcome() == Outcome.CANCELLED);
        return new LastActs(
                start,
                stop,
                removal,
                started,
                undone ? Optional.empty() : revived,
                going,
                overdue.with(ended));
    }

    LastActs with(Going other) {
        return new LastActs(start, stop, removal, started, revived, other, overdue);
    }
}
