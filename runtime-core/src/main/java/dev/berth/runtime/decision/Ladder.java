package dev.berth.runtime.decision;

import dev.berth.runtime.store.JournalEntry.FallCause;

/// How many starts each cause of a fall is worth before the next rung is climbed. Refines DESIGN 5
/// ("three failures at a rung move to the next"): a rung that cannot cure a cause is passed over,
/// and where every try costs the person minutes fewer are made.
///
/// | cause | in place | replaced | its machine | because |
/// |---|---|---|---|---|
/// | it ends, vanishes, falls silent, cannot be started | 3 | 3 | yes | anything may help |
/// | out of memory | 3 | - | no | a fresh one has no more memory |
/// | never ready | 2 | 1 | yes | each has taken the whole start allowance |
/// | it refuses its settings | 3 | 3 | no | they are the same everywhere |
/// | token refused | 1 | 1 | no | the keys lie in the container: only a fresh one gets other ones |
/// | somebody else answers | 1 | 1 | no | it moves to another port only when made anew |
///
/// The first of those "in place" is the start that fell. Where the engine runs in a machine, that
/// is restarted once when the rest of the ladder is spent, and the rungs begin anew (decision 28).
/// Held by `LadderTest`.
record Ladder(int inPlace, int replaced, boolean machine) {
    /// Failures that take one from one rung to the next, and the length of a rung.
    static final int RUNG = 3;

    /// The length of the whole ladder.
    static final int TOP = 2 * RUNG;

    /// What this cause is worth.
    static Ladder of(FallCause cause) {
        return switch (cause) {
            case EXITED, EXITED_CLEANLY, VANISHED, START_FAILED, PORT_TAKEN, SILENT, STUCK_PAUSED ->
                    new Ladder(3, 3, true);
            case REFUSED_SETTINGS -> new Ladder(3, 3, false);
            case OUT_OF_MEMORY -> new Ladder(3, 0, false);
            case NEVER_READY -> new Ladder(2, 1, true);
            case TOKEN_REFUSED, SOMEBODY_ELSE -> new Ladder(1, 1, false);
        };
    }

    /// Where one stands on the ladder after one more fall of this cause.
    ///
    /// @param at where one stood, 0 up to one below the top
    /// @return up to the top, which means that the whole ladder is spent
    int after(int at) {
        int next = at < RUNG ? Math.min(RUNG, at + share(inPlace)) : at + share(replaced);
        return next >= RUNG && replaced == 0 ? TOP : Math.min(TOP, next);
    }

    /// What one of so many tries takes of a rung, rounded up.
    private static int share(int tries) {
        return tries == 0 ? RUNG : (RUNG + tries - 1) / tries;
    }
}
