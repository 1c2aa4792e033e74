package dev.berth.runtime.simulation;

import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What finishes after its deadline is closed as such and never taken for a success: no line says
/// that it was done, none says "late" of what did not finish, no stage of it begins any more, and
/// whoever is Ready by it was told.
final class Lateness {
    private final Set<String> timedOut = new HashSet<>();
    private final Set<String> finished = new HashSet<>();

    /// The start whose late end brought up what runs now, until a line says so.
    private Optional<Ended> untold = Optional.empty();

    private Optional<Ended> newest = Optional.empty();
    private long closed;

    /// How many acts were closed as late.
    long closed() {
        return closed;
    }

    void began(Began began) {
        if (began.step().equals("start") || began.step().equals("create")) {
            untold = Optional.empty();
            newest = Optional.empty();
        }
    }

    /// A call of this act ended at its limit.
    void timedOut(Optional<Began> act) {
        act.ifPresent(began -> timedOut.add(began.id()));
    }

    /// A call is about to be made for this act.
    void goesOn(Optional<Began> act) {
        if (act.filter(began -> timedOut.contains(began.id())).isPresent()) {
            throw new Broken("a stage was begun after the act had timed out: " + act.get());
        }
    }

    /// A call of this act did after its limit what it was to do.
    ///
    /// @param ranAnew whether the service runs by it
    void finished(Optional<Began> act, boolean ranAnew) {
        act.ifPresent(began -> {
            finished.add(name(began.step(), began.subject()));
            untold = newest.filter(ended -> ranAnew && ended.id().equals(began.id()));
        });
    }

    /// Which of several at the same thing it was nobody can see.
    private static String name(String step, String subject) {
        return step.equals("create") ? step : step + " " + subject;
    }

    void ended(Ended ended) {
        if (ended.outcome() == Outcome.DONE && timedOut.contains(ended.id())) {
            throw new Broken("what timed out is said to be done: " + ended);
        }
        newest =
                ended.outcome() == Outcome.TIMED_OUT && ended.step().equals("start")
                        ? Optional.of(ended)
                        : newest;
    }

    void closed(Ended ended) {
        closed++;
        var told = ended.step().equals("start") || ended.step().equals("create");
        if (told && !finished.contains(name(ended.step(), ended.subject()))) {
            throw new Broken("said to have finished late, but did not: " + ended);
        }
        untold = untold.filter(one -> !one.id().equals(ended.id()));
    }

    /// Ready was proven.
    void proved(Proved proved) {
        if (untold.filter(start -> start.subject().equals(proved.container())).isPresent()) {
            throw new Broken("nobody was told that a start finished late: " + untold.get());
        }
        untold = Optional.empty();
    }

    /// Who could tell is gone.
    void forgotten() {
        untold = Optional.empty();
        newest = Optional.empty();
    }
}
