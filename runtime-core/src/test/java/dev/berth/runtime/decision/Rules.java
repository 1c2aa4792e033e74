package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.Step.Clean;
import dev.berth.runtime.decision.Step.Configure;
import dev.berth.runtime.decision.Step.Create;
import dev.berth.runtime.decision.Step.End;
import dev.berth.runtime.decision.Step.FetchRelease;
import dev.berth.runtime.decision.Step.FinishSetUp;
import dev.berth.runtime.decision.Step.LoadRelease;
import dev.berth.runtime.decision.Step.MakeData;
import dev.berth.runtime.decision.Step.MakeSecrets;
import dev.berth.runtime.decision.Step.Remove;
import dev.berth.runtime.decision.Step.Rest;
import dev.berth.runtime.decision.Step.Resting;
import dev.berth.runtime.decision.Step.Start;
import dev.berth.runtime.decision.Step.Stop;
import dev.berth.runtime.decision.Step.Tidy;
import dev.berth.runtime.decision.Step.Unpause;
import dev.berth.runtime.door.DoorState;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Absent;
import dev.berth.runtime.engine.ContainerState.Created;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Paused;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.PortState;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.RuntimeState.Restore;
import dev.berth.runtime.store.Update;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The rules of DESIGN 4 as far as a single decision can break them: what must hold of a situation
/// for its step to be allowed.
final class Rules {
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private Rules() {}

    /// Which rule this step breaks; empty when none.
    static Optional<String> broken(Situation now, Step step) {
        return (isForCopies(step) || isForUpdate(now, step)
                        ? Optional.<String>empty()
                        : wish(now, step))
                .or(() -> rest(now, step))
                .or(() -> facts(now, step));
    }

    /// Copying comes before what is wanted otherwise.
    private static boolean isForCopies(Step step) {
        return switch (step) {
            case CopyStep.StandStill _,
                    CopyStep.GoOn _,
                    Step.HoldStill _,
                    CopyStep.BeginRestore _,
                    CopyStep.SwapData _,
                    CopyStep.SwapBack _,
                    CopyStep.FinishRestore _,
                    UpdateStep.BringRelease _,
                    UpdateStep.SwitchRelease _,
                    UpdateStep.LeaveRelease _,
                    UpdateStep.FinishUpdate _ ->
                    true;
            case Stop(_, _, var stage) -> stage == Stage.COPYING || stage == Stage.RESTORING;
            default -> false;
        };
    }

    /// Paused, the old service is taken away too.
    private static boolean isForUpdate(Situation now, Step step) {
        return now.wish() instanceof Wish.Paused
                && step instanceof Remove
                && update(now).filter(one -> one.stage() != Update.Stage.FETCHED).isPresent();
    }

    // -- what the wish allows

    private static Optional<String> wish(Situation now, Step step) {
        return switch (now.wish()) {
            case Wish.Idle _ -> when(step instanceof Step.StayIdle, "idle does nothing");
            case Wish.Running _ -> upAndRunning(now, step);
            case Wish.Paused _ ->
                    when(
                            isTowardsDown(step) || step instanceof Tidy,
                            "a pause only stops, wakes what must hear it, and tidies up");
            case Wish.SetUp _ ->
                    when(
                            !(step instanceof Start
                                    || step instanceof Create
                                    || (step instanceof Clean(var item)
                                            && !(item instanceof CleanUp.ServiceFiles))
                                    || step instanceof Tidy
                                    || step instanceof End),
                            "set-up prepares, erases what was to be erased, and starts nothing");
            case Wish.Quit quit -> quit(now, quit, step);
            case Wish.Nothing nothing ->
                    when(
                            (step instanceof Clean && !nothing.told())
                                    || (step instanceof Tidy && nothing.told())
                                    || step instanceof Step.StayEmpty
                                    || step instanceof Step.LookAgain,
                            "what should be gone is cleaned or left");
        };
    }

    private static boolean isTowardsDown(Step step) {
        return step instanceof Resting || step instanceof Stop || step instanceof Unpause;
    }

