package dev.berth.runtime.observation;

import dev.berth.runtime.Settings;
import dev.berth.runtime.door.DoorState;
import dev.berth.runtime.door.Doorway;
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
import dev.berth.runtime.store.Program;
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
/// starts no process; the container itself, and the machine around it, are asked again at least
/// every [#SLOW_CHECK]. When the service in a machine stops answering, all is asked afresh in the
/// same look.
public final class Observer {
    /// How long a signal may have been lost before the slow check finds out.
    static final Duration SLOW_CHECK = Duration.ofMinutes(5);

    /// The same where nothing signals the end of a run.
    private static final Duration UNWATCHED_CHECK = Duration.ofSeconds(5);

    /// What was seen so short a time ago, with no act of ours and no signal since, is not asked for
    /// again: writing the service's configuration, the one act that asks the engine for nothing,
    /// comes between a look and the start.
    private static final Duration JUST_NOW = Duration.ofMillis(300);

    /// Between looks at a machine while the service in it does not answer.
    private static final Duration MACHINE_CHECK = Duration.ofSeconds(5);

    /// Between looks at the engine itself, which changes rarely.
    private static final Duration ENGINE_CHECK = Duration.ofHours(1);

    private final Host host;
    private final EndpointLook endpoints;
    private final ServiceConfiguration configuration;
    private final Ports ports;
    private final Doorway doorway;
    private final DataFolder data;
    private final Clock clock;

    private Memory<EngineReport> engineReport = Memory.none();
    private Memory<Running> running = Memory.none();
    private Memory<Created> created = Memory.none();
    private Memory<List<String>> missing = Memory.none();
    private Memory<HostState.Running> machine = Memory.none();
    private Memory<Prospect> prospect = Memory.none();

    /// Whether the service in the machine answered at the newest look.
    private boolean answered;

    private boolean watched;
    private Optional<Path> engineProgram = Optional.empty();

