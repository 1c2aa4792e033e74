package dev.berth.runtime.decision;

import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.UpdateStep.BringRelease;
import dev.berth.runtime.decision.UpdateStep.FinishUpdate;
import dev.berth.runtime.decision.UpdateStep.LeaveRelease;
import dev.berth.runtime.decision.UpdateStep.SwitchRelease;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Absent;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Paused;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Fact.Unknown;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.Update;
import dev.berth.runtime.store.Update.Here;
import dev.berth.runtime.store.Update.Release;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Rows for another release on its way to be used (decision 39). They come before all others; what
/// they say nothing of goes its usual way.
final class Updating {
    /// Falls of the service with another release after which that is given up.
    private static final int TRIES = 3;

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private Updating() {}

    static Optional<Step> step(Situation now) {
        return isOfConcern(now.wish())
                ? now.kept().program().here().flatMap(update -> step(now, update))
                : Optional.empty();
    }

    private static boolean isOfConcern(Wish wish) {
        return switch (wish) {
            case Wish.Running _, Wish.Paused _ -> true;
            case Wish.Idle _, Wish.SetUp _, Wish.Nothing _, Wish.Quit _ -> false;
        };
    }

    private static Optional<Step> step(Situation now, Here update) {
        return switch (update.stage()) {
            case FETCHED -> Optional.empty(); // until the data is copied
            case COPIED -> using(now, update.wanted());
            case SWAPPED ->
                    using(now, update.wanted())
                            .or(() -> bringing(now, update))
                            .or(() -> proving(now, update));
            case GOING_BACK ->
                    using(now, update.old())
                            .or(() -> bringing(now, update))
                            .or(() -> Optional.of(new FinishUpdate(true)));
        };
    }

    // -- which release is used

    /// The next act on the way to having this one used; empty when it is.
    private static Optional<Step> using(Situation now, Release release) {
        if (isUsed(now, release)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (now.seen().container()) {
                    case Unknown<ContainerState> _ -> Decision.usual(now);
                    case Known<ContainerState>(AnotherOnOurData other) ->
                            Ending.another(now, other);
                    case Known<ContainerState>(Absent _) -> new SwitchRelease(release);
                    case Known<ContainerState>(Ours ours) ->
                            ours instanceof Running || ours instanceof Paused
                                    ? Ending.stop(now, ours, Stage.PREPARING)
                                    : Ending.away(now, ours);
                });
    }

    /// Written down in the notes first, and chosen in the settings.
    private static boolean isUsed(Situation now, Release release) {
        var stage = now.kept().program().here().map(Here::stage);
        return !stage.equals(Optional.of(Update.Stage.COPIED))
                && now.settings().release().equals(Optional.of(release.reference()))
                && now.kept().program().pin().equals(Optional.of(release));
    }

    // -- which data

    /// The next act on the way to the data that belongs to it. Nothing is started before.
    private static Optional<Step> bringing(Situation now, Here update) {
        if (update.bring().isEmpty()) {
            return Optional.empty();
        }
        if (now.kept().restore().isPresent()) {
            return Copying.step(now).or(() -> Optional.of(waiting()));
        }
        return Optional.of(
                now.copying()
                        .trouble()
                        .<Step>map(why ->
                                new Step.Halt(
                                        new Problem(
                                                ProblemKind.DATA_GONE,
                                                "The data from before the update could not be put"
                                                        + " back yet; Berth tries again each"
                                                        + " minute. Nothing is lost: it is in the"
                                                        + " safety copies.",
                                                List.of(why)),
                                        AGAIN))
                        .orElseGet(Updating::waiting));
    }

    private static Step waiting() {
        return new Step.Wait(Stage.RESTORING, 0, SOON);
    }

    // -- whether it works

    /// While the service is not wanted there is nothing to wait for.
    private static Optional<Step> proving(Situation now, Here update) {
        if (!(now.wish() instanceof Wish.Running)) {
            return Optional.empty();
        }
        if (now.history().isReady() && Copying.isServing(now)) {
            return Optional.of(new FinishUpdate(false));
        }
        return isHopeless(now) ? Optional.of(new LeaveRelease(update.wanted())) : Optional.empty();
    }

    private static boolean isHopeless(Situation now) {
        return now.history().handsOff()
                || now.history().isSpent()
                || now.history().failures() >= TRIES
                || now.history().lastFall().filter(Updating::tellsEnough).isPresent()
                || now.history().fetches().count() > 0;
    }

    /// It had its whole start allowance, or says itself that another start is no use.
    private static boolean tellsEnough(Fell fall) {
        return fall.cause() == FallCause.NEVER_READY || fall.cause() == FallCause.REFUSED_SETTINGS;
    }

    // -- beside everything else

    /// Another release is brought here where there is nothing else to do.
    static Step beside(Situation now, Step step) {
        return now.kept().program().update().orElse(null) instanceof Update.Asked(var wanted, _)
                        && isOfConcern(now.wish())
                        && isPause(step)
                        && isUsable(now)
                        && !now.copying().underWay()
                        && now.kept().restore().isEmpty()
                ? new BringRelease(wanted, image(now))
                : step;
    }

    private static boolean isPause(Step step) {
        return step instanceof Step.Rest
                || step instanceof Step.StayPaused
                || step instanceof Step.Halt;
    }

    private static boolean isUsable(Situation now) {
        return now.seen().host() instanceof Known<HostState>
                && now.seen().engine() instanceof Known<EngineState>(EngineState.Usable _);
    }

    private static Optional<String> image(Situation now) {
        return now.seen().container() instanceof Known<ContainerState>(Ours ours)
                ? Optional.of(ours.image())
                : Optional.empty();
    }
}
