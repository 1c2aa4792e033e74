package dev.berth.runtime.engine.podman;

import dev.berth.runtime.Place;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineProgram;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.Insight;
import dev.berth.runtime.engine.Machine;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.MachineRecord;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Both places where the engine can run, turned to one of them.
public final class SwitchedHost implements Host {
    private final NativeHost here;
    private final MachineHost apart;
    private final Engine engine = new SwitchedEngine(() -> turned().engine());
    private final EngineProgram program;
    private volatile Place place = Place.HERE;

    /// Turned to this computer itself.
    ///
    /// @param environment ours; Podman's is made from it
    /// @param folder a folder of ours in which Podman leaves notes; never inside what the service
    ///   can write
    /// @param chosen absolute path of the engine's program that the person chose, asked with each
    ///   call; empty means the first that is found
    /// @param memory of this computer, in MiB; 0 where it cannot be told
    public SwitchedHost(
            Map<String, String> environment,
            Path folder,
            Supplier<Optional<Path>> chosen,
            LongSupplier memory) {
        var cli = new PodmanCli(environment, chosen);
        here = new NativeHost(cli, folder, environment);
        apart = new MachineHost(environment, cli, folder.resolve("machine"), memory);
        program = new ProgramFile(cli);
    }

    private Host turned() {
        return switch (place) {
            case HERE -> here;
            case APART -> apart;
        };
    }

    @Override
    public void turnTo(Place other) {
        place = other;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public Answer<HostState> look(Optional<MachineRecord> ours, Limit limit) {
        return turned().look(ours, limit);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    /// Of the machine, wherever it is turned to: one that was left behind can still be taken away.
    @Override
    public Machine machine() {
        return apart.machine();
    }

    /// What the engine says of itself where it is turned to.
    public Insight insight() {
        return switch (place) {
            case HERE -> here.insight();
            case APART -> apart.insight();
        };
    }

    /// The engine's program as a file.
    public EngineProgram program() {
        return program;
    }
}
