package dev.berth.runtime.decision;

import dev.berth.runtime.Settings;
import dev.berth.runtime.observation.Observation;
import dev.berth.runtime.store.RuntimeState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Everything that a decision may depend on.
///
/// @param wish what should be
/// @param kept what outlives a crash of ours
/// @param settings what the person chose
/// @param seen what was observed
/// @param history what happened before
/// @param recent what this supervisor has seen in its last looks
/// @param now the time of the decision
public record Situation(
        Wish wish,
        RuntimeState kept,
        Settings settings,
        Observation seen,
        History history,
        Recent recent,
        Instant now) {

    /// What the last looks in a row had in common. Forgotten when we end.
    ///
    /// @param unknownSince since when a needed fact is unknown
    /// @param unreadySince since when the running service does not answer as it should
    /// @param looks how many looks in a row that was, at least 1 while one of them is set
    public record Recent(
            Optional<Instant> unknownSince, Optional<Instant> unreadySince, int looks) {
        public static final Recent NOTHING = new Recent(Optional.empty(), Optional.empty(), 0);

        /// One more look at which a needed fact was unknown.
        public Recent unknown(Instant at) {
            return new Recent(
                    unknownSince.or(() -> Optional.of(at)),
                    unreadySince,
                    unknownSince.isPresent() ? looks + 1 : 1);
        }

        /// One more look at which the running service was not ready, or the old one not yet gone.
        public Recent unready(Instant at) {
            return new Recent(
                    Optional.empty(),
                    unreadySince.or(() -> Optional.of(at)),
                    unreadySince.isPresent() ? looks + 1 : 1);
        }
    }

    /// How long a start may take.
    Duration startAllowance() {
        var usual = settings.startAllowance().orElse(Duration.ofSeconds(90));
        var learnt = kept.lastStart().map(last -> last.multipliedBy(3)).orElse(Duration.ZERO);
        return settings.startAllowance().isPresent() || usual.compareTo(learnt) > 0
                ? usual
                : learnt;
    }
}
