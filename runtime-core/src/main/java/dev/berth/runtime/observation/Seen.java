package dev.berth.runtime.observation;

import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.store.DataFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An [Observation] in the making: facts are filled in as they are looked at, by one thread, during
/// one look.
final class Seen {
    Fact<HostState> host = Fact.notLooked();
    Fact<EngineState> engine = Fact.notLooked();
    Fact<ContainerState> container = Fact.notLooked();
    Fact<EndpointState> endpoint = Fact.notLooked();
    Fact<Optional<String>> image = Fact.notLooked();
    Fact<DataFolder.State> data = Fact.notLooked();
    Fact<List<String>> missingSecrets = Fact.notLooked();
    Fact<DoorState> door = Fact.notLooked();
    Fact<Boolean> configured = Fact.notLooked();

    Observation at(Instant moment) {
        return new Observation(
                moment,
                host,
                engine,
                container,
                endpoint,
                image,
                data,
                missingSecrets,
                door,
                configured);
    }
}
