package dev.berth.runtime.engine.podman;

import dev.berth.runtime.Place;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.Insight;
import dev.berth.runtime.engine.Machine;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.MachineRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The engine runs in a machine that `podman machine` keeps. Its engine is asked by the same
/// program with the machine's own socket before each verb: that costs a tenth of what a connection
/// by name does, and needs nobody's list of connections (seen on 4.3.1).
final class MachineHost implements Host {

    /// podman.md A1: a fetch that stands still that long has stalled.
    private static final Duration STALLED = Duration.ofMinutes(5);

    private final MachineLook looks;
    private final Engine engine;
    private final Machine machine;
    private final Insight insight;

    /// @param environment ours; Podman's is made from it
    /// @param cli the program
    /// @param folder a folder of ours, for notes; made when needed
    /// @param memory of this computer, in MiB
    MachineHost(Map<String, String> environment, PodmanCli cli, Path folder, LongSupplier memory) {
        this(environment, cli, folder, memory, STALLED);
    }

    /// @param stalled how long a fetch may stand still
    MachineHost(
            Map<String, String> environment,
            PodmanCli cli,
            Path folder,
            LongSupplier memory,
            Duration stalled) {
        var proc = new Proc(Path.of("/proc"));
        var machines = new Machines(cli, new MachineWorld(environment, folder));
        var helpers = new Helpers(proc, environment);
        var notes = new MachineNotes(folder);
        looks = new MachineLook(machines, helpers, notes, new Computer(memory));
        var inside =
                new Podman(
                        cli,
                        (call, limit) -> inside(machines, call, limit),
                        EngineFailure.Kind.PLACE_DAMAGED);
        engine =
                new PodmanEngine(
                        inside,
                        new Traces(folder, new KernelKills(folder.resolve("none"))),
                        (_, containers, images) ->
                                new InMachine(machines, containers, images, proc, looks::running));
        insight = PodmanInsight.apart(inside);
        machine = new OwnMachine(machines, helpers, notes, looks, inside, stalled);
    }

    private Answer<Call> inside(Machines machines, Call call, Limit limit) {
        return looks.running()
                .map(seen -> machines.through(List.of("--url=" + seen.door().url()), call, limit))
                .orElseGet(() -> InMachine.silent(call.verb()));
    }

    @Override
    public void turnTo(Place place) {
        // there is no other
    }

    @Override
    public Place place() {
        return Place.APART;
    }

    @Override
    public Answer<HostState> look(Optional<MachineRecord> ours, Limit limit) {
        return looks.state(ours, limit);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    /// What the engine in it says of itself.
    Insight insight() {
        return insight;
    }

    @Override
    public Machine machine() {
        return machine;
    }
}