    private static Optional<String> quit(Situation now, Wish.Quit quit, Step step) {
        if (quit.leaveRunning() || !now.now().isBefore(quit.giveUpAt())) {
            return when(step instanceof End, "quitting ends when its time is over");
        }
        return when(
                step instanceof End
                        || (isTowardsDown(step)
                                && !(step instanceof Step.Halt || step instanceof Step.Unclear)),
                "quitting stops and ends");
    }

    private static Optional<String> upAndRunning(Situation now, Step step) {
        if (step instanceof Clean || step instanceof End || step instanceof FinishSetUp) {
            return Optional.of("who wants to run loses nothing");
        }
        var next = now.history().nextTry();
        var tooEarly = next.isEmpty() || now.now().isBefore(next.get());
        var restarts = now.wish() instanceof Wish.Running(var since) && since.isPresent();
        return when(
                !(tooEarly
                        && step instanceof Step.Act
                        && !(step instanceof Tidy)
                        && !(restarts && step instanceof Stop)),
                "nothing is tried before its time");
    }

    // -- rest

    private static Optional<String> rest(Situation now, Step step) {
        if (step instanceof Resting resting
                && (!resting.lookAgain().isPositive()
                        || resting.lookAgain().compareTo(LONGEST_REST) > 0)) {
            return Optional.of("rest is bounded: " + resting.lookAgain());
        }
        return step instanceof Rest
                ? when(
                        now.wish() instanceof Wish.Running
                                && is(now.seen().container(), Running.class)
                                && is(now.seen().endpoint(), EndpointState.Ready.class),
                        "Ready is proven")
                : Optional.empty();
    }

    // -- what the facts allow

