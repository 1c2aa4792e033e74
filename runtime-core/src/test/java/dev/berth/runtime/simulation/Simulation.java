package dev.berth.runtime.simulation;

import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Problem.Action;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.observation.Observer;
import dev.berth.runtime.store.RuntimeState.Desired;
import dev.berth.runtime.supervisor.Supervisor;
import dev.berth.runtime.supervisor.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// One schedule: builds the simulated computer from a seed, drives the keeper through it, life
/// after life, and looks at the end whether it leads on.
final class Simulation {
    static final int EVENTS = 200;

    /// How long after the last cause is gone the service may take to come back.
    private static final Duration COMING_BACK = Duration.ofMinutes(10);

    private static final int TURNS_AT_ONE_MOMENT = 60;

    final VirtualTime time = new VirtualTime();
    final Chance chance;
    final Trace trace;
    final Computer computer;
    final Faults faults;
    final Mortality mortality = new Mortality();
    final Storage storage = new Storage(mortality);
    final MemoryStateFile stateFile = new MemoryStateFile(storage);
    final MemorySettings settings = new MemorySettings(storage);
    final MemorySecrets secrets = new MemorySecrets(storage);
    final MemoryData data;
    final MemoryJournal journal;
    final Person person;

    private final Guard guard;
    private final SimulatedEngine engine;
    private final SimulatedProbe probe;
    private final SimulatedConfiguration configuration;
    private final Mischief mischief;

    private Optional<Supervisor> keeper = Optional.empty();
    private boolean mail;
    private long lives;
    private long attempts;
    private long turns;

    Simulation(long seed, boolean traced) {
        chance = new Chance(seed);
        trace = new Trace(time, traced);
        computer = new Computer(time, chance, trace, Path.of("/home/person/berth/data"));
        faults = new Faults(chance);
        guard = new Guard(time, computer, faults, secrets);
        data = new MemoryData(storage, guard, computer, stateFile);
        journal = new MemoryJournal(storage, guard, trace);
        person = new Person(chance, secrets, data, trace);
        journal.heardBy(person);
        stateFile.heardBy(person);
        var calls = new Calls(time, chance, faults, mortality, guard, secrets, trace);
        engine = new SimulatedEngine(computer, calls, guard, chance);
        probe = new SimulatedProbe(time, computer, guard);
        configuration = new SimulatedConfiguration(data, storage, guard);
        mischief = new Mischief(this, EVENTS);
    }

    long turns() {
        return turns;
    }

    @Override
    public String toString() {
        return trace.toString();
    }

    /// Plays the whole schedule.
    void play() {
        live(Duration.ofMinutes(1), false);
        ask(person.setUp());
        mischief.next();
        while (!mischief.isOver()) {
            live(Duration.ofMinutes(1), false);
        }
        mischief.mend();
        mortality.live();
        leadsOn();
    }

    // -- single scenes, without mischief

    /// Sets up, and lives until that is settled.
    void setUp() {
        live(Duration.ofSeconds(1), false);
        ask(person.setUp());
        live(COMING_BACK, true);
    }

    /// Lives for so long, and is killed again and again meanwhile.
    void dieEvery(Duration life, int times) {
        for (int i = 0; i < times; i++) {
            live(life, false);
            lifeEnded("was killed");
        }
    }

    void live(Duration length) {
        live(length, false);
    }

    StatusReport status() {
        return keeper.orElseThrow().status();
    }

    /// The causes are gone: it leads on.
    void mendAndLeadOn() {
        mischief.mend();
        leadsOn();
    }

    // -- the person

    void ask(Command command) {
        keeper.ifPresent(supervisor -> {
            person.ask(supervisor, command);
            mail = true;
        });
    }

    Optional<Integer> portOfOurs() {
        return computer.containers.values().stream()
                .filter(one -> one.byUs)
                .map(one -> one.port)
                .findFirst();
    }

    // -- the keeper's lives

    /// Lets the keeper live for so long, and again when it died or ended.
    private void live(Duration length, boolean untilSettled) {
        var end = time.instant().plus(length);
        int atOnce = 0;
        while (time.instant().isBefore(end)) {
            if (keeper.isEmpty()) {
                wake();
            }
            var before = time.instant();
            var pause = turn();
            atOnce = time.instant().equals(before) && pause.isZero() ? atOnce + 1 : 0;
            if (atOnce > TURNS_AT_ONE_MOMENT) {
                throw new Broken("the loop spins");
            }
            if (untilSettled && isSettled()) {
                return;
            }
            guard.noteTruth();
            time.pass(pause, () -> mail);
            mail = false;
        }
    }