    /// Looks at nothing yet.
    public Observer(
            Host host,
            Probe probe,
            ServiceConfiguration configuration,
            Ports ports,
            Doorway doorway,
            DataFolder data,
            SecretStore secrets,
            Clock clock) {
        this.host = host;
        this.endpoints = new EndpointLook(host, probe, secrets, ports, clock);
        this.configuration = configuration;
        this.ports = ports;
        this.doorway = doorway;
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
    /// @param leaving whether we end, and the service with us
    /// @param renewing whether one that fits what was chosen since is to take its place
    /// @param enough which states of the container need nothing more to be looked at
    public record Question(
            Ownership ours,
            RuntimeState kept,
            Settings settings,
            boolean up,
            boolean preparing,
            boolean leaving,
            boolean renewing,
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
        answered = false;
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
        machine = Memory.none();
        prospect = Memory.none();
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
        var relied = answered;
        fill(seen, question, limit);
        if (relied && !answers(seen)) {
            freshen(); // the machine may be gone, and all that was taken for granted of it
            machine = Memory.none();
            seen = new Seen();
            fill(seen, question, limit);
        }
        if (seen.tellsOfABrokenEngine()) {
            running = Memory.none();
            engineReport = Memory.none(); // it is asked how it stands with the next look
        }
        answered = machine.within(SLOW_CHECK, clock.instant()).isPresent() && answers(seen);
        return seen.at(clock.instant());
    }

    private static boolean answers(Seen seen) {
        return seen.endpoint instanceof Fact.Known<EndpointState>(EndpointState.Ready _);
    }

    private void fill(Seen seen, Question question, Limit limit) {
        seen.door = Fact.known(doorway.state());
        seen.elsewhere = elsewhere(question, limit);
        seen.host = host(question, limit);
        if (!(seen.host instanceof Fact.Known<HostState>)) {
            return;
        }
        if (seen.host instanceof Fact.Known<HostState>(HostState.Machine machine)
                && !(machine instanceof HostState.Running)) {
            seen.data = question.up() ? dataState(question) : Fact.notLooked();
            engineReport = Memory.none(); // another one may be in it when it is up
            return;
        }
        seen.engine = engine(limit);
        if (!(seen.engine instanceof Fact.Known<EngineState>(EngineState.Usable _))) {
            return;
        }
        seen.container = container(question, limit);
        seen.crowded = crowded(seen, question, limit);
        if (!question.up()
                || !(seen.container instanceof Fact.Known<ContainerState>(ContainerState state))
                || question.enough().test(state)) {
            return;
        }
        if (question.preparing()) {
            supplies(seen, question, limit);
            return;
        }
        if (question.renewing()) {
            supplies(seen, question, limit);
        }
        switch (state) {
            case Running runs -> seen.endpoint = endpoints.look(runs, limit);
            case Absent _ -> supplies(seen, question, limit);
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
        seen.data = dataState(question);
        seen.missingSecrets = missingSecrets(question, limit);
        if (ours.port().isPresent()) {
            seen.port = port(ours.port().getAsInt());
        }
        if (doorway.state() instanceof DoorState.Open(int port)) {
            seen.configured = configured(port, question.settings().access().names());
        }
    }

    // -- single facts

    /// While the service in it answers a machine is not asked, and while one is waited for it is
    /// not asked with each look.
    private Fact<HostState> host(Question question, Limit limit) {
        var known = machine.within(answered ? SLOW_CHECK : MACHINE_CHECK, clock.instant());
        if (known.isPresent()) {
            return Fact.known(known.get());
        }
        var answer = host.look(question.kept().dwelling().machine(), limit);
        machine =
                answer instanceof Answer.Got<HostState>(HostState.Running runs)
                        ? Memory.of(runs, clock.instant())
                        : Memory.none();
        return Fact.of(answer);
    }

    /// What does not answer in a machine may mean that the machine does not.
    private void doubt(EngineFailure failure) {
        if (failure.kind() != EngineFailure.Kind.CANCELLED) {
            engineReport = Memory.none();
            machine = Memory.none();
        }
    }

    private Fact<Boolean> crowded(Seen seen, Question question, Limit limit) {
        return question.leaving()
                        && seen.host instanceof Fact.Known<HostState>(HostState.Running _)
                        && seen.container instanceof Fact.Known<ContainerState>(var state)
                        && !(state instanceof Running || state instanceof Paused)
                ? Fact.of(host.machine().servesOthers(question.ours(), limit))
                : Fact.notLooked();
    }

    /// Looks where the service shall live, and turns back.
    private Fact<Prospect> elsewhere(Question question, Limit limit) {
        var wanted = question.settings().place();
        var at = question.kept().livesAt(wanted);
        if (!question.up() || wanted == at) {
            return Fact.notLooked();
        }
        var known = prospect.within(SLOW_CHECK, clock.instant());
        if (known.isPresent()) {
            return Fact.known(known.get());
        }
        host.turnTo(wanted);
        try {
            var found = prospect(host.look(question.kept().dwelling().machine(), limit), limit);
            if (found instanceof Fact.Known<Prospect>(var one)) {
                prospect = Memory.of(one, clock.instant());
            }
            return found;
        } finally {
            host.turnTo(at);
        }
    }

    private Fact<Prospect> prospect(Answer<HostState> answer, Limit limit) {
        return switch (answer) {
            case Answer.Failed<HostState>(var failure) ->
                    new Fact.Unknown<>(new Fact.Cause.EngineSilent(failure));
            case Answer.Got<HostState>(HostState.Machine there) ->
                    Fact.known(new Prospect.Apart(there));
            case Answer.Got<HostState>(HostState.Native _) ->
                    switch (host.engine().report(limit)) {
                        case Answer.Got<EngineReport>(var report) ->
                                Fact.known(new Prospect.Here(new EngineState.Usable(report)));
                        case Answer.Failed<EngineReport>(var failure) ->
                                switch (judged(failure)) {
                                    case Fact.Known<EngineState>(var state) ->
                                            Fact.known(new Prospect.Here(state));
                                    case Fact.Unknown<EngineState>(var cause) ->
                                            new Fact.Unknown<>(cause);
                                };
                    };
        };
    }

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
            case Answer.Failed<EngineReport>(var failure) -> {
                doubt(failure);
                yield judged(failure);
            }
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
        var trusted = watched || answered;
        var known = running.within(trusted ? SLOW_CHECK : UNWATCHED_CHECK, clock.instant());
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
        if (looked instanceof Answer.Failed<ContainerState>(var failure)) {
            doubt(failure); // perhaps the engine itself changed
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
                .map(reference -> Fact.of(image(question.kept().program(), reference, limit)))
                .orElseGet(() -> Fact.known(Optional.empty()));
    }

    /// What a name was pinned to counts, whatever it stands for by now.
    private Answer<Optional<String>> image(Program program, String reference, Limit limit) {
        var pinned =
                program.image(reference)
                        .map(id -> host.engine().image(id, limit))
                        .filter(answer ->
                                !(answer instanceof Answer.Got<Optional<String>>(var id)
                                        && id.isEmpty()));
        return pinned.orElseGet(() -> host.engine().image(reference, limit));
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

    private Fact<PortState> port(int port) {
        return reading(
                () -> ports.isFree(port) ? new PortState.Free(port) : new PortState.Taken(port));
    }

    private Fact<Boolean> configured(int port, List<String> names) {
        return reading(() -> configuration.fits(port, names));
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
