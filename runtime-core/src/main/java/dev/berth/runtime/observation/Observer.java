package dev.berth.runtime.observation;

import dev.berth.runtime.Settings;
import dev.berth.runtime.door.Ports;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Absent;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.ContainerState.Created;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Paused;
import dev.berth.runtime.engine.ContainerState.Removing;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.service.Probe;
import dev.berth.runtime.service.ServiceConfiguration;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.SecretStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Looks at just those parts of the world that the next decision needs, in the order in which
/// DESIGN 5 asks for them. Owner thread only.
///
/// While a proven service runs and nobody signalled a change, a look asks only its endpoint and
/// starts no process; the container itself is asked again at least every [#SLOW_CHECK].
public final class Observer {
    /// How long a signal may have been lost before the slow check finds out.
    static final Duration SLOW_CHECK = Duration.ofMinutes(5);

    /// The same where nothing signals the end of a run.
    private static final Duration UNWATCHED_CHECK = Duration.ofSeconds(5);

    /// What was seen so short a time ago, with no act of ours and no signal since, is not asked for
    /// again: writing the service's configuration, the one act that asks the engine for nothing,
    /// comes between a look and the start.
    private static final Duration JUST_NOW = Duration.ofMillis(300);

    /// Between looks at the engine itself, which changes rarely.
    private static final Duration ENGINE_CHECK = Duration.ofHours(1);

    private final Host host;
    private final EndpointLook endpoints;
    private final ServiceConfiguration configuration;
    private final Ports ports;
    private final DataFolder data;
    private final Clock clock;

    private Memory<EngineReport> engineReport = Memory.none();
    private Memory<Running> running = Memory.none();
    private Memory<Created> created = Memory.none();
    private Memory<List<String>> missing = Memory.none();
    private boolean watched;
    private Optional<Path> engineProgram = Optional.empty();

    /// Looks at nothing yet.
    public Observer(
            Host host,
            Probe probe,
            ServiceConfiguration configuration,
            Ports ports,
            DataFolder data,
            SecretStore secrets,
            Clock clock) {
        this.host = host;
        this.endpoints = new EndpointLook(host, probe, secrets);
        this.configuration = configuration;
        this.ports = ports;
        this.data = data;
        this.clock = clock;
    }

    /// What to look for.
    ///
    /// @param ours what proves a container ours
    /// @param kept what we know from before
    /// @param settings what the person chose
    /// @param up whether the service is wanted (or being set up)
    /// @param preparing whether everything a start needs is to be looked at in any case
    /// @param enough which states of the container need nothing more to be looked at
    public record Question(
            Ownership ours,
            RuntimeState kept,
            Settings settings,
            boolean up,
            boolean preparing,
            Predicate<ContainerState> enough) {

        /// Before a start, and before the data is erased.
        boolean mattersWhoUsesData(ContainerState state) {
            return up ? !enough.test(state) : kept.cleanUps().contains(new CleanUp.ServiceFiles());
        }
    }

    /// Forgets what was taken for granted: something changed, or may have.
    public void freshen() {
        running = Memory.none();
        created = Memory.none();
        missing = Memory.none();
        endpoints.freshen();
    }

    /// Says whether the end of the container's run is signalled at once; otherwise it is asked for
    /// with each look.
    public void watched(boolean live) {
        watched = live;
    }

    /// Forgets the engine too: a person asked to look afresh.
    public void freshenAll() {
        freshen();
        engineReport = Memory.none();
    }

    /// The release that the service gave when its identity was last proven.
    public Optional<String> release() {
        return endpoints.release();
    }

    /// Looks, within the limit for each question.
    public Observation look(Question question, Limit limit) {
        var seen = new Seen();
        if (!question.settings().engineProgram().equals(engineProgram)) {
            engineProgram = question.settings().engineProgram();
            freshenAll(); // what was known is known of another engine
        }
        fill(seen, question, limit);
        return seen.at(clock.instant());
    }

    private void fill(Seen seen, Question question, Limit limit) {
        seen.host = Fact.of(host.look(limit));
        if (!(seen.host instanceof Fact.Known<HostState>)) {
            return;
        }
        seen.engine = engine(limit);
        if (!(seen.engine instanceof Fact.Known<EngineState>(EngineState.Usable _))) {
            return;
        }
        seen.container = container(question, limit);
        if (!question.up()
                || !(seen.container instanceof Fact.Known<ContainerState>(ContainerState state))
                || question.enough().test(state)) {
            return;
        }
        if (question.preparing()) {
            supplies(seen, question, limit);
            return;
        }
        switch (state) {
            case Running runs -> seen.endpoint = endpoints.look(runs, limit);
            case Absent _ -> {
                supplies(seen, question, limit);
                seen.door = door(preferred(question));
            }
            case Created created -> standing(seen, question, created, limit);
            case Exited exited -> standing(seen, question, exited, limit);
            case Paused _, Removing _, AnotherOnOurData _ -> {}
        }
    }

    private void supplies(Seen seen, Question question, Limit limit) {
        seen.image = image(question, limit);
        seen.data = dataState(question);
        seen.missingSecrets = missingSecrets(question, limit);
    }

