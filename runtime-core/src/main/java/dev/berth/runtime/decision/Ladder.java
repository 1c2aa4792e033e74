package dev.berth.runtime.decision;

import dev.berth.runtime.store.JournalEntry.FallCause;

/// How many starts each cause of a fall is worth before the next rung is climbed. Refines DESIGN 5
/// ("three failures at a rung move to the next"): a rung that cannot cure a cause is passed over,
/// and where every try costs the person minutes fewer are made.
///
/// | cause | in place | replaced | because |
/// |---|---|---|---|
/// | it ends, vanishes, falls silent, cannot be started | 3 | 3 | anything may help |
/// | out of memory | 3 | - | a fresh one has no more memory |
/// | never ready | 2 | 1 | each has taken the whole start allowance |
/// | token refused | 1 | 1 | the keys lie in the container: only a fresh one gets other ones |
/// | somebody else answers | 1 | 1 | it moves to another port only when made anew |
///
/// The first of those "in place" is the start that fell. Held by `LadderTest`.
record Ladder(int inPlace, int replaced) {
    /// Failures that take one from one rung to the next, and the length of a rung.
    static final int RUNG = 3;

    /// The length of the whole ladder.
    static final int TOP = 2 * RUNG;

    static Ladder of(FallCause cause) {
        return switch (cause) {
            case EXITED,
                    EXITED_CLEANLY,
                    REFUSED_SETTINGS,
                    VANISHED,
                    START_FAILED,
                    PORT_TAKEN,
                    SILENT,
                    STUCK_PAUSED ->
                    new Ladder(3, 3);
            case OUT_OF_MEMORY -> new Ladder(3, 0);
            case NEVER_READY -> new Ladder(2, 1);
            case TOKEN_REFUSED, SOMEBODY_ELSE -> new Ladder(1, 1);
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
