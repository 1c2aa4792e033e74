package dev.berth.runtime.supervisor;

import dev.berth.runtime.Place;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Provider;
import dev.berth.runtime.Settings;
import dev.berth.runtime.decision.MachineStep;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.Machine;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.MachineRecord.Identity;
import dev.berth.runtime.supervisor.Acts.Result;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Carries out single acts on the machine. Owner thread only.
final class MachineActs {
    private final World world;

    MachineActs(World world) {
        this.world = world;
    }

    private Machine machine() {
        return world.host().machine();
    }

    /// Carries it out.
    ///
    /// @param told hears how a fetch goes
    Result carryOut(
            MachineStep step, Ownership ours, Settings settings, Procurement.Told told, Limit limit)
            throws IOException {
        return switch (step) {
            case MachineStep.CreateMachine create -> create(create, told, limit);
            case MachineStep.StartMachine(var record) -> settled(machine().start(record, limit));
            case MachineStep.StopMachine(var record, _, _) ->
                    Acts.done(machine().stop(record, limit));
            case MachineStep.ClearMachine(var record) -> Acts.done(machine().clear(record, limit));
            case MachineStep.RemoveMachine(var record) -> remove(record, limit);
            case MachineStep.ResizeMachine(var record) ->
                    Acts.done(machine().resize(record, limit));
            case MachineStep.SetClock(var record, _) ->
                    Acts.done(machine().setClock(record, world.clock().instant(), limit));
            case MachineStep.StopOther(var name) -> Acts.done(machine().stopOther(name, limit));
            case MachineStep.Move(var to) -> move(to, ours, settings, limit);
        };
    }

    private Result create(MachineStep.CreateMachine create, Procurement.Told told, Limit limit) {
        var plan = MachineRecord.planned(create.machine(), world.clock().instant(), create.size());
        return settled(
                machine()
                        .create(
                                plan,
                                create.file(),
                                List.of(world.data().path()),
                                fetched ->
                                        told.progress()
                                                .accept(
                                                        Progress.fetched(
                                                                        fetched.bytes(),
                                                                        fetched.ofBytes())
                                                                .in(Stage.FETCHING_PLACE)),
                                limit));
    }

    /// Wherever the service lives now. Only what is seen to be gone counts as gone: its record is
    /// all that proves it ours.
    Result remove(MachineRecord record, Limit limit) {
        world.host().turnTo(Place.APART);
        var gone =
                machine()
                        .remove(record, limit)
                        .then(_ -> world.host().look(Optional.of(record), limit));
        return switch (gone) {
            case Answer.Failed<HostState>(var failure) -> new Result.Failed(failure);
            case Answer.Got<HostState>(HostState.Absent _) -> new Result.Done();
            case Answer.Got<HostState>(var state) ->
                    new Result.Failed(
                            new EngineFailure(
                                    EngineFailure.Kind.WRONG_STATE,
                                    "remove-machine",
                                    "it is still there: " + state));
        };
    }

    /// Nothing of ours runs at the old place any more; its keys go too. A server of this computer
    /// has another address at the new one.
    private Result move(Place to, Ownership ours, Settings settings, Limit limit)
            throws IOException {
        if (world.host().place() == Place.HERE
                && leave(world.host().engine(), ours, limit) instanceof Result.Failed failed) {
            return failed;
        }
        var provider = settings.provider().filter(Provider::isOnThisComputer);
        if (provider.isPresent()) {
            world.configuration().choose(provider.get(), to);
        }
        return new Result.Done();
    }

    private Result leave(Engine engine, Ownership ours, Limit limit) {
        var stages = new Stages(limit, world.uptime());
        for (var secret : List.of(OpenClaw.TOKEN, OpenClaw.PROVIDER_KEY)) {
            var name = OpenClaw.secretName(ours.name(), secret);
            var gone = stages.next("move", left -> engine.removeSecret(name, ours, left));
            if (gone instanceof Answer.Failed<Void>(var why)) {
                return new Result.Failed(why);
            }
        }
        return new Result.Done();
    }

    private static Result settled(Answer<Identity> answer) {
        return switch (answer) {
            case Answer.Got<Identity>(var identity) -> new Result.Settled(identity);
            case Answer.Failed<Identity>(var failure) -> new Result.Failed(failure);
        };
    }
}