    /// One turn; how long to wait after it.
    private Duration turn() {
        if (keeper.isEmpty()) {
            return chance.seconds(0, 10);
        }
        var supervisor = keeper.get();
        turns++;
        guard.turnBegins();
        try {
            var pause = supervisor.turn();
            guard.turnEnded(supervisor.status());
            trace.shown(supervisor.status(), Simulation::words);
            if (supervisor.hasEnded()) {
                supervisor.close();
                lifeEnded("ended");
                return chance.seconds(0, 30);
            }
            return pause;
        } catch (Mortality.Killed killed) {
            lifeEnded("was killed");
            return chance.seconds(0, 30);
        }
    }

    private void lifeEnded(String how) {
        trace.say("keeper", () -> how);
        keeper = Optional.empty();
        mortality.live();
        guard.processEnded();
        person.forgetAnswers();
        if (!mischief.isOver()) {
            mischief.betweenLives();
        }
    }

    private void wake() {
        long life = ++lives;
        trace.say("keeper", () -> "wakes, life " + life);
        var host = new SimulatedHost(engine);
        var observer =
                new Observer(host, probe, configuration, computer::isFree, data, secrets, time);
        try {
            keeper =
                    Optional.of(
                            new Supervisor(
                                    new World(
                                            host,
                                            observer,
                                            new SimulatedSource(computer, time, chance),
                                            configuration,
                                            data,
                                            secrets,
                                            stateFile,
                                            journal,
                                            settings,
                                            time,
                                            () -> "attempt-" + ++attempts,
                                            new StatusReport.Supervisor(life, "sim")),
                                    true));
        } catch (IOException full) {
            lifeEnded("could not open its books");
        } catch (Mortality.Killed killed) {
            lifeEnded("was killed while it woke");
        }
    }

    // -- liveness

    private void leadsOn() {
        live(COMING_BACK, true);
        for (int tries = 0; tries < 3 && !isSettled(); tries++) {
            followTheWayOn();
            live(COMING_BACK, true);
        }
        if (!isSettled()) {
            throw new Broken("leads nowhere: " + shown());
        }
        live(Duration.ofSeconds(30), false);
        leftovers();
        if (!isTidy()) {
            live(COMING_BACK, false); // its tries have pauses between them
        }
        if (!isTidy()) {
            throw new Broken("never tidied up: " + shown());
        }
    }

    private boolean isTidy() {
        return keeper.filter(one -> !one.status().cleanUps().isEmpty()).isEmpty();
    }

    /// The person does what the problem proposes.
    private void followTheWayOn() {
        if (keeper.isPresent()
                && keeper.get().status().status()
                        instanceof Status.Supervised(OperatorState.NeedsAttention(var problem))) {
            if (problem.kind() == ProblemKind.DATA_GONE && !data.isThere()) {
                ask(new Command.Reset(EraseScope.EVERYTHING));
            } else {
                ask(
                        problem.actions().contains(Action.REPAIR)
                                ? new Command.Repair()
                                : person.setUp());
            }
        }
    }

    /// Whether what the person wishes is reached.
    private boolean isSettled() {
        if (keeper.isEmpty()) {
            return false;
        }
        var report = keeper.get().status();
        return person.isAnswered()
                && switch (report.status()) {
                    case Status.Supervised(OperatorState.Ready _) -> true;
                    case Status.Supervised _, Status.NotRunning _ -> false;
                    case Status.Paused _ -> desired() instanceof Desired.Paused;
                    case Status.NotSetUp _ ->
                            desired() instanceof Desired.Nothing && report.cleanUps().isEmpty();
                };
    }

    private Desired desired() {
        return stateFile.kept().map(kept -> kept.desired()).orElseGet(Desired.Nothing::new);
    }

    private String shown() {
        return keeper.map(one -> words(one.status())).orElse("nobody is there");
    }

    private void leftovers() {
        // one that a create left behind that ended after its time is harmless, and adopted later
        var ours =
                computer.containers.values().stream()
                        .filter(one -> one.byUs && one.phase != SimulatedContainer.Phase.CREATED)
                        .toList();
        long most = desired() instanceof Desired.Nothing ? 0 : 1;
        if (ours.size() > most) {
            throw new Broken("left over: " + ours + ", wished " + desired());
        }
        if (!(desired() instanceof Desired.Running) && !computer.onOurData().isEmpty()) {
            throw new Broken("runs although " + desired());
        }
    }

    private static String words(StatusReport report) {
        return switch (report.status()) {
            case Status.Supervised(OperatorState.NeedsAttention(var problem)) ->
                    problem.code() + " " + problem.details();
            case Status.Supervised(OperatorState.Starting(var progress)) ->
                    "starting, " + progress.stage().id();
            case Status.Supervised(OperatorState.Ready _) -> "ready";
            case Status.Paused _, Status.NotSetUp _, Status.NotRunning _ ->
                    report.status().getClass().getSimpleName() + " " + report.cleanUps();
        };
    }
}
