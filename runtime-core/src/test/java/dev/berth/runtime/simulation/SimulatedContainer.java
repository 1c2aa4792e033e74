package dev.berth.runtime.simulation;

import dev.berth.runtime.Place;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/// One container of the simulated computer, with the service process in it while it runs.
final class SimulatedContainer {
    /// How it stands.
    enum Phase {
        CREATED,
        RUNNING,
        PAUSED,
        EXITED,
        REMOVING
    }

    final ContainerId id;
    final String label;
    final Path mount;
    final String image;
    final int port;
    final List<String> secrets;
    final boolean byUs;

    /// Where the engine is that has it.
    Place place = Place.HERE;

    String name;
    Phase phase = Phase.CREATED;
    ServiceRun run = ServiceRun.NONE;
    Instant ended = Instant.EPOCH;
    int code;
    boolean outOfMemory;
    boolean forwarded = true;

    /// @param byUs whether the keeper had it made: the truth behind labels and names
    SimulatedContainer(
            ContainerId id,
            String name,
            String label,
            Path mount,
            String image,
            int port,
            List<String> secrets,
            boolean byUs) {
        this.id = id;
        this.name = name;
        this.label = label;
        this.mount = mount;
        this.image = image;
        this.port = port;
        this.secrets = secrets;
        this.byUs = byUs;
    }

    boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    /// Whether its processes exist, frozen or not.
    boolean isUp() {
        return phase == Phase.RUNNING || phase == Phase.PAUSED;
    }

    void start(ServiceRun begun) {
        phase = Phase.RUNNING;
        run = begun;
        forwarded = true;
    }

    void end(Instant at, int exitCode, boolean forMemory) {
        phase = Phase.EXITED;
        ended = at;
        code = exitCode;
        outOfMemory = forMemory;
    }

    /// How the engine tells it, when it is ours.
    ContainerState told() {
        var told = OptionalInt.of(port);
        return switch (phase) {
            case CREATED -> new ContainerState.Created(id, image, told);
            case RUNNING -> new ContainerState.Running(id, image, told, run.since());
            case PAUSED -> new ContainerState.Paused(id, image, told);
            case REMOVING -> new ContainerState.Removing(id, image, told);
            case EXITED ->
                    new ContainerState.Exited(
                            id, image, told, code, outOfMemory, run.since(), ended);
        };
    }

    @Override
    public String toString() {
        return name + " " + id.brief() + " " + phase;
    }

    /// Whether it still has the name that we gave it.
    boolean isNamedByUs() {
        return byUs && !name.startsWith("renamed-");
    }
}
