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
import java.util.function.Supplier;

/// This computer itself, as on Linux: there is nothing between us and the engine.
public final class NativeHost implements Host {
    private final Engine engine;
    private final EngineProgram program;
    private final Insight insight;

    /// @param environment ours; Podman's is made from it
    /// @param folder a folder of ours in which Podman leaves notes; never inside what the service
    ///   can write
    public NativeHost(Map<String, String> environment, Path folder) {
        this(environment, folder, Optional::empty);
    }

    /// @param chosen absolute path of the engine's program that the person chose, asked with each
    ///   call; empty means the first that is found
    public NativeHost(
            Map<String, String> environment, Path folder, Supplier<Optional<Path>> chosen) {
        this(new PodmanCli(environment, chosen), folder, environment);
    }

    NativeHost(PodmanCli cli, Path folder, Map<String, String> environment) {
        insight = PodmanInsight.here(new Podman(cli), environment);
        engine = new PodmanEngine(cli, folder);
        program = new ProgramFile(cli);
    }

    @Override
    public void turnTo(Place place) {
        // there is no other
    }

    @Override
    public Place place() {
        return Place.HERE;
    }

    @Override
    public Answer<HostState> look(Optional<MachineRecord> ours, Limit limit) {
        return Answer.got(new HostState.Native());
    }

    @Override
    public Machine machine() {
        return new NoMachine();
    }

    @Override
    public Engine engine() {
        return engine;
    }

    /// What the engine says of itself.
    Insight insight() {
        return insight;
    }

    /// The engine's program as a file.
    public EngineProgram program() {
        return program;
    }
}