    private static Optional<String> facts(Situation now, Step step) {
        if (!(step instanceof Step.Act act)) {
            return Optional.empty();
        }
        if (!(act instanceof Clean(CleanUp.Notes _) || act instanceof Tidy(CleanUp.Notes _, _))
                && !(act instanceof MachineStep
                        || act instanceof Step.FindModel
                        || act instanceof CopyStep.BeginRestore
                        || act instanceof CopyStep.FinishRestore
                        || act instanceof UpdateStep.LeaveRelease
                        || act instanceof UpdateStep.FinishUpdate
                        || act instanceof Clean(CleanUp.SafetyCopies _)
                        || act instanceof Tidy(CleanUp.SafetyCopies _, _)
                        || act instanceof Clean(CleanUp.OwnMachine _)
                        || act instanceof Tidy(CleanUp.OwnMachine _, _))
                && !(is(now.seen().host()) && is(now.seen().engine(), EngineState.Usable.class))) {
            return Optional.of("no act without an engine");
        }
        return switch (act) {
            case MachineStep _ -> Optional.empty();
            case FetchRelease _ ->
                    when(
                            now.seen().image().equals(Fact.known(Optional.empty())),
                            "fetch if absent");
            case LoadRelease(var file) ->
                    when(
                            now.wish() instanceof Wish.SetUp
                                    || (now.settings().fetching().file().equals(Optional.of(file))
                                            && now.seen()
                                                    .image()
                                                    .equals(Fact.known(Optional.empty()))),
                            "load at set-up, or again from the same file if absent");
            case FinishSetUp _, Step.FindModel _ ->
                    when(now.wish() instanceof Wish.SetUp, "part of set-up");
            case Step.TellProvider _ ->
                    when(
                            now.wish() instanceof Wish.SetUp(_, var tell)
                                    && tell
                                    && is(now.seen().container(), Absent.class)
                                    && supplied(now),
                            "told once, while nothing runs and the data is there");
            case Step.Revive _ ->
                    when(
                            now.seen().engine()
                                            instanceof
                                            Known<EngineState>(EngineState.Unusable(var failure))
                                    && failure.kind() == EngineFailure.Kind.STALE,
                            "only what was left behind is put in order");
            case MakeData _ ->
                    when(
                            is(now.seen().data(), DataFolder.State.NeverMade.class)
                                    || is(now.seen().data(), DataFolder.State.Present.class),
                            "data that is gone is never made anew");
            case MakeSecrets _ ->
                    when(
                            now.seen().missingSecrets() instanceof Known<List<String>>(var missing)
                                    && (!missing.isEmpty() || now.history().keysDoubted()),
                            "secrets are made when known to be absent, or doubted");
            case Create create ->
                    when(
                            is(now.seen().container(), Absent.class)
                                    && supplied(now)
                                    && now.seen().image() instanceof Known<Optional<String>>(var id)
                                    && id.isPresent()
                                    && now.seen().door()
                                            instanceof Known<DoorState>(DoorState.Open(int port))
                                    && port == create.address(),
                            "create only with all facts known and good");
            case Step.Readdress(int port) ->
                    when(
                            now.kept().preferredPort().isPresent()
                                    && now.seen()
                                            .door()
                                            .equals(Fact.known(new DoorState.Open(port))),
                            "only an address that is known already can change");
            case Configure(int port) ->
                    when(
                            now.seen().door().equals(Fact.known(new DoorState.Open(port)))
                                    && stands(now)
                                    && now.seen().configured().equals(Fact.known(false)),
                            "configuration is written only while the service stands");
            case Start(var id) ->
                    when(
                            isOurs(now, id)
                                    && stands(now)
                                    && supplied(now)
                                    && is(now.seen().port(), PortState.Free.class)
                                    && now.seen().configured().equals(Fact.known(true)),
                            "start only ours, standing, with all facts known and good");
            case Stop(var id, _, _) ->
                    when(
                            isOurs(now, id)
                                    && (is(now.seen().container(), Running.class)
                                            || is(now.seen().container(), Paused.class)),
                            "stop ours");
            case CopyStep.StandStill(var id) ->
                    when(
                            isOurs(now, id)
                                    && is(now.seen().container(), Running.class)
                                    && now.copying().hush().isPresent(),
                            "only ours holds still, and only for a copy");
            case CopyStep.GoOn(var id) ->
                    when(
                            isOurs(now, id) && is(now.seen().container(), Paused.class),
                            "ours goes on");
            case CopyStep.BeginRestore _ ->
                    when(
                            isAt(now, Restore.Stage.ASKED) && !now.copying().underWay(),
                            "a restore begins once, on the person's word");
            case CopyStep.SwapData _ ->
                    when(
                            isAt(now, Restore.Stage.EXTRACTED) && isAway(now),
                            "data is swapped when all is ready and nobody uses it");
            case CopyStep.SwapBack _ ->
                    when(
                            (isAt(now, Restore.Stage.SWAPPED)
                                            || isAt(now, Restore.Stage.GOING_BACK))
                                    && isAway(now),
                            "data is swapped back when nobody uses it");
            case CopyStep.FinishRestore _ ->
                    when(isAt(now, Restore.Stage.SWAPPED), "a restore ends after the swap");
            case UpdateStep.BringRelease(var wanted, _) ->
                    when(
                            now.kept().program().update().orElse(null)
                                            instanceof Update.Asked(var asked, _)
                                    && asked.equals(wanted),
                            "another release is brought on the person's word");
            case UpdateStep.SwitchRelease(var to) ->
                    when(
                            is(now.seen().container(), Absent.class)
                                    && update(now)
                                            .filter(one ->
                                                    one.stage() == Update.Stage.COPIED
                                                            ? to.equals(one.wanted())
                                                            : to.equals(one.used()))
                                            .isPresent(),
                            "a release is exchanged when nothing is made of the other");
            case UpdateStep.LeaveRelease(var from) ->
                    when(
                            update(now)
                                    .filter(one -> one.stage() == Update.Stage.SWAPPED)
                                    .filter(one -> one.wanted().equals(from))
                                    .isPresent(),
                            "only the new one is given up");
            case UpdateStep.FinishUpdate(var back) ->
                    when(
                            update(now)
                                    .filter(one ->
                                            one.stage()
                                                    == (back
                                                            ? Update.Stage.GOING_BACK
                                                            : Update.Stage.SWAPPED))
                                    .filter(one -> one.bring().isEmpty())
                                    .isPresent(),
                            "an update ends when the data that belongs to it is in place");
            case Unpause(var id) ->
                    when(isOurs(now, id) && is(now.seen().container(), Paused.class), "wake ours");
            case Step.TakeAway(var id) ->
                    when(
                            isSomebodyElse(now, id.value()) && now.history().isToGo(id.value()),
                            "take away only whom the person named");
            case Remove(var id) ->
                    when(
                            isOurs(now, id)
                                    && !is(now.seen().container(), Running.class)
                                    && !is(now.seen().container(), Paused.class),
                            "remove ours, and not while it runs");
            case Clean(var item) -> clean(now, item);
            case Tidy(var item, _) -> clean(now, item).or(() -> beside(now, item));
        };
    }

