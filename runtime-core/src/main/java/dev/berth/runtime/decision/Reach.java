package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Fact.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rows on whether the engine can be reached, and on what is not known.
final class Reach {
    /// How long a needed fact may stay unknown before the person is told.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /// The same where looking again is not likely to change anything.
    private static final Duration LESS_PATIENCE = Duration.ofSeconds(2);

    /// How often a person who is mending something wants to see that it was noticed: within two
    /// seconds, with the service's own start not counted.
    private static final List<Duration> FIRST_LOOKS =
            List.of(Duration.ofMillis(200), Duration.ofMillis(500));

    private static final Duration WHILE_MENDED = Duration.ofSeconds(1);

    /// Nobody mends for as long as that; one look costs up to a tenth of a second of work.
    private static final int LOOKS_WHILE_MENDED = 180;

    /// How long an engine that was revived is not revived again.
    private static final Duration REVIVAL = Duration.ofMinutes(10);

    private static final Duration LATER = Duration.ofSeconds(5);

    private Reach() {}

    /// What stands in the way of using the engine, if anything does.
    static Optional<Step> hindrance(Situation now) {
        if (now.seen().host() instanceof Unknown<HostState>(var cause)) {
            return Optional.of(lookAgain(now, cause));
        }
        return Hosting.step(now).or(() -> engine(now));
    }

    /// The same for a service that should be stopped: nothing is brought up for that.
    static Optional<Step> engine(Situation now) {
        return switch (now.seen().engine()) {
            case Unknown<EngineState>(var cause) -> Optional.of(lookAgain(now, cause));
            case Known<EngineState>(EngineState.Missing(var failure)) ->
                    Optional.of(Halts.engine(failure, pause(now)));
            case Known<EngineState>(EngineState.TooOld(var failure)) ->
                    Optional.of(Halts.engine(failure, pause(now)));
            case Known<EngineState>(EngineState.Unusable(var failure)) ->
                    revival(now).or(() -> Optional.of(Halts.engine(failure, pause(now))));
            case Known<EngineState>(EngineState.Usable _) -> Optional.empty();
        };
    }

    /// What brings back an engine that refuses because of what it remembers.
    static Optional<Step> revival(Situation now) {
        return now.seen().engine() instanceof Known<EngineState>(EngineState.Unusable(var failure))
                        && mayRevive(now, failure)
                ? Optional.of(new Step.Revive())
                : Optional.empty();
    }

    /// Once in [#REVIVAL]: what does not help the first time does not help at all.
    private static boolean mayRevive(Situation now, EngineFailure failure) {
        return failure.kind() == EngineFailure.Kind.STALE
                && !(now.wish() instanceof Wish.Quit)
                && now.history()
                        .acts()
                        .revived()
                        .filter(at -> !now.isOver(at, at.plus(REVIVAL)))
                        .isEmpty();
    }

    /// A fact that is needed next is unknown: look again with back-off, and after [#PATIENCE] say
    /// so. Nothing is done on the strength of it (DESIGN 4, rule 1).
    static Step lookAgain(Situation now, Fact.Cause cause) {
        var pause = pause(now);
        var tooLong =
                now.recent()
                        .unknownSince()
                        .filter(since -> !now.now().isBefore(since.plus(patience(cause))))
                        .isPresent();
        return tooLong ? Halts.cannotTell(cause, pause) : new Step.LookAgain(cause, pause);
    }

    /// Until the next look at an engine that does not answer as it should.
    private static Duration pause(Situation now) {
        int looks = Math.max(0, now.recent().looks() - 1);
        if (looks < FIRST_LOOKS.size()) {
            return FIRST_LOOKS.get(looks);
        }
        return looks < LOOKS_WHILE_MENDED ? WHILE_MENDED : LATER;
    }

    private static Duration patience(Fact.Cause cause) {
        return cause instanceof Fact.Cause.EngineSilent(var failure) && failure.stands()
                ? LESS_PATIENCE
                : PATIENCE;
    }

    /// Something goes on by itself.
    static Step waiting(Stage stage) {
        return new Step.Wait(stage, 0, Duration.ofMillis(500));
    }

    /// Time from now until then, at least a little.
    static Duration until(Situation now, Instant then) {
        var left = Duration.between(now.now(), then);
        return left.compareTo(Duration.ofMillis(10)) < 0 ? Duration.ofMillis(10) : left;
    }
}
