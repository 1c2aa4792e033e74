package dev.berth.runtime.simulation;

/// The death of the keeper's process: between any two effects it may be gone.
final class Mortality {
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

    /// Just before or after an effect.
    void boundary() {
        if (left != Integer.MAX_VALUE && left-- <= 0) {
            live();
            throw new Killed();
        }
    }
}
