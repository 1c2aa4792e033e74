package dev.berth.runtime.observation;

import dev.berth.runtime.door.DoorState;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.store.DataFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was seen of the world at one moment.
///
/// @param at when
/// @param host where the engine runs
/// @param engine whether it can be used
/// @param container how ours stands
/// @param endpoint what answers at its port, while it runs
/// @param image id of the wanted release; empty when it is absent
/// @param data the service's files
/// @param missingSecrets which of the needed secrets the engine lacks
/// @param port that of a container that does not run
/// @param door the address that the person's browser uses
/// @param configured whether the service's configuration fits that address
/// @param crowded whether anything but ours runs in the machine; looked at when we are to leave it
/// @param elsewhere what the service would find where it shall move to
public record Observation(
        Instant at,
        Fact<HostState> host,
        Fact<EngineState> engine,
        Fact<ContainerState> container,
        Fact<EndpointState> endpoint,
        Fact<Optional<String>> image,
        Fact<DataFolder.State> data,
        Fact<List<String>> missingSecrets,
        Fact<PortState> port,
        Fact<DoorState> door,
        Fact<Boolean> configured,
        Fact<Boolean> crowded,
        Fact<Prospect> elsewhere) {

    /// Nothing was looked at yet.
    public static Observation none(Instant at) {
        return new Observation(
                at,
                Fact.notLooked(),
                Fact.notLooked(),
                Fact.notLooked(),
                Fact.notLooked(),
                Fact.notLooked(),
                Fact.notLooked(),
                Fact.notLooked(),
                Fact.notLooked(),
                Fact.notLooked(),
                Fact.notLooked(),
                Fact.notLooked(),
                Fact.notLooked());
    }
}
