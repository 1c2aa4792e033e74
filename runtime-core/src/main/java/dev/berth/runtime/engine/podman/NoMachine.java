package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.Machine;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.MachineRecord.Identity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Where the engine runs on this computer itself there is no machine to act on.
final class NoMachine implements Machine {

    private static <T> Answer<T> none(String verb) {
        return Answer.failed(
                new EngineFailure(
                        EngineFailure.Kind.WRONG_STATE, verb, "the engine runs without a machine"));
    }

    @Override
    public Answer<Identity> create(
            MachineRecord plan,
            Optional<Path> file,
            List<Path> folders,
            Consumer<Fetched> told,
            Limit limit) {
        return none("create-machine");
    }

    @Override
    public Answer<Identity> start(MachineRecord ours, Limit limit) {
        return none("start-machine");
    }

    @Override
    public Answer<Void> stop(MachineRecord ours, Limit limit) {
        return none("stop-machine");
    }

    @Override
    public Answer<Void> clear(MachineRecord ours, Limit limit) {
        return none("clear-machine");
    }

    @Override
    public Answer<Void> remove(MachineRecord ours, Limit limit) {
        return none("remove-machine");
    }

    @Override
    public Answer<Void> resize(MachineRecord ours, Limit limit) {
        return none("resize-machine");
    }

    @Override
    public Answer<Void> setClock(MachineRecord ours, Instant now, Limit limit) {
        return none("set-clock");
    }

    @Override
    public Answer<Boolean> servesOthers(Ownership ours, Limit limit) {
        return none("list");
    }

    @Override
    public Answer<Void> stopOther(String name, Limit limit) {
        return none("stop-other");
    }
}
