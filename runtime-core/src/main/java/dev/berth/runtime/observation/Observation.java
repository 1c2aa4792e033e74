package dev.berth.runtime.observation;

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
/// @param door the port of a container that does not run, or the preferred one where there is none
/// @param configured whether the service's configuration fits that port
public record Observation(
        Instant at,
        Fact<HostState> host,
        Fact<EngineState> engine,
        Fact<ContainerState> container,
        Fact<EndpointState> endpoint,
        Fact<Optional<String>> image,
        Fact<DataFolder.State> data,
        Fact<List<String>> missingSecrets,
        Fact<DoorState> door,
        Fact<Boolean> configured) {

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
                Fact.notLooked());
    }
}
