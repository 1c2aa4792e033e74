package dev.berth.runtime.simulation;

import dev.berth.runtime.engine.EngineFailure.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What goes wrong with the engine, in phases: mostly nothing, at times much, at times all.
final class Faults {
    private static final List<Fate> ACTS =
            List.of(Fate.FAILS, Fate.HANGS, Fate.HALF, Fate.LATE, Fate.GARBAGE, Fate.LIES);

    /// What a failed call may be said to mean; what only Berth itself says is not among them.
    private static final List<Kind> KINDS =
            Arrays.stream(Kind.values())
                    .filter(kind -> kind != Kind.CANCELLED && kind != Kind.TIMED_OUT)
                    .toList();

    private final Chance chance;
    private int oneIn;
    private int bad;
    private Optional<Fate> always = Optional.empty();
    private Optional<Kind> refusal = Optional.empty();

    /// Time spent in calls that did not end by themselves.
    Duration hung = Duration.ZERO;

    Faults(Chance chance) {
        this.chance = chance;
    }

    /// How a call goes.
    enum Fate {
        FINE,
        /// Refused at once, nothing done.
        FAILS,
        /// Ended at its limit, nothing done.
        HANGS,
        /// Done, but reported as failed.
        HALF,
        /// Ended at its limit; done later all the same.
        LATE,
        /// Done, but the answer cannot be read.
        GARBAGE,
        /// Reported as done, nothing done.
        LIES,
        /// The answer of a moment ago; only questions can be answered so.
        STALE
    }

    /// From now on every act is refused for this reason.
    void refuseActs(Kind why) {
        refusal = Optional.of(why);
    }

    /// From now on one call in so many goes wrong, at times always in the same way; 0 for none.
    void rate(int many) {
        oneIn = many;
        always = chance.oneIn(3) ? Optional.of(anyFate()) : Optional.empty();
    }

    /// From now on every call goes wrong in this way.
    void only(Fate fate) {
        oneIn = 1;
        always = Optional.of(fate);
    }

    private Fate anyFate() {
        return ACTS.get(chance.below(ACTS.size()));
    }

    Fate ofQuestion() {
        if (isFine()) {
            return Fate.FINE;
        }
        return switch (chance.below(5)) {
            case 0 -> Fate.HANGS;
            case 1 -> Fate.GARBAGE;
            case 2 -> Fate.STALE;
            default -> Fate.FAILS;
        };
    }

    Fate ofAct() {
        if (refusal.isPresent()) {
            return Fate.FAILS;
        }
        return isFine() ? Fate.FINE : always.orElseGet(this::anyFate);
    }

    private boolean isFine() {
        boolean fine = oneIn == 0 || !chance.oneIn(oneIn);
        bad += fine ? 0 : 1;
        return fine;
    }

    /// How many calls went wrong.
    int bad() {
        return bad;
    }

    /// Why a call failed, as the catalogue might say.
    Kind kind() {
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return chance.oneIn(2) ? Kind.UNCLASSIFIED : chance.pick(KINDS);
    }
}