    private static Optional<Update.Here> update(Situation now) {
        return now.kept().program().here();
    }

    private static boolean isAt(Situation now, Restore.Stage stage) {
        return now.kept().restore().map(Restore::stage).equals(Optional.of(stage));
    }

    private static boolean isAway(Situation now) {
        return (!now.kept().configured() && is(now.seen().engine(), EngineState.Missing.class))
                || stands(now)
                || is(now.seen().container(), Absent.class);
    }

    private static Optional<String> clean(Situation now, CleanUp item) {
        var listed = now.kept().cleanUps().contains(item);
        return switch (item) {
            case CleanUp.Service(var id) ->
                    when(
                            (listed && !isSomebodyElse(now, id))
                                    || isOurs(now, new ContainerId(id)),
                            "clean only ours");
            case CleanUp.ServiceFiles _ ->
                    when(
                            listed
                                    && (is(now.seen().container(), Absent.class)
                                            || stands(now)
                                            || is(
                                                    now.seen().container(),
                                                    ContainerState.Removing.class)),
                            "erase only on the person's word, and never under a running service");
            case CleanUp.Release(var image) ->
                    when(
                            listed
                                    && !(now.seen().container()
                                                    instanceof Known<ContainerState>(var seen)
                                            && seen instanceof ContainerState.Ours ours
                                            && ours.image().equals(image)),
                            "what ours is made from stays while ours is there");
            case CleanUp.Secret _, CleanUp.OwnMachine _, CleanUp.Notes _, CleanUp.SafetyCopies _ ->
                    when(listed, "clean only what is listed");
        };
    }

    /// What is in use again is no leftover.
    private static Optional<String> beside(Situation now, CleanUp item) {
        return when(
                now.wish() instanceof Wish.Nothing
                        || (item instanceof CleanUp.Service(var id)
                                && !isOurs(now, new ContainerId(id)))
                        || item.equals(new Given().key(OpenClaw.PROVIDER_KEY)),
                "tidy only what nothing set up now needs");
    }

    private static boolean isSomebodyElse(Situation now, String id) {
        return now.seen().container()
                        instanceof Known<ContainerState>(ContainerState.AnotherOnOurData other)
                && other.id().value().equals(id);
    }

    private static boolean supplied(Situation now) {
        return is(now.seen().data(), DataFolder.State.Present.class)
                && now.seen().missingSecrets().equals(Fact.known(List.of()));
    }

    private static boolean stands(Situation now) {
        return is(now.seen().container(), Created.class)
                || is(now.seen().container(), Exited.class);
    }

    private static boolean isOurs(Situation now, ContainerId id) {
        return now.seen().container() instanceof Known<ContainerState>(Ours ours)
                && ours.id().equals(id);
    }

    private static boolean is(Fact<?> fact) {
        return fact instanceof Known<?>;
    }

    private static boolean is(Fact<?> fact, Class<?> value) {
        return fact instanceof Known<?>(var known) && value.isInstance(known);
    }

    private static Optional<String> when(boolean holds, String rule) {
        return holds ? Optional.empty() : Optional.of(rule);
    }
}
