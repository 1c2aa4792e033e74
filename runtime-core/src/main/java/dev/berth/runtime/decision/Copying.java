package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.CopyStep.BeginRestore;
import dev.berth.runtime.decision.CopyStep.FinishRestore;
import dev.berth.runtime.decision.CopyStep.GoOn;
import dev.berth.runtime.decision.CopyStep.StandStill;
import dev.berth.runtime.decision.CopyStep.SwapBack;
import dev.berth.runtime.decision.CopyStep.SwapData;
import dev.berth.runtime.decision.CopyWork.Hush;
import dev.berth.runtime.decision.CopyWork.Hush.Phase;
import dev.berth.runtime.decision.Step.HoldStill;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Absent;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.ContainerState.Created;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Paused;
import dev.berth.runtime.engine.ContainerState.Removing;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.store.RuntimeState.Restore;
import java.time.Duration;
import java.util.Optional;

/// Rows for a service that holds still while it is copied, and for a safety copy on its way to be
/// the data (decision 38). They come before all others; what they say nothing of goes its usual
/// way.
final class Copying {
    /// Falls of the service on other data after which that is given up.
    private static final int TRIES = 3;

    private Copying() {}

    static Optional<Step> step(Situation now) {
        return restoring(now).or(() -> standing(now));
    }

    // -- holding still

    private static Optional<Step> standing(Situation now) {
        return now.copying().hush().flatMap(hush -> standing(now, hush));
    }

    private static Optional<Step> standing(Situation now, Hush hush) {
        if (isDown(now) && now.now().isBefore(hush.until()) && hush.phase() != Phase.OVER) {
            return Optional.of(held(now, hush));
        }
        if (!(now.seen().container() instanceof Known<ContainerState>(var container))) {
            return Optional.empty();
        }
        if (hush.phase() == Phase.OVER) {
            return container instanceof Paused paused && !hush.stops()
                    ? Optional.of(new GoOn(paused.id()))
                    : Optional.empty();
        }
        var late = !now.now().isBefore(hush.until());
        return switch (container) {
            case Running running when hush.phase() == Phase.ASKED && !late ->
                    Optional.of(
                            hush.stops()
                                    ? Ending.stop(now, running, Stage.COPYING)
                                    : new StandStill(running.id()));
            case Paused paused when !hush.stops() ->
                    Optional.of(late ? new GoOn(paused.id()) : held(now, hush));
            case Paused paused when !late -> Optional.of(Ending.stop(now, paused, Stage.COPYING));
            case Created _, Exited _, Absent _ when !late -> Optional.of(held(now, hush));
            case Running _,
                    Paused _,
                    Created _,
                    Exited _,
                    Absent _,
                    Removing _,
                    AnotherOnOurData _ ->
                    Optional.empty();
        };
    }

    /// Nothing can run where there is nothing to run in.
    private static boolean isDown(Situation now) {
        return isBare(now) || isHostDown(now);
    }

    /// A home in which nothing was set up, on a computer on which nothing can be.
    private static boolean isBare(Situation now) {
        return !now.kept().configured()
                && now.kept().container().isEmpty()
                && now.seen().engine() instanceof Known<EngineState>(EngineState.Missing _);
    }

    private static boolean isHostDown(Situation now) {
        return now.seen().host() instanceof Known<HostState>(var host)
                && switch (host) {
                    case HostState.Absent _, HostState.HalfMade _, HostState.Stopped _ -> true;
                    case HostState.Native _,
                            HostState.Starting _,
                            HostState.Running _,
                            HostState.Unreachable _,
                            HostState.BlockedBy _ ->
                            false;
                };
    }

    private static Step held(Situation now, Hush hush) {
        var left = Duration.between(now.now(), hush.until());
        return new HoldStill(!hush.stops(), left.isNegative() ? Duration.ZERO : left);
    }

    // -- bringing a copy back

    private static Optional<Step> restoring(Situation now) {
        return now.kept().restore().flatMap(restore -> restoring(now, restore));
    }

    private static Optional<Step> restoring(Situation now, Restore restore) {
        return switch (restore.stage()) {
            case ASKED ->
                    now.copying().underWay()
                            ? Optional.empty()
                            : Optional.of(new BeginRestore(restore.copy()));
            case EXTRACTED -> whenStopped(now, new SwapData(restore.copy()));
            case SWAPPED -> proving(now, restore);
            case GOING_BACK -> whenStopped(now, new SwapBack(restore.copy()));
        };
    }

    /// Nothing may use the data while it is swapped.
    private static Optional<Step> whenStopped(Situation now, Step then) {
        if (isDown(now)) {
            return Optional.of(then);
        }
        if (!(now.seen().container() instanceof Known<ContainerState>(var container))) {
            return Optional.empty();
        }
        return switch (container) {
            case Running running -> Optional.of(Ending.stop(now, running, Stage.RESTORING));
            case Paused paused -> Optional.of(Ending.stop(now, paused, Stage.RESTORING));
            case Created _, Exited _, Absent _ -> Optional.of(then);
            case Removing _, AnotherOnOurData _ -> Optional.empty();
        };
    }

    /// Where the service should not run there is nothing to wait for.
    private static Optional<Step> proving(Situation now, Restore restore) {
        if (!(now.wish() instanceof Wish.Running)
                || now.history().handsOff()
                || now.kept().program().here().isPresent()) { // that has a way back of its own
            return Optional.of(new FinishRestore(restore.copy(), restore.before()));
        }
        if (now.history().isReady() && isServing(now)) {
            return Optional.of(new FinishRestore(restore.copy(), restore.before()));
        }
        return now.history().isSpent() || now.history().failures() >= TRIES
                ? whenStopped(now, new SwapBack(restore.copy()))
                : Optional.empty();
    }

    /// Whether this very run was proven Ready.
    static boolean isServing(Situation now) {
        return now.seen().container() instanceof Known<ContainerState>(Ours ours)
                && ours instanceof Running running
                && now.history().isProven(running.id().value(), running.since());
    }
}
