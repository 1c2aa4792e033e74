package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Provider;
import dev.berth.runtime.decision.Step.End;
import dev.berth.runtime.decision.Step.FinishSetUp;
import dev.berth.runtime.decision.Step.LoadRelease;
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
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Fact.Unknown;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.JournalEntry.Noticed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The decision table of DESIGN 5: from what should be and what is, the next step. Pure and total.
public final class Decision {
    static final Duration HEALTHY_LOOK = Duration.ofSeconds(10);
    static final Duration QUIET_LOOK = Duration.ofMinutes(5);

    /// At a service that was given up while it was starting.
    private static final Duration LEFT_LOOK = Duration.ofSeconds(3);

    private Decision() {}

    /// The next step. The first row that matches wins.
    public static Step next(Situation now) {
        var first =
                isForCopies(now.wish())
                        ? Updating.step(now).or(() -> Copying.step(now))
                        : Optional.<Step>empty();
        return Updating.beside(now, first.orElseGet(() -> usual(now)));
    }

    /// Leaving waits for nothing.
    private static boolean isForCopies(Wish wish) {
        return switch (wish) {
            case Wish.Idle _, Wish.Running _, Wish.Paused _, Wish.SetUp _, Wish.Nothing _ -> true;
            case Wish.Quit _ -> false;
        };
    }

    /// As if nothing was copied, brought back or updated.
    static Step usual(Situation now) {
        return switch (now.wish()) {
            case Wish.Idle _ -> new Step.StayIdle(QUIET_LOOK);
            case Wish.Running _ when now.history().handsOff() -> handsOff(now);
            case Wish.Running running ->
                    tidily(
                            now,
                            Moving.step(now)
                                    .orElseGet(() -> whileReachable(now, () -> up(now, running))));
            case Wish.SetUp setUp -> settingUp(now, setUp);
            case Wish.Paused _ -> tidily(now, down(now, new StayPaused(QUIET_LOOK)));
            case Wish.Quit quit -> quitting(now, quit);
            case Wish.Nothing nothing -> Tidying.cleaning(now, nothing);
        };
    }

    /// Whether how the container stands says enough already: a fall is noted, and so shown, before
    /// anything else is looked at.
    public static boolean isEnough(ContainerState state, History history, Instant now) {
        return state instanceof Exited exited && BringUp.isNews(history, exited, now);
    }

    private static Step whileReachable(Situation now, Row next) {
        return Reach.hindrance(now).orElseGet(next::step);
    }

    private interface Row {
        Step step();
    }

    /// Where all is as it should be there is time for what a reset has left.
    private static Step tidily(Situation now, Step step) {
        return switch (step) {
            case Step.Rest rest -> Tidying.inThePause(now, rest);
            case StayPaused rest -> Tidying.inThePause(now, rest);
            default -> step;
        };
    }

    // -- the service should run

    /// The person gave up what was under way: nothing is done. What was left running may get ready
    /// by itself, and is looked after from then on.
    private static Step handsOff(Situation now) {
        if (!(now.seen().container() instanceof Known<ContainerState>(Running _))) {
            return Halts.stoppedByYou(now, QUIET_LOOK);
        }
        return now.seen().endpoint() instanceof Known<EndpointState>(EndpointState.Ready _)
                ? new Step.Note(new Noticed(now.now(), History.SERVES_ANYWAY, Optional.empty()))
                : Halts.stoppedByYou(now, LEFT_LOOK);
    }

    private static Step up(Situation now, Wish.Running wish) {
        return Entrance.moved(now)
                .or(() -> Hosting.turn(now))
                .or(() -> Hosting.otherSize(now))
                .or(() -> Renewal.step(now))
                .orElseGet(() -> asItStands(now, wish));
    }

    private static Step asItStands(Situation now, Wish.Running wish) {
        return switch (now.seen().container()) {
            case Unknown<ContainerState>(var cause) -> Reach.lookAgain(now, cause);
            case Known<ContainerState>(AnotherOnOurData other) -> Ending.another(now, other);
            case Known<ContainerState>(Removing _) -> Ending.leaving(now);
            case Known<ContainerState>(Absent _) -> BringUp.absent(now);
            case Known<ContainerState>(Created created) -> BringUp.created(now, created);
            case Known<ContainerState>(Exited exited) -> BringUp.exited(now, exited);
            case Known<ContainerState>(Paused paused) -> BringUp.paused(now, paused);
            case Known<ContainerState>(Running running) -> Serving.running(now, wish, running);
        };
    }

    // -- everything that a start needs should be there

    /// What was made before was made with the settings and keys of then, so it goes, once the
    /// release that takes its place is there; data is kept.
    private static Step settingUp(Situation now, Wish.SetUp wish) {
        var provider = now.settings().provider().filter(_ -> wish.tellProvider());
        if (provider.filter(OpenClaw::needsModel).isPresent()) {
            return new Step.FindModel(provider.get()); // before anything is taken away for it
        }
        return Moving.step(now)
                .orElseGet(() -> whileReachable(now, () -> supplying(now, wish, provider)));
    }

    private static Step supplying(Situation now, Wish.SetUp wish, Optional<Provider> provider) {
        if (wish.fileToLoad().isPresent()) {
            return new LoadRelease(wish.fileToLoad().get());
        }
        return switch (now.seen().container()) {
            case Unknown<ContainerState>(var cause) -> Reach.lookAgain(now, cause);
            case Known<ContainerState>(AnotherOnOurData other) -> Ending.another(now, other);
            case Known<ContainerState>(Ours ours) ->
                    Supplies.image(now).orElseGet(() -> Ending.away(now, ours));
            case Known<ContainerState> _ ->
                    Tidying.beforeSetUp(now)
                            .or(() -> Supplies.missing(now))
                            .or(() -> provider.map(Step.TellProvider::new))
                            .orElseGet(FinishSetUp::new);
        };
    }

    // -- the service should be stopped

    private static Step down(Situation now, Step whenDown) {
        return switch (now.seen().container()) {
            case Unknown<ContainerState>(var cause) ->
                    HostDown.unseen(now, whenDown)
                            .or(() -> unreachable(now))
                            .orElseGet(() -> Reach.lookAgain(now, cause));
            case Known<ContainerState>(Running running) ->
                    Ending.stop(now, running, Stage.STOPPING);
            case Known<ContainerState>(Paused paused) -> Ending.stop(now, paused, Stage.STOPPING);
            case Known<ContainerState> _ -> whenDown;
        };
    }

    private static Optional<Step> unreachable(Situation now) {
        return now.seen().host() instanceof Unknown<HostState>(var unknown)
                ? Optional.of(Reach.lookAgain(now, unknown))
                : Reach.engine(now);
    }

    private static Step quitting(Situation now, Wish.Quit quit) {
        if (quit.leaveRunning() || !now.now().isBefore(quit.giveUpAt())) {
            return new End();
        }
        return switch (down(now, new End())) {
            case Step.Halt _, Step.Unclear _ -> new End();
            case Step step
                    when step instanceof End
                            || !(now.seen().container() instanceof Known<ContainerState> _) ->
                    HostDown.quitting(now, quit).orElse(step);
            case Step other -> other;
        };
    }
}
