package dev.berth.runtime.simulation;

import java.time.Duration;
import java.util.Optional;

/// The death of the keeper's process: between any two effects it may be gone.
class Mortality {
    private int left = Integer.MAX_VALUE;

    /// Unwinds the keeper's only thread. An error, so that nobody on the way catches it.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /// The process will die at the so-manieth boundary from now.
    void dieAfter(int boundaries) {
        left = boundaries;
    }

    void live() {
        left = Integer.MAX_VALUE;
    }

    /// Just before the engine is asked to do something.
    void beforeAct() {
        boundary();
    }

    /// How long after our death the engine's program does what it was told, if it outlives us.
    Optional<Duration> outlives(Chance chance) {
        return chance.oneIn(2) ? Optional.of(chance.millis(10, 5000)) : Optional.empty();
    }

    /// Just before or after an effect.
    void boundary() {
        if (left != Integer.MAX_VALUE && left-- <= 0) {
            live();
            throw new Killed();
        }
    }
}
