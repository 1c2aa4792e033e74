package dev.berth.runtime.decision;

import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Woke;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happened before, as far as it matters for what to do next: a fold over the journal, so that
/// budgets survive a crash of ours.
///
/// @param failures how far up the present [Ladder] falls have led, 0 up to one below its top
/// @param sinceReady falls since Ready was last proven
/// @param lastFall the newest fall since the last repair
/// @param ladders when each whole ladder was spent, since budgets were last cleared
/// @param givenUp three ladders were spent within [#GIVING_UP]: only a person can go on
/// @param proof the newest proof of Ready since the last fall
/// @param lastStart the newest start that was begun
/// @param lastStop the newest stop that was begun
/// @param lastRemoval the newest removal of a container that was begun
/// @param lastRepair when a person last asked for a repair
/// @param fetches fetches that failed in a row
/// @param stops stops that failed in a row
/// @param noted keys of the newest falls since budgets were last cleared, so that each counts once
/// @param keysDoubted the service did not take its keys, or a person may have given others: they
///   are to be given to the engine again
/// @param cleaning how what resets have left went so far
public record History(
        int failures,
        int sinceReady,
        Optional<Fell> lastFall,
        List<Instant> ladders,
        boolean givenUp,
        Optional<Proved> proof,
        Optional<Began> lastStart,
        Optional<Began> lastStop,
        Optional<Began> lastRemoval,
        Optional<Instant> lastRepair,
        Tries fetches,
        Tries stops,
        List<String> noted,
        boolean keysDoubted,
        Cleaning cleaning) {

    /// How long Ready must have lasted for earlier falls to be forgiven.
    static final Duration FORGIVING = Duration.ofMinutes(10);

    /// Three ladders within this time are enough.
    static final Duration GIVING_UP = Duration.ofMinutes(30);

    /// A fall may be seen again after others, but not after a whole ladder of them.
    private static final int REMEMBERED = 12;

    private static final List<Duration> BACK_OFF =
            List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10));
    private static final List<Duration> SLOW_TRIES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(10));
    private static final List<Duration> FETCH_TRIES =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

    public History {
        ladders = List.copyOf(ladders);
        noted = List.copyOf(noted);
    }

    /// How hard a try at bringing the service back is, mildest first.
    enum Rung {
        IN_PLACE,
        REPLACE
    }

    /// Failed tries in a row at one thing.
    ///
    /// @param last the newest one's end
    public record Tries(int count, Optional<Ended> last) {
        static final Tries NONE = new Tries(0, Optional.empty());

        Tries with(Ended ended) {
            return switch (ended.outcome()) {
                case DONE -> NONE;
                case FAILED -> new Tries(count + 1, Optional.of(ended));
                case CANCELLED -> this;
            };
        }
    }

    /// Nothing happened yet.
    public static History none() {
        return new History(
                0,
                0,
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Tries.NONE,
                Tries.NONE,
                List.of(),
                false,
                Cleaning.NONE);
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
            case Began began when began.step().equals("start") -> starting(began);
            case Began began when began.step().equals("stop") -> stopping(began);
            case Began began when began.step().equals("remove") -> removing(began);
            case Ended ended when ended.step().equals("fetch-release") ->
                    tried(fetches.with(ended), stops);
            case Ended ended when ended.step().equals("stop") -> tried(fetches, stops.with(ended));
            case Ended ended
                    when ended.step().equals("make-secrets") && ended.outcome() == Outcome.DONE ->
                    keysGiven();
            case Fell fell -> falling(fell);
            case Proved proved -> proven(proved);
            case Asked asked when clears(asked.command()) ->
                    cleared(asked.at(), keysDoubted || asked.command().equals("setup"))
                            .cleaned(
                                    asked.command().equals("reset")
                                            ? cleaning.asked(asked.at())
                                            : cleaning.hurried());
            case Ended ended when ended.step().equals(Cleaning.STEP) ->
                    cleaned(cleaning.with(ended));
            case Began _, Ended _, Asked _, Woke _, Noticed _ -> this;
        };
    }

    /// Whoever asks for the service to be up, or for a fresh start, gets a clean sheet.
    private static boolean clears(String command) {
        return switch (command) {
            case "start", "restart", "repair", "setup", "reset" -> true;
            default -> false;
        };
    }

    private History cleared(Instant at, boolean doubted) {
        return new History(
                0,
                0,
                Optional.empty(),
                List.of(),
                false,
                proof,
                lastStart,
                lastStop,
                lastRemoval,
                Optional.of(at),
                Tries.NONE,
                Tries.NONE,
                List.of(),
                doubted,
                cleaning);
    }

    private History starting(Began began) {
        return new History(
                failures,
                sinceReady,
                lastFall,
                ladders,
                givenUp,
                proof,
                Optional.of(began),
                lastStop,
                lastRemoval,
                lastRepair,
                fetches,
                stops,
                noted,
                keysDoubted,
                cleaning);
    }

    private History stopping(Began began) {
        return new History(
                failures,
                sinceReady,
                lastFall,
                ladders,
                givenUp,
                proof,
                lastStart,
                Optional.of(began),
                lastRemoval,
                lastRepair,
                fetches,
                stops,
                noted,
                keysDoubted,
                cleaning);
    }

    private History removing(Began began) {
        return new History(
                failures,
                sinceReady,
                lastFall,
                ladders,
                givenUp,
                proof,
                lastStart,
                lastStop,
                Optional.of(began),
                lastRepair,
                fetches,
                stops,
                noted,
                keysDoubted,
                cleaning);
    }

    private History tried(Tries fetching, Tries stopped) {
        return new History(
                failures,
                sinceReady,
                lastFall,
                ladders,
                givenUp,
                proof,
                lastStart,
                lastStop,
                lastRemoval,
                lastRepair,
                fetching,
                stopped,
                noted,
                keysDoubted,
                cleaning);
    }

    private History keysGiven() {
        return new History(
                failures,
                sinceReady,
                lastFall,
                ladders,
                givenUp,
                proof,
                lastStart,
                lastStop,
                lastRemoval,
                lastRepair,
                fetches,
                stops,
                noted,
                false,
                cleaning);
    }

    private History cleaned(Cleaning other) {
        return new History(
                failures,
                sinceReady,
                lastFall,
                ladders,
                givenUp,
                proof,
                lastStart,
                lastStop,
                lastRemoval,
                lastRepair,
                fetches,
                stops,
                noted,
                keysDoubted,
                other);
    }

    private History proven(Proved proved) {
        return new History(
                failures,
                0,
                lastFall,
                ladders,
                givenUp,
                Optional.of(proved),
                lastStart,
                lastStop,
                lastRemoval,
                lastRepair,
                fetches,
                stops,
                noted,
                keysDoubted,
                cleaning);
    }

    private History falling(Fell fell) {
        if (isNoted(fell.key())) {
            return this;
        }
        boolean forgiven =
                proof.filter(p -> !fell.at().isBefore(p.at().plus(FORGIVING))).isPresent();
        int counted = Ladder.of(fell.cause()).after(forgiven ? 0 : failures);
        List<Instant> spent = forgiven ? List.of() : ladders;
        int unready = proof.isPresent() ? 0 : sinceReady + 1;
        if (counted == Ladder.TOP) {
            spent = append(spent, fell.at());
            counted = 0;
            unready = 0;
        }
        return new History(
                counted,
                unready,
                Optional.of(fell),
                spent,
                (givenUp && !forgiven) || threeWithinHalfAnHour(spent),
                Optional.empty(),
                lastStart,
                lastStop,
                lastRemoval,
                lastRepair,
                fetches,
                stops,
                newest(append(noted, fell.key())),
                keysDoubted || fell.cause() == FallCause.TOKEN_REFUSED,
                cleaning);
    }

    private static <T> List<T> append(List<T> list, T last) {
        var longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    private static List<String> newest(List<String> keys) {
        return keys.subList(Math.max(0, keys.size() - REMEMBERED), keys.size());
    }

    private static boolean threeWithinHalfAnHour(List<Instant> spent) {
        int count = spent.size();
        return count >= 3 && !spent.get(count - 3).plus(GIVING_UP).isBefore(spent.get(count - 1));
    }

    /// Whether this fall was counted already.
    boolean isNoted(String fall) {
        return noted.contains(fall);
    }

    /// The rung whose turn it is.
    Rung rung() {
        return Rung.values()[failures / Ladder.RUNG];
    }

    /// Whether a whole ladder was spent since Ready was last proven, or what stands in the way is
    /// plain: the person is told, while tries may go on.
    boolean troubled() {
        return proof.isEmpty() && (!ladders.isEmpty() || isPlain());
    }

    private boolean isPlain() {
        return lastFall.flatMap(Fell::problem).filter(Meaning::isPlain).isPresent();
    }

    /// When the next try may begin; empty when only a person can go on.
    Optional<Instant> nextTry() {
        if (givenUp) {
            return Optional.empty();
        }
        if (lastFall.isEmpty()) {
            return Optional.of(Instant.MIN);
        }
        var fall = lastFall.get();
        if (failures == 0 && !ladders.isEmpty()) {
            var pause = SLOW_TRIES.get(Math.min(ladders.size(), SLOW_TRIES.size()) - 1);
            return Optional.of(fall.at().plus(pause));
        }
        var pause = BACK_OFF.get(Math.min(sinceReady, failures % Ladder.RUNG));
        return Optional.of(fall.at().plus(pause).plus(jitter(pause, fall.key())));
    }

    /// Up to a fifth more, told by the fall, so that the same history gives the same time.
    private static Duration jitter(Duration pause, String seed) {
        return pause.multipliedBy(Math.floorMod(seed.hashCode(), 21)).dividedBy(100);
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

    /// Whether a run of this container that began then was ended by us.
    boolean stoppedByUs(String container, Instant runBegan) {
        return lastStop.filter(s -> s.subject().equals(container))
                .filter(s -> !s.at().isBefore(runBegan))
                .isPresent();
    }

    /// Whether we began to remove this container: then its absence is no news, whether or not we
    /// lived to hear that it is gone.
    public boolean removedByUs(String container) {
        return lastRemoval.filter(r -> r.subject().equals(container)).isPresent();
    }

    /// Whether a start of this container was begun.
    boolean wasStarted(String container) {
        return lastStart.filter(s -> s.subject().equals(container)).isPresent();
    }

    /// Whether Ready was proven for this run and it has not fallen since.
    boolean isProven(String container, Instant run) {
        return proof.filter(p -> p.container().equals(container) && p.run().equals(run))
                .isPresent();
    }
}
