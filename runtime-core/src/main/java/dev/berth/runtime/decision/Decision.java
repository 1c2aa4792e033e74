package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.Step.End;
import dev.berth.runtime.decision.Step.FinishSetUp;
import dev.berth.runtime.decision.Step.LoadRelease;
import dev.berth.runtime.decision.Step.StayEmpty;
import dev.berth.runtime.decision.Step.StayPaused;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Absent;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.ContainerState.Created;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Paused;
import dev.berth.runtime.engine.ContainerState.Removing;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Fact.Unknown;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.time.Duration;
import java.util.ArrayList;

/// The decision table of DESIGN 5: from what should be and what is, the next step. Pure and total.
public final class Decision {
    static final Duration HEALTHY_LOOK = Duration.ofSeconds(10);
    static final Duration QUIET_LOOK = Duration.ofMinutes(5);

    private Decision() {}

    /// The next step. The first row that matches wins.
    public static Step next(Situation now) {
        return switch (now.wish()) {
            case Wish.Idle _ -> new Step.StayIdle(QUIET_LOOK);
            case Wish.Running running -> whileReachable(now, () -> up(now, running));
            case Wish.SetUp setUp -> whileReachable(now, () -> settingUp(now, setUp));
            case Wish.Paused _ -> down(now, new StayPaused(QUIET_LOOK));
            case Wish.Quit quit -> quitting(now, quit);
            case Wish.Nothing nothing -> cleaning(now, nothing);
        };
    }

    /// Whether how the container stands says enough already: a fall is noted, and so shown, before
    /// anything else is looked at.
    public static boolean isEnough(ContainerState state, History history) {
        return state instanceof Exited exited && BringUp.isNews(history, exited);
    }

    private static Step whileReachable(Situation now, Row next) {
        return Reach.hindrance(now).orElseGet(next::step);
    }

    private interface Row {
        Step step();
    }

    // -- the service should run

    private static Step up(Situation now, Wish.Running wish) {
        return switch (now.seen().container()) {
            case Unknown<ContainerState>(var cause) -> Reach.lookAgain(now, cause);
            case Known<ContainerState>(AnotherOnOurData other) -> Halts.ownerUnsafe(other);
            case Known<ContainerState>(Removing _) -> Ending.leaving(now);
            case Known<ContainerState>(Absent _) -> BringUp.absent(now);
            case Known<ContainerState>(Created created) -> BringUp.created(now, created);
            case Known<ContainerState>(Exited exited) -> BringUp.exited(now, exited);
            case Known<ContainerState>(Paused paused) -> BringUp.paused(now, paused);
            case Known<ContainerState>(Running running) -> Serving.running(now, wish, running);
        };
    }

    // -- everything that a start needs should be there

    /// What was made before was made with the settings and keys of then, so it goes; data is kept.
    private static Step settingUp(Situation now, Wish.SetUp wish) {
        if (wish.fileToLoad().isPresent()) {
            return new LoadRelease(wish.fileToLoad().get());
        }
        return switch (now.seen().container()) {
            case Unknown<ContainerState>(var cause) -> Reach.lookAgain(now, cause);
            case Known<ContainerState>(AnotherOnOurData other) -> Halts.ownerUnsafe(other);
            case Known<ContainerState>(Ours ours) -> Ending.away(now, ours);
            case Known<ContainerState> _ -> Supplies.missing(now).orElseGet(FinishSetUp::new);
        };
    }

    // -- the service should be stopped

    private static Step down(Situation now, Step whenDown) {
        return switch (now.seen().container()) {
            case Unknown<ContainerState>(var cause) ->
                    Reach.hindrance(now).orElseGet(() -> Reach.lookAgain(now, cause));
            case Known<ContainerState>(Running running) ->
                    Ending.stop(now, running, Stage.STOPPING);
            case Known<ContainerState>(Paused paused) -> Ending.stop(now, paused, Stage.STOPPING);
            case Known<ContainerState> _ -> whenDown;
        };
    }

    private static Step quitting(Situation now, Wish.Quit quit) {
        if (quit.leaveRunning() || !now.now().isBefore(quit.giveUpAt())) {
            return new End();
        }
        return switch (down(now, new End())) {
            case Step.Halt _, Step.Unclear _ -> new End();
            case Step other -> other;
        };
    }

    // -- nothing of ours should be there

    private static Step cleaning(Situation now, Wish.Nothing wish) {
        var items = new ArrayList<>(now.kept().cleanUps());
        if (!items.isEmpty()
                && now.seen().container() instanceof Known<ContainerState>(Ours ours)
                && !items.contains(new CleanUp.Service(ours.id().value()))) {
            items.addFirst(new CleanUp.Service(ours.id().value()));
        }
        return items.stream()
                .filter(item -> !wish.tried().contains(item.toString()))
                .filter(item -> mayClean(now, item))
                .findFirst()
                .<Step>map(Step.Clean::new)
                .orElseGet(
                        () -> new StayEmpty(items.isEmpty() ? QUIET_LOOK : Duration.ofMinutes(1)));
    }

    /// The service is stopped only where it is known to be ours, and its files are erased only when
    /// nobody can be writing them (DESIGN 4, rules 1, 2 and 5). What may not be cleaned now stays
    /// on the list.
    private static boolean mayClean(Situation now, CleanUp item) {
        if (!(now.seen().container() instanceof Known<ContainerState>(var container))) {
            return !(item instanceof CleanUp.Service || item instanceof CleanUp.ServiceFiles);
        }
        return switch (item) {
            case CleanUp.Service(var id) ->
                    !(container instanceof AnotherOnOurData other && other.id().value().equals(id));
            case CleanUp.ServiceFiles _ ->
                    switch (container) {
                        case Absent _, Created _, Exited _ -> true;
                        case Running _, Paused _, Removing _, AnotherOnOurData _ -> false;
                    };
            case CleanUp.Secret _, CleanUp.Notes _ -> true;
        };
    }
}
