package dev.berth.runtime.observation;

import dev.berth.runtime.door.Occupant;
import dev.berth.runtime.door.Ports;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.service.Probe;
import dev.berth.runtime.store.SecretStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Looks at what answers where our running container should. Whoever listens is looked at first,
/// each time, because the token is sent (DESIGN 4, rule 7). Owner thread only.
final class EndpointLook {
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final Host host;
    private final Probe probe;
    private final SecretStore secrets;
    private final Ports ports;
    private final Clock clock;
    private Optional<String> release = Optional.empty();
    private boolean proven;

    EndpointLook(Host host, Probe probe, SecretStore secrets, Ports ports, Clock clock) {
        this.clock = clock;
        this.host = host;
        this.probe = probe;
        this.secrets = secrets;
        this.ports = ports;
    }

    /// Forgets that the identity was proven.
    void freshen() {
        proven = false;
    }

    /// The release that the service gave when its identity was last proven.
    Optional<String> release() {
        return release;
    }

    Fact<EndpointState> look(Running runs, Limit limit) {
        if (runs.port().isEmpty()) {
            return Fact.known(new EndpointState.Refused());
        }
        int port = runs.port().getAsInt();
        Fact<EndpointState> endpoint =
                switch (host.engine().listener(runs.id(), port, limit)) {
                    case Answer.Failed<Engine.Listener>(var failure) ->
                            new Fact.Unknown<EndpointState>(new Fact.Cause.EngineSilent(failure));
                    case Answer.Got<Engine.Listener>(var listener) ->
                            switch (listener) {
                                case FOREIGN -> Fact.known(foreign(port));
                                case NOBODY -> Fact.known(new EndpointState.Refused());
                                case OURS -> answering(port, limit.within(ANSWER));
                            };
                };
        proven = endpoint instanceof Fact.Known<EndpointState>(EndpointState.Ready _);
        return endpoint;
    }

    private EndpointState foreign(int port) {
        return new EndpointState.Foreign(ports.holder(port).map(Occupant::words));
    }

    private Fact<EndpointState> answering(int port, Limit brief) {
        String token;
        try {
            var kept = secrets.value(OpenClaw.TOKEN);
            if (kept.isEmpty()) {
                return Fact.known(new EndpointState.IdentityRefused());
            }
            token = kept.get();
        } catch (IOException e) {
            return Fact.unreadable(e.getMessage());
        }
        return Fact.known(
                switch (probe.readiness(port, Optional.of(token), brief)) {
                    case Probe.Reply.Ready(var at) ->
                            identity(
                                    port,
                                    token,
                                    new EndpointState.Ready(List.of(), drift(at)),
                                    brief);
                    case Probe.Reply.Alive(var failing, var at)
                            when !failing.isEmpty()
                                    && failing.stream().allMatch(OpenClaw::isOptional) ->
                            identity(
                                    port,
                                    token,
                                    new EndpointState.Ready(failing, drift(at)),
                                    brief);
                    case Probe.Reply.Alive(var failing, _) -> new EndpointState.Alive(failing);
                    case Probe.Reply.Refused _ -> new EndpointState.Refused();
                    case Probe.Reply.Silent _ -> new EndpointState.Silent();
                    case Probe.Reply.Strange(var what) -> new EndpointState.Strange(what);
                });
    }

    private Optional<Duration> drift(Optional<Instant> theirs) {
        return theirs.map(at -> Duration.between(clock.instant(), at));
    }

    /// Once proven it stays so while the same run goes on answering.
    private EndpointState identity(int port, String token, EndpointState.Ready ready, Limit brief) {
        if (proven) {
            return ready;
        }
        return switch (probe.identity(port, token, brief)) {
            case Probe.Identity.Proven(var version) -> {
                release = version.or(() -> release);
                yield ready;
            }
            case Probe.Identity.Silent _ -> new EndpointState.Silent();
            case Probe.Identity.Refused _ -> new EndpointState.IdentityRefused();
            case Probe.Identity.Unguarded _ ->
                    new EndpointState.Strange("it answers without any key");
            case Probe.Identity.Unclear(var what) -> new EndpointState.Strange(what);
        };
    }
}
