package dev.berth.runtime.decision;

import dev.berth.runtime.decision.History.Rung;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Proved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Falls of the service, and how far up the present [Ladder] they have led: the part of [History]
/// with the service's budget.
///
/// @param failures where one stands on the ladder, 0 up to one below its top
/// @param sinceReady falls since Ready was last proven
/// @param last the newest fall since the last repair
/// @param ladders when each whole ladder was spent, since budgets were last cleared
/// @param givenUp three ladders were spent within [#GIVING_UP]: only a person can go on
/// @param proof the newest proof of Ready since the last fall
/// @param noted keys of the newest falls since budgets were last cleared, so that each counts once
public record Falls(
        int failures,
        int sinceReady,
        Optional<Fell> last,
        List<Instant> ladders,
        boolean givenUp,
        Optional<Proved> proof,
        List<String> noted) {
    static final Falls NONE =
            new Falls(0, 0, Optional.empty(), List.of(), false, Optional.empty(), List.of());

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

    public Falls {
        ladders = List.copyOf(ladders);
        noted = List.copyOf(noted);
    }

    /// The pause after so many whole ladders.
    static Duration slowTry(int ladders) {
        return SLOW_TRIES.get(Math.min(ladders, SLOW_TRIES.size()) - 1);
    }

    static boolean threeWithinHalfAnHour(List<Instant> spent) {
        int count = spent.size();
        return count >= 3
                && Duration.between(spent.get(count - 3), spent.get(count - 1))
                                .abs() // the clock may have been set back between them
                                .compareTo(GIVING_UP)
                        <= 0;
    }

    /// A clean sheet; what runs well goes on doing so.
    Falls cleared() {
        return new Falls(0, 0, Optional.empty(), List.of(), false, proof, List.of());
    }

    /// A clean sheet on which each fall of before still counts as seen: after a loss of power the
    /// engine may tell again of the end that led here.
    Falls forgiven() {
        return new Falls(0, 0, Optional.empty(), List.of(), false, proof, noted);
    }

    /// Ready was proven.
    Falls proven(Proved proved) {
        return new Falls(failures, 0, last, ladders, givenUp, Optional.of(proved), noted);
    }

    /// Whether it had been Ready for so long by then that nothing before counts.
    boolean isForgiven(Instant at) {
        return proof.filter(p -> !at.isBefore(p.at().plus(FORGIVING))).isPresent();
    }

    /// One fall more.
    Falls with(Fell fell) {
        boolean forgiven = isForgiven(fell.at());
        int counted = Ladder.of(fell.cause()).after(forgiven ? 0 : failures);
        List<Instant> spent = forgiven ? List.of() : ladders;
        int unready = proof.isPresent() ? 0 : sinceReady + 1;
        if (counted == Ladder.TOP) {
            spent = append(spent, fell.at());
            counted = 0;
            unready = 0;
        }
        return new Falls(
                counted,
                unready,
                Optional.of(fell),
                spent,
                (givenUp && !forgiven) || threeWithinHalfAnHour(spent),
                Optional.empty(),
                newest(append(noted, fell.key())));
    }

    /// The machine was restarted when the ladder was spent: that is a rung of it, and the service's
    /// own rungs begin anew.
    Falls afterTurn() {
        var before = ladders.subList(0, Math.max(0, ladders.size() - 1));
        return new Falls(0, 0, last, before, threeWithinHalfAnHour(before), proof, noted);
    }

    private static <T> List<T> append(List<T> list, T last) {
        var longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    private static List<String> newest(List<String> keys) {
        return keys.subList(Math.max(0, keys.size() - REMEMBERED), keys.size());
    }

    /// Whether this fall was counted already.
    boolean isNoted(String fall) {
        return noted.contains(fall);
    }

    /// The rung whose turn it is: what is forgiven by now counts no longer, even where nothing has
    /// fallen since.
    Rung rung(Instant now) {
        return failures < Ladder.RUNG || isForgiven(now) ? Rung.IN_PLACE : Rung.REPLACE;
    }

    /// Whether a whole ladder was spent since Ready was last proven, or what stands in the way is
    /// plain: the person is told, while tries may go on.
    boolean troubled() {
        return proof.isEmpty() && (!ladders.isEmpty() || isPlain());
    }

    boolean isPlain() {
        return last.flatMap(Fell::problem).filter(Meaning::isPlain).isPresent();
    }

    /// When the next try may begin; empty when only a person can go on.
    Optional<Instant> nextTry() {
        if (givenUp) {
            return Optional.empty();
        }
        if (last.isEmpty()) {
            return Optional.of(Instant.MIN);
        }
        var fall = last.get();
        if (failures == 0 && !ladders.isEmpty()) {
            return Optional.of(fall.at().plus(slowTry(ladders.size())));
        }
        var pause = BACK_OFF.get(Math.min(sinceReady, failures % Ladder.RUNG));
        return Optional.of(fall.at().plus(pause).plus(jitter(pause, fall.key())));
    }

    /// Up to a fifth more, told by the fall, so that the same history gives the same time.
    private static Duration jitter(Duration pause, String seed) {
        return pause.multipliedBy(Math.floorMod(seed.hashCode(), 21)).dividedBy(100);
    }
}
