package dev.berth.runtime.simulation;

import dev.berth.runtime.engine.EngineFailure.Kind;
import java.time.Duration;
import java.util.Optional;

/// What goes wrong with the engine, in phases: mostly nothing, at times much, at times all.
final class Faults {
    private final Chance chance;
    private int oneIn;
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
        LIES
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
        return Fate.values()[1 + chance.below(Fate.values().length - 1)];
    }

    Fate ofQuestion() {
        if (isFine()) {
            return Fate.FINE;
        }
        return switch (chance.below(4)) {
            case 0 -> Fate.HANGS;
            case 1 -> Fate.GARBAGE;
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
        return oneIn == 0 || !chance.oneIn(oneIn);
    }

    /// Why a call failed, as the catalogue might say.
    Kind kind() {
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (chance.below(8)) {
            case 0 -> Kind.UNUSABLE;
            case 1 -> Kind.NETWORK;
            case 2 -> Kind.NO_ROOM;
            default -> Kind.UNCLASSIFIED;
        };
    }
}
