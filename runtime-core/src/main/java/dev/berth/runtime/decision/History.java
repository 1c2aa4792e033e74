package dev.berth.runtime.decision;

import dev.berth.runtime.Consent;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Recovered;
import dev.berth.runtime.store.JournalEntry.Troubled;
import dev.berth.runtime.store.JournalEntry.Woke;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What happened before, as far as it matters for what to do next: a fold over the journal, so that
/// budgets survive a crash of ours.
///
/// @param falls of the service, and its budget
/// @param acts the newest that were begun on the service
/// @param lastRepair when a person last asked for a repair
/// @param fetches fetches that failed in a row
/// @param stops stops since the last start: one that is needed at all had no effect
/// @param keysDoubted the service did not take its keys, or a person may have given others: they
///   are to be given to the engine again
/// @param cleaning how what resets have left went so far
/// @param machine how tries at the machine in which the engine runs went
/// @param handsOff the person gave up what was under way, and has not asked for anything since
public record History(
        Falls falls,
        LastActs acts,
        Optional<Instant> lastRepair,
        Tries fetches,
        Tries stops,
        boolean keysDoubted,
        Cleaning cleaning,
        MachineTries machine,
        boolean handsOff) {

    /// What was given up got ready by itself.
    public static final String SERVES_ANYWAY = "serves-anyway";

    /// What a set-up chose did not come up, so that what was chosen before holds again.
    public static final String WENT_BACK = "went-back";

    /// A safety copy took the place of the data, or the data took its place again: what went wrong
    /// before says nothing of it.
    public static final String RESTORED = "restored";

    /// Another release of the service is used: likewise.
    public static final String SWITCHED = "switched";

    /// Before the [Consent] in what a person asked.
    public static final String AGREED = "agreed-";

    /// Before the id of who is to be taken away, in what a person asked.
    public static final String TAKE_AWAY = AGREED + "take-away-";

    private static final List<Duration> FETCH_TRIES =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

    /// How hard a try at bringing the service back is, mildest first.
    enum Rung {
        IN_PLACE,
        REPLACE
    }

    /// Tries in a row at one thing that did not help.
    ///
    /// @param last the newest one's end
    public record Tries(int count, Optional<Ended> last) {
        static final Tries NONE = new Tries(0, Optional.empty());

        Tries with(Ended ended) {
            return switch (ended.outcome()) {
                case DONE -> NONE;
                case FAILED, TIMED_OUT -> new Tries(count + 1, Optional.of(ended));
                case LATE, CANCELLED, CUT_OFF -> this;
            };
        }

        /// One more, whatever came of it.
        Tries and(Ended ended) {
            return ended.outcome() == Outcome.CANCELLED
                    ? this
                    : new Tries(count + 1, Optional.of(ended));
        }
    }

    /// Nothing happened yet.
    public static History none() {
        return new History(
                Falls.NONE,
                LastActs.NONE,
                Optional.empty(),
                Tries.NONE,
                Tries.NONE,
                false,
                Cleaning.NONE,
                MachineTries.NONE,
                false);
    }

    /// The history that these lines tell.
    public static History of(List<JournalEntry> entries) {
        var history = none();
        for (var entry : entries) {
            history = history.with(entry);
        }
        return history;
    }

    /// The same history one line later.
    public History with(JournalEntry entry) {
        return switch (entry) {
            case Began began -> beginning(began);
            case Ended ended -> ending(ended);
            case Fell fell -> falls.isNoted(fell.key()) ? this : falling(fell);
            case Proved proved -> proven(proved);
            case Asked asked -> asking(asked);
            case Noticed noticed when noticed.what().equals(SERVES_ANYWAY) -> handsOff(false);
            case Noticed noticed
                    when noticed.what().equals(RESTORED) || noticed.what().equals(SWITCHED) ->
                    cleared(falls.forgiven(), noticed.at(), cleaning);
            case Noticed noticed when noticed.what().equals(WENT_BACK) ->
                    cleared(noticed.at(), cleaning).doubting(true);
            case Woke _, Noticed _, Troubled _, Recovered _ -> this;
        };
    }

    private History beginning(Began began) {
        var begun = acts.with(began);
        return new History(
                falls,
                begun,
                lastRepair,
                fetches,
                Set.of("start", "create").contains(began.step()) ? Tries.NONE : stops,
                keysDoubted,
                cleaning,
                machine.with(began),
                handsOff);
    }

    private History ending(Ended ended) {
        return switch (ended.outcome()) {
            // nobody knows how it went, or counted it when it was due: looking tells
            case CUT_OFF, LATE -> acts(acts.with(ended));
            case DONE, FAILED, TIMED_OUT, CANCELLED -> acts(acts.with(ended)).heardOf(ended);
        };
    }

    private History heardOf(Ended ended) {
        if (MachineTries.concerns(ended.step())) {
            return onMachine(ended);
        }
        return switch (ended.step()) {
            case "fetch-release", "load-release" -> tried(fetches.with(ended), stops);
            case "stop" -> tried(fetches, stops.and(ended));
            case "start" -> ended.outcome() == Outcome.DONE ? started(ended) : this;
            case "make-secrets" -> ended.outcome() == Outcome.DONE ? doubting(false) : this;
            case Step.Readdress.NAME -> ended.outcome() == Outcome.DONE ? doubting(true) : this;
            case Cleaning.STEP -> cleaned(cleaning.with(ended));
            case Step.TakeAway.NAME -> acts(acts.with(Going.after(ended)));
            default -> this;
        };
    }

    /// A restart of the machine after a whole ladder of the service is a rung of that ladder.
    private History onMachine(Ended ended) {
        var later = machine.with(ended);
        var turn =
                (ended.step().equals(MachineTries.STOP) || ended.step().equals(MachineTries.CLEAR))
                        && ended.outcome() == Outcome.DONE
                        && hasTurn();
        return turn
                ? new History(
                        falls.afterTurn(),
                        acts,
                        lastRepair,
                        fetches,
                        stops,
                        keysDoubted,
                        cleaning,
                        later.turned(),
                        handsOff)
                : machine(later);
    }

    /// Whether a whole ladder of the service was spent, so that it is the turn of the machine, if
    /// there is one: once in each ladder.
    boolean hasTurn() {
        return falls.failures() == 0
                && falls.proof().isEmpty()
                && machine.turns() < falls.ladders().size();
    }

    private History asking(Asked asked) {
        var command = asked.command();
        if (command.startsWith(TAKE_AWAY)) {
            return acts(acts.with(Going.agreed(command.substring(TAKE_AWAY.length()))));
        }
        if (command.startsWith(AGREED)) {
            return Consent.of(command.substring(AGREED.length()))
                    .map(consent -> machine(machine.agreeing(consent)))
                    .orElse(this);
        }
        return switch (command) {
            // whoever asks for the service to be up, or for a fresh start, gets a clean sheet
            case "start", "restart", "repair" -> cleared(asked.at(), cleaning.hurried());
            case "setup" -> cleared(asked.at(), cleaning.hurried()).doubting(true);
            case "reset" -> cleared(asked.at(), cleaning.asked(asked.at()));
            case "give-up" -> handsOff(true);
            default -> this;
        };
    }

    private History cleared(Instant at, Cleaning other) {
        return cleared(falls.cleared(), at, other);
    }

    private History cleared(Falls sheet, Instant at, Cleaning other) {
        return new History(
                sheet,
                acts.cleared(),
                Optional.of(at),
                Tries.NONE,
                Tries.NONE,
                keysDoubted,
                other,
                machine.cleared(),
                false);
    }

    private History proven(Proved proved) {
        return new History(
                falls.proven(proved),
                acts.settled(),
                lastRepair,
                fetches,
                stops,
                keysDoubted,
                cleaning,
                machine.proven(proved.at()),
                false);
    }

    private History falling(Fell fell) {
        return new History(
                falls.with(fell),
                acts,
                lastRepair,
                fetches,
                stops,
                keysDoubted || fell.cause() == FallCause.TOKEN_REFUSED,
                cleaning,
                machine.fell(fell.at(), falls.isForgiven(fell.at())),
                handsOff);
    }

    private History tried(Tries fetching, Tries stopped) {
        return new History(
                falls,
                acts,
                lastRepair,
                fetching,
                stopped,
                keysDoubted,
                cleaning,
                machine,
                handsOff);
    }

    private History started(Ended ended) {
        return new History(
                falls,
                acts.started(ended),
                lastRepair,
                fetches,
                stops,
                keysDoubted,
                cleaning,
                machine,
                handsOff);
    }

    private History acts(LastActs other) {
        return new History(
                falls, other, lastRepair, fetches, stops, keysDoubted, cleaning, machine, handsOff);
    }

    private History doubting(boolean doubted) {
        return new History(
                falls, acts, lastRepair, fetches, stops, doubted, cleaning, machine, handsOff);
    }

    private History cleaned(Cleaning other) {
        return new History(
                falls, acts, lastRepair, fetches, stops, keysDoubted, other, machine, handsOff);
    }

    private History machine(MachineTries other) {
        return new History(
                falls, acts, lastRepair, fetches, stops, keysDoubted, cleaning, other, handsOff);
    }

    private History handsOff(boolean off) {
        return new History(
                falls, acts, lastRepair, fetches, stops, keysDoubted, cleaning, machine, off);
    }

    // -- what it means

    int failures() {
        return falls.failures();
    }

    /// Whether Ready was proven, and the service has not fallen since.
    public boolean isReady() {
        return falls.proof().isPresent();
    }

    /// Whether it is of no use to go on as things are chosen: a whole ladder was spent since Ready
    /// was last proven, or the service refuses its settings.
    public boolean isSpent() {
        return !isReady()
                && (!falls.ladders().isEmpty()
                        || lastFall()
                                .filter(fall -> fall.cause() == FallCause.REFUSED_SETTINGS)
                                .isPresent());
    }

    /// The newest fall since the last repair.
    public Optional<Fell> lastFall() {
        return falls.last();
    }

    /// The newest start that was begun.
    public Optional<Began> lastStart() {
        return acts.start();
    }

    /// Whether we heard in time that this start was done. What finished later is nobody's success.
    public boolean wasHeard(Began start) {
        return acts.started().filter(ended -> ended.id().equals(start.id())).isPresent();
    }

    /// Whether this fall was counted already.
    boolean isNoted(String fall) {
        return falls.isNoted(fall);
    }

    Rung rung(Instant now) {
        return falls.rung(now);
    }

    boolean troubled() {
        return falls.troubled();
    }

    /// When the next try may begin; empty when only a person can go on.
    Optional<Instant> nextTry() {
        return falls.nextTry();
    }

    /// When the next fetch may begin, after those that failed.
    Instant nextFetch() {
        return fetches.last()
                .map(last ->
                        last.at()
                                .plus(
                                        FETCH_TRIES.get(
                                                Math.min(fetches.count(), FETCH_TRIES.size()) - 1)))
                .orElse(Instant.MIN);
    }

    /// Whether this run was ended by us: with a stop after which we have not started it, and nobody
    /// else has. A run that ended before it began tells of a clock that was set back meanwhile.
    boolean stoppedByUs(Exited run) {
        return acts.stop()
                .filter(stop -> stop.subject().equals(run.id().value()))
                .filter(stop -> !stop.at().isBefore(run.began()) || run.began().isAfter(run.at()))
                .isPresent();
    }

    /// Whether a person has asked for another try since this run ended. What we have started since
    /// they asked has ended later, whatever the engine's clock tells, which may be another than
    /// ours.
    boolean isAnswered(Exited run, Instant now) {
        var after = // where the end lies after now the clock was set back since
                lastRepair.filter(asked ->
                        asked.isAfter(run.at()) || (run.at().isAfter(now) && !asked.isAfter(now)));
        return after.isPresent()
                && acts.started()
                        .filter(start -> start.subject().equals(run.id().value()))
                        .filter(start -> start.at().isAfter(after.get()))
                        .isEmpty();
    }

    /// Whether the newest stop had an end that changed nothing, and no removal was begun since.
    boolean stoppedInVain() {
        var lastStop = acts.stop().map(Began::at).orElse(Instant.MIN);
        return stops.last().filter(stop -> stop.outcome() == Outcome.DONE).isPresent()
                && acts.removal().filter(removal -> removal.at().isAfter(lastStop)).isEmpty();
    }

    /// When we last started this container.
    Optional<Instant> lastStartOf(String container) {
        return acts.start().filter(start -> start.subject().equals(container)).map(Began::at);
    }

    /// Whether we began to remove this container: then its absence is no news, whether or not we
    /// lived to hear that it is gone.
    public boolean removedByUs(String container) {
        return acts.removal().filter(r -> r.subject().equals(container)).isPresent();
    }

    /// Whether the person said, of exactly this one, that it is to be taken away.
    boolean isToGo(String container) {
        return acts.going().agreed().filter(container::startsWith).isPresent();
    }

    /// The try to take this one away that failed since the person asked for anything.
    Optional<Ended> takenAwayInVain(String container) {
        return acts.going().inVain().filter(end -> end.subject().equals(container));
    }

    /// Whether a start of this container was begun.
    boolean wasStarted(String container) {
        return acts.start().filter(s -> s.subject().equals(container)).isPresent();
    }

    /// Whether Ready was proven for this run and it has not fallen since.
    boolean isProven(String container, Instant run) {
        return falls.proof()
                .filter(p -> p.container().equals(container) && p.run().equals(run))
                .isPresent();
    }
}
