package dev.berth.runtime.observation;

import dev.berth.runtime.door.DoorState;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.store.DataFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    Fact<PortState> port = Fact.notLooked();
    Fact<DoorState> door = Fact.notLooked();
    Fact<Boolean> configured = Fact.notLooked();
    Fact<Boolean> crowded = Fact.notLooked();
    Fact<Prospect> elsewhere = Fact.notLooked();

    /// Whether a question failed in a way that is a judgement of the engine.
    boolean tellsOfABrokenEngine() {
        return Stream.of(container, endpoint, image, missingSecrets, crowded)
                .anyMatch(fact ->
                        fact instanceof Fact.Unknown<?>(Fact.Cause.EngineSilent(var failure))
                                && failure.stands());
    }

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
                port,
                door,
                configured,
                crowded,
                elsewhere);
    }
}
