package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.Step.Remove;
import dev.berth.runtime.decision.Step.Stop;
import dev.berth.runtime.decision.Step.TakeAway;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.ContainerState.Created;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Paused;
import dev.berth.runtime.engine.ContainerState.Removing;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.service.OpenClaw;
import java.time.Duration;
import java.util.Optional;

/// Rows for a container that should stop or go.
final class Ending {
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// What it takes to end a service that did not hear, and to write that down.
    private static final Duration FOR_THE_ENGINE = Duration.ofMillis(1500);

    /// How long the engine may take to remove what it has begun to remove.
    private static final Duration LEAVING = Duration.ofMinutes(2);

    private Ending() {}

    /// It is on its way out; when that does not come to an end, the person is told.
    static Step leaving(Situation now) {
        return now.recent()
                .unreadySince()
                .filter(since -> !now.now().isBefore(since.plus(LEAVING)))
                .<Step>map(since -> Halts.stuckRemoving(since))
                .orElseGet(() -> Reach.waiting(Stage.RECOVERING));
    }

    /// Stops it. After some tries in a row it goes, where they are said to have succeeded: the
    /// engine has lost count of its run. Else says so, and tries less often.
    static Step stop(Situation now, Ours ours, Stage stage) {
        var stops = now.history().stops();
        if (stops.count() >= TRIES && stops.last().isPresent()) {
            if (now.history().stoppedInVain()) {
                return new Remove(ours.id());
            }
            var retry = stops.last().get().at().plus(PAUSE);
            if (!now.isOver(stops.last().get().at(), retry)) {
                return Halts.cannotStop(stops.last().get(), Reach.until(now, retry));
            }
        }
        return new Stop(ours.id(), allowance(now), stage);
    }

    /// Its own, or what is left to whoever quits, less what the engine needs.
    private static Duration allowance(Situation now) {
        if (now.wish() instanceof Wish.Quit(_, var giveUpAt)) {
            var left = Duration.between(now.now(), giveUpAt);
            if (left.compareTo(OpenClaw.STOP_ALLOWANCE) < 0) {
                var less = left.minus(FOR_THE_ENGINE);
                return less.isNegative() ? Duration.ZERO : less;
            }
        }
        return OpenClaw.STOP_ALLOWANCE;
    }

    /// The same where it is known to run.
    static Optional<Step> stopIfRunning(Situation now, Stage stage) {
        return now.seen().container() instanceof Known<ContainerState>(Ours ours)
                        && (ours instanceof Running || ours instanceof Paused)
                ? Optional.of(stop(now, ours, stage))
                : Optional.empty();
    }

    /// One on our data that is not provably ours is left alone, unless the person said that exactly
    /// this one is to go.
    static Step another(Situation now, AnotherOnOurData other) {
        return now.history().isToGo(other.id().value())
                ? new TakeAway(other.id())
                : Halts.ownerUnsafe(other, now.history().takenAwayInVain(other.id().value()));
    }

    /// The next act on the way to having none of ours.
    static Step away(Situation now, Ours ours) {
        return switch (ours) {
            case Running _, Paused _ -> stop(now, ours, Stage.RECOVERING);
            case Removing _ -> leaving(now);
            case Created _, Exited _ -> new Remove(ours.id());
        };
    }
}
