package dev.berth.runtime.decision;

import dev.berth.runtime.Settings;
import dev.berth.runtime.Stranger;
import dev.berth.runtime.decision.Situation.Recent;
import dev.berth.runtime.door.DoorState;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.observation.Observation;
import dev.berth.runtime.observation.PortState;
import dev.berth.runtime.observation.Prospect;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes situations: the service is wanted, nothing happened before, no container is there and all
/// it needs is, unless said otherwise. The one place that knows how facts are constructed.
final class Given {
    static final Instant NOW = Instant.parse("2026-11-20T22:15:04Z");
    static final Instant RUN = NOW.minusSeconds(3600);
    static final ContainerId OURS = new ContainerId("a".repeat(64));
    static final ContainerId THEIRS = new ContainerId("f".repeat(64));
    static final String IMAGE = "sha256:1234";

    /// Where the service is published.
    static final int PORT = 40_123;

    /// Where the front door is.
    static final int DOOR = 18_789;

    Wish wish = new Wish.Running(Optional.empty());
    RuntimeState kept =
            RuntimeState.fresh("0d9fd7b4-aaaa-bbbb-cccc-0123456789ab")
                    .withConfigured(true)
                    .withDataMade(true)
                    .desiring(new RuntimeState.Desired.Running());
    Settings settings = Settings.none().withRelease("ghcr.io/openclaw/openclaw:2026.9.6");
    Fact<HostState> host = Fact.known(new HostState.Native());
    Fact<EngineState> engine = Fact.known(usable());
    Fact<ContainerState> container = Fact.known(new ContainerState.Absent());
    Fact<EndpointState> endpoint = Fact.notLooked();
    Fact<Optional<String>> image = Fact.known(Optional.of(IMAGE));
    Fact<DataFolder.State> data = Fact.known(new DataFolder.State.Present());
    Fact<List<String>> secrets = Fact.known(List.of());
    Fact<PortState> port = Fact.known(new PortState.Free(PORT));
    Fact<DoorState> door = Fact.known(new DoorState.Open(DOOR));
    Fact<Boolean> configured = Fact.known(true);
    Fact<Boolean> crowded = Fact.notLooked();
    Fact<Prospect> elsewhere = Fact.notLooked();
    History history = History.none();
    CopyWork copying = CopyWork.NONE;
    Recent recent = Recent.NOTHING;

    Situation situation() {
        var seen =
                new Observation(
                        NOW,
                        host,
                        engine,
                        container,
                        endpoint,
                        image,
                        data,
                        secrets,
                        port,
                        door,
                        configured,
                        crowded,
                        elsewhere);
        return new Situation(wish, kept, settings, seen, history, copying, recent, NOW);
    }

    Step step() {
        return Decision.next(situation());
    }

    // -- said otherwise

    Given copying(CopyWork other) {
        copying = other;
        return this;
    }

    Given wish(Wish other) {
        wish = other;
        return this;
    }

    Given host(Fact<HostState> other) {
        host = other;
        return this;
    }

    Given engine(EngineState other) {
        engine = Fact.known(other);
        return this;
    }

    Given container(ContainerState other) {
        container = Fact.known(other);
        if (other instanceof ContainerState.Ours ours) {
            kept = kept.withContainer(Optional.of(ours.id().value()));
        }
        return this;
    }

    Given container(Fact<ContainerState> other) {
        container = other;
        return this;
    }

    /// A container of ours runs, and this answers there.
    Given answering(EndpointState other) {
        endpoint = Fact.known(other);
        return container(running(RUN));
    }

    Given image(Fact<Optional<String>> other) {
        image = other;
        return this;
    }

    Given data(DataFolder.State other) {
        data = Fact.known(other);
        return this;
    }

    Given data(Fact<DataFolder.State> other) {
        data = other;
        return this;
    }

    Given secrets(Fact<List<String>> other) {
        secrets = other;
        return this;
    }

    Given port(Fact<PortState> other) {
        port = other;
        return this;
    }

    Given door(Fact<DoorState> other) {
        door = other;
        return this;
    }

    Given configured(Fact<Boolean> other) {
        configured = other;
        return this;
    }

    Given kept(RuntimeState other) {
        kept = other;
        return this;
    }

    Given history(History other) {
        history = other;
        return this;
    }

    Given recent(Recent other) {
        recent = other;
        return this;
    }

    /// The engine's copy of a key of this home, to be cleaned.
    CleanUp.Secret key(String name) {
        return new CleanUp.Secret(OpenClaw.secretName(Ownership.name(kept.instance()), name));
    }

    // -- values

    static EngineState usable() {
        return new EngineState.Usable(new EngineReport("4.3.1", true, false, true));
    }

    static EngineFailure failure(EngineFailure.Kind kind) {
        return new EngineFailure(kind, "ask", "it said so");
    }

    static <T> Fact<T> unknown() {
        return new Fact.Unknown<>(
                new Fact.Cause.EngineSilent(failure(EngineFailure.Kind.TIMED_OUT)));
    }

    static ContainerState.Created created() {
        return new ContainerState.Created(OURS, IMAGE, OptionalInt.of(PORT));
    }

    static ContainerState.Running running(Instant since) {
        return new ContainerState.Running(OURS, IMAGE, OptionalInt.of(PORT), since);
    }

    static ContainerState.Paused paused() {
        return new ContainerState.Paused(OURS, IMAGE, OptionalInt.of(PORT));
    }

    static ContainerState.Removing removing() {
        return new ContainerState.Removing(OURS, IMAGE, OptionalInt.of(PORT));
    }

    /// A run of an hour that ended a minute ago.
    static ContainerState.Exited exited(int code) {
        return exited(code, false, NOW.minusSeconds(60));
    }

    static ContainerState.Exited outOfMemory() {
        return exited(137, true, NOW.minusSeconds(60));
    }

    static ContainerState.Exited exited(int code, boolean outOfMemory, Instant at) {
        return new ContainerState.Exited(
                OURS, IMAGE, OptionalInt.of(PORT), code, outOfMemory, RUN, at);
    }

    static ContainerState.AnotherOnOurData another(ContainerId id) {
        return new ContainerState.AnotherOnOurData(
                id, "somebody", Stranger.Evidence.USES_DATA, "uses the folder");
    }
}