    private void standing(Seen seen, Question question, Ours ours, Limit limit) {
        int port = ours.port().orElse(preferred(question));
        seen.data = dataState(question);
        seen.missingSecrets = missingSecrets(question, limit);
        seen.door = door(port);
        seen.configured = configured(port);
    }

    // -- single facts

    private Fact<EngineState> engine(Limit limit) {
        var known = engineReport.within(ENGINE_CHECK, clock.instant());
        if (known.isPresent()) {
            return Fact.known(new EngineState.Usable(known.get()));
        }
        return switch (host.engine().report(limit)) {
            case Answer.Got<EngineReport>(var report) -> {
                engineReport = Memory.of(report, clock.instant());
                yield Fact.known(new EngineState.Usable(report));
            }
            case Answer.Failed<EngineReport>(var failure) -> judged(failure);
        };
    }

    /// Which failures say what is wrong with the engine, and which leave it unknown.
    private static Fact<EngineState> judged(EngineFailure failure) {
        if (!failure.stands()) {
            return new Fact.Unknown<>(new Fact.Cause.EngineSilent(failure));
        }
        return Fact.known(
                switch (failure.kind()) {
                    case PROGRAM_MISSING, PROGRAM_UNFIT -> new EngineState.Missing(failure);
                    case TOO_OLD, HARMFUL_VERSION -> new EngineState.TooOld(failure);
                    default -> new EngineState.Unusable(failure);
                });
    }

    private Fact<ContainerState> container(Question question, Limit limit) {
        var known = running.within(watched ? SLOW_CHECK : UNWATCHED_CHECK, clock.instant());
        if (known.isPresent()) {
            return Fact.known(known.get());
        }
        var made = created.within(JUST_NOW, clock.instant());
        if (made.isPresent() && question.up()) {
            return Fact.known(made.get());
        }
        var engine = host.engine();
        var answer = engine.look(question.ours(), limit);
        var looked = answer.then(state -> orStranger(question, state, limit));
        if (looked instanceof Answer.Failed<ContainerState>(var failure)
                && failure.kind() != EngineFailure.Kind.CANCELLED) {
            engineReport = Memory.none(); // perhaps the engine itself changed
        }
        if (looked instanceof Answer.Got<ContainerState>(Running runs)) {
            running = Memory.of(runs, clock.instant());
        }
        if (looked instanceof Answer.Got<ContainerState>(Created fresh) && question.up()) {
            created = Memory.of(fresh, clock.instant());
        }
        return Fact.of(looked);
    }

    /// What does not run must not be started beside somebody else on the same data, and that data
    /// not be erased.
    private Answer<ContainerState> orStranger(
            Question question, ContainerState state, Limit limit) {
        return switch (state) {
            case Running _, Paused _, Removing _, AnotherOnOurData _ -> Answer.got(state);
            case Absent _, Created _, Exited _ ->
                    question.mattersWhoUsesData(state)
                            ? host.engine()
                                    .strangerOnData(question.ours(), limit)
                                    .map(stranger ->
                                            stranger.<ContainerState>map(s -> s).orElse(state))
                            : Answer.got(state);
        };
    }

    private Fact<Optional<String>> image(Question question, Limit limit) {
        return question.settings()
                .release()
                .map(reference -> Fact.of(host.engine().image(reference, limit)))
                .orElseGet(() -> Fact.known(Optional.empty()));
    }

    private Fact<DataFolder.State> dataState(Question question) {
        return reading(() ->
                data.look(question.kept().dataMade(), question.kept().firstReadyAt().isPresent()));
    }

    private Fact<List<String>> missingSecrets(Question question, Limit limit) {
        var known = missing.within(JUST_NOW, clock.instant());
        if (known.isPresent()) {
            return Fact.known(known.get());
        }
        var answer = askForSecrets(question, limit);
        if (answer instanceof Answer.Got<List<String>>(var names)) {
            missing = Memory.of(names, clock.instant());
        }
        return Fact.of(answer);
    }

    private Answer<List<String>> askForSecrets(Question question, Limit limit) {
        var needed = OpenClaw.secretsFor(question.settings().provider());
        var names =
                needed.stream()
                        .map(secret -> OpenClaw.secretName(question.ours().name(), secret))
                        .toList();
        return host.engine()
                .secrets(names, limit)
                .map(there ->
                        needed.stream()
                                .filter(secret ->
                                        !there.contains(
                                                OpenClaw.secretName(
                                                        question.ours().name(), secret)))
                                .toList());
    }

    private Fact<DoorState> door(int port) {
        return Fact.known(
                ports.isFree(port) ? new DoorState.Free(port) : new DoorState.Taken(port));
    }

    private Fact<Boolean> configured(int port) {
        return reading(() -> configuration.fits(port));
    }

    private static int preferred(Question question) {
        var kept = question.kept().preferredPort();
        return kept.isPresent()
                ? kept.getAsInt()
                : question.settings().port().orElse(OpenClaw.PORT);
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> Fact<T> reading(Reading<T> reading) {
        try {
            return Fact.known(reading.read());
        } catch (IOException e) {
            return Fact.unreadable(e.getMessage());
        }
    }
}
