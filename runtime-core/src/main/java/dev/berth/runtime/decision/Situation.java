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
/// @param copying what is being done with safety copies
/// @param recent what this supervisor has seen in its last looks
/// @param now the time of the decision
public record Situation(
        Wish wish,
        RuntimeState kept,
        Settings settings,
        Observation seen,
        History history,
        CopyWork copying,
        Recent recent,
        Instant now) {

    /// What the last looks in a row had in common. Forgotten when we end.
    ///
    /// @param unknownSince since when a needed fact is unknown
    /// @param unreadySince since when the running service does not answer as it should
    /// @param oddSince since when it answers, but not as the one that we started
    /// @param looks how many looks in a row that was, at least 1 while one of them is set
    /// @param away how the machine was at the newest look, if it was on its way or silent
    /// @param woke when the computer last woke from sleep, or its clock was set
    public record Recent(
            Optional<Instant> unknownSince,
            Optional<Instant> unreadySince,
            Optional<Instant> oddSince,
            int looks,
            Optional<Away> away,
            Optional<Instant> woke) {
        public static final Recent NOTHING =
                new Recent(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty());

        /// A machine that cannot be used yet, or not any more.
        ///
        /// @param starting whether it is on its way; otherwise it is silent
        public record Away(boolean starting, Instant since) {}

        /// All is as it should be, but for what lasts.
        public Recent calm() {
            return new Recent(Optional.empty(), Optional.empty(), Optional.empty(), 0, away, woke);
        }

        /// The computer woke, or its clock was set: what was reckoned before holds no longer.
        public static Recent woken(Instant at) {
            return new Recent(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    Optional.of(at));
        }

        /// The machine was seen on its way, or silent; empty when it is neither.
        public Recent away(Optional<Away> now) {
            var same =
                    away.filter(before ->
                            now.filter(one -> one.starting() == before.starting()).isPresent());
            return new Recent(
                    unknownSince, unreadySince, oddSince, looks, same.or(() -> now), woke);
        }

        /// Since when the machine is as it was at the newest look.
        Optional<Instant> awaySince() {
            return away.map(Away::since);
        }

        /// One more look at which a needed fact was unknown.
        public Recent unknown(Instant at) {
            return new Recent(
                    unknownSince.or(() -> Optional.of(at)),
                    unreadySince,
                    oddSince,
                    unknownSince.isPresent() ? looks + 1 : 1,
                    away,
                    woke);
        }

        /// One more look at which the running service was not ready, or the old one not yet gone.
        ///
        /// @param odd whether it answers, but not as the one that we started
        public Recent unready(Instant at, boolean odd) {
            return new Recent(
                    Optional.empty(),
                    unreadySince.or(() -> Optional.of(at)),
                    oddSince.or(() -> Optional.of(at)).filter(_ -> odd),
                    unreadySince.isPresent() ? looks + 1 : 1,
                    away,
                    woke);
        }
    }

    /// How long nothing is repaired after the computer woke: connections may be dead for a minute
    /// (podman.md N-07).
    static final Duration WAKING = Duration.ofSeconds(60);

    /// This moment, or the end of waking up where that is later.
    Instant afterWaking(Instant then) {
        var awake = recent.woke().map(at -> at.plus(WAKING));
        return awake.filter(end -> end.isAfter(then)).orElse(then);
    }

    /// Whether a pause is over. One that began after now was noted before the clock was set back:
    /// nobody can say how much of it is left, so that it holds nobody up.
    boolean isOver(Instant began, Instant ends) {
        return now.isBefore(began) || !now.isBefore(ends);
    }

    /// How long a start may take.
    public Duration startAllowance() {
        var usual = settings.startAllowance().orElse(Duration.ofSeconds(90));
        var learnt = kept.lastStart().map(last -> last.multipliedBy(3)).orElse(Duration.ZERO);
        return settings.startAllowance().isPresent() || usual.compareTo(learnt) > 0
                ? usual
                : learnt;
    }
}
