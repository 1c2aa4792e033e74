package dev.berth.runtime.simulation;

import dev.berth.runtime.Command;
import dev.berth.runtime.Consent;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Problem;
import dev.berth.runtime.Problem.Action;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.copies.errand.CopyDesk;
import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.news.News;
import dev.berth.runtime.observation.Observer;
import dev.berth.runtime.passage.ClosedPassage;
import dev.berth.runtime.service.Models;
import dev.berth.runtime.source.ReleaseTags;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.RuntimeState.Desired;
import dev.berth.runtime.store.SettingsCodec;
import dev.berth.runtime.supervisor.Supervisor;
import dev.berth.runtime.supervisor.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// One schedule: builds the simulated computer from a seed, drives the keeper through it, life
/// after life, and looks at the end whether it leads on.
final class Simulation {
    /// How long after the last cause is gone the service may take to come back.
    private static final Duration COMING_BACK = Duration.ofMinutes(10);

    private static final int TURNS_AT_ONE_MOMENT = 60;

    /// In few of them the service falls for so long that nothing more may be tried: that takes long
    /// to play.
    private static final int ONE_IN_SO_MANY = 101;

    private static final int FALLING = 37;
    private static final Duration FALLS_FOR = Duration.ofMinutes(20);

    final VirtualTime time = new VirtualTime();

    /// That of the world; events have their own.
    final Chance chance;

    final Trace trace;
    final Computer computer;
    final Faults faults;
    final Mortality mortality = new Mortality();
    final Storage storage = new Storage(mortality);
    final MemoryStateFile stateFile = new MemoryStateFile(storage);
    final MemorySettings settings = new MemorySettings(storage);
    final MemoryDraft draft = new MemoryDraft(storage);
    final MemorySecrets secrets = new MemorySecrets(storage);
    final MemoryData data;
    final MemoryJournal journal;
    final Person person;

    private final Guard guard;
    private final Calls calls;
    private final SimulatedEngine engine;
    private final SimulatedProbe probe;
    private final SimulatedConfiguration configuration;
    private final Mischief mischief;

    private Optional<Supervisor> keeper = Optional.empty();
    private boolean mail;
    private final boolean apart;
    private final Schedule schedule;
    private long lives;
    private long woken;
    private long attempts;
    private int repaired;

    /// Whether a problem was shown while the service was to come back.
    private boolean attention;

    private long turns;

    /// One on this computer itself.
    Simulation(long seed, boolean traced) {
        this(seed, traced, false);
    }

    /// @param apart whether the person wants the service in a machine
    Simulation(long seed, boolean traced, boolean apart) {
        this(Schedule.of(seed, apart), traced);
    }

    Simulation(Schedule schedule, boolean traced) {
        apart = schedule.apart();
        this.schedule = schedule;
        chance = new Chance(schedule.seed());
        var events = new Chance(schedule.seed(), Chance.Place.EVENTS);
        trace = new Trace(time, traced);
        computer = new Computer(time, chance, trace, Path.of("/home/person/berth/data"));
        faults = new Faults(chance);
        guard = new Guard(time, computer, faults, secrets);
        guard.conduct.sees(() -> keeper.map(Supervisor::status));
        data = new MemoryData(storage, guard, computer, stateFile);
        guard.conduct.needs(() -> !(data.look(true, true) instanceof DataFolder.State.Present));
        journal = new MemoryJournal(storage, guard, trace);
        person = new Person(events, secrets, data, trace, apart);
        computer.machineChosen = apart;
        journal.heardBy(person);
        stateFile.heardBy(person);
        calls =
                new Calls(
                        time,
                        chance,
                        faults,
                        mortality,
                        guard,
                        secrets,
                        trace,
                        computer::refusal,
                        () -> computer.runs);
        engine = new SimulatedEngine(computer, calls, guard, chance);
        probe = new SimulatedProbe(time, computer, guard);
        guard.sees(() -> keeper.map(Supervisor::status));
        configuration = new SimulatedConfiguration(data, storage, guard);
        mischief = new Mischief(this, schedule, events);
    }

    boolean isApart() {
        return apart;
    }

    /// How many lives have begun with all books open.
    long woken() {
        return woken;
    }

    /// How many events there were.
    int happened() {
        return mischief.happened();
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
        if (schedule.seed() % ONE_IN_SO_MANY == FALLING) {
            mischief.keepsFalling();
            live(FALLS_FOR, false);
        }
        mischief.mend();
        mortality.live();
        chance.turnTo(Chance.Place.AFTERWARDS, 0);
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

    /// The keeper is killed, and its state file is gone.
    void dieAndLoseNotes() {
        lifeEnded("was killed");
        stateFile.lose();
    }

    /// How often the engine or a machine was asked something.
    long questions() {
        return calls.questions();
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
            guard.conduct.clicked(command);
            person.ask(supervisor, command);
            mail = true;
        });
    }

    /// The person chooses something; a keeper that is there is told.
    void choose(Setting setting, String value) {
        trace.say("person", () -> "chooses " + setting + " " + value);
        var text = Optional.of(value).filter(given -> !given.isEmpty());
        settings.edit(now -> SettingsCodec.with(now, setting, text).orElseThrow());
        guard.conduct.chosen(setting);
        if (setting == Setting.PLACE) {
            computer.mayLeave = value.equals("native");
            computer.machineChosen |= value.equals("machine");
        }
        keeper.ifPresent(supervisor -> {
            supervisor.signal();
            mail = true;
        });
    }

    // -- the keeper's lives

    /// Lets the keeper live for so long, and again when it died or ended.
    private void live(Duration length, boolean untilSettled) {
        var end = time.awake().plus(length);
        int atOnce = 0;
        while (time.awake().isBefore(end)) {
            if (keeper.isEmpty()) {
                wake();
            }
            var before = time.awake();
            var pause = turn();
            atOnce = time.awake().equals(before) && pause.isZero() ? atOnce + 1 : 0;
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
            attention |=
                    supervisor.status().status()
                            instanceof Status.Supervised(OperatorState.NeedsAttention _);
            trace.shown(supervisor.status(), Simulation::words);
            if (supervisor.hasEnded()) {
                supervisor.close();
                guard.conduct.quit(storage.failsFor("journal.jsonl", "runtime-state.json"));
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
        if (mischief.isUnderWay()) {
            mischief.betweenLives(lives);
        }
    }

    private void wake() {
        long life = ++lives;
        trace.say("keeper", () -> "wakes, life " + life);
        var host = new SimulatedHost(engine, computer, calls, guard, chance, time);
        var doorway = new SimulatedDoorway(computer);
        var observer =
                new Observer(
                        host, probe, configuration, computer::isFree, doorway, data, secrets, time);
        try {
            keeper =
                    Optional.of(
                            new Supervisor(
                                    new World(
                                            host,
                                            observer,
                                            new SimulatedSource(computer, time, chance),
                                            ReleaseTags.none(),
                                            new NoOffers(),
                                            Runnable::run,
                                            configuration,
                                            (_, _, _) -> new Models.Reply.Has("tiny"),
                                            new ClosedPassage(),
                                            doorway,
                                            data,
                                            CopyDesk.none(),
                                            secrets,
                                            stateFile,
                                            journal,
                                            settings,
                                            new News<>(Settings.none()),
                                            new Drafts(draft, secrets),
                                            time,
                                            time::uptime,
                                            () -> "attempt-" + ++attempts,
                                            new StatusReport.Supervisor(life, "sim")),
                                    true));
            woken++;
        } catch (IOException full) {
            lifeEnded("could not open its books");
        } catch (Mortality.Killed killed) {
            lifeEnded("was killed while it woke");
        }
    }

    // -- liveness

    private void leadsOn() {
        attention = false;
        live(COMING_BACK, true);
        if (!isSettled() && !attention) {
            throw new Broken("on its way for longer than ten minutes: " + shown());
        }
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
        anotherLifeSeesTheSame();
    }

    /// What is shown is a function of what is there and of what is written down: who has seen
    /// nothing of what went before shows the same.
    private void anotherLifeSeesTheSame() {
        live(COMING_BACK, true);
        var before = kind();
        lifeEnded("was killed to see whether the next shows the same");
        live(COMING_BACK, true);
        if (!kind().equals(before)) {
            throw new Broken("another life shows another state: " + shown() + " after " + before);
        }
    }

    private String kind() {
        return keeper.map(one ->
                        one.status().status() instanceof Status.Supervised(var state)
                                ? state.getClass().getSimpleName()
                                : one.status().status().getClass().getSimpleName())
                .orElse("nobody");
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
                        problem.kind() == ProblemKind.KEY_MISSING
                                ? person.setUpWithKey()
                                : problem.actions().getFirst() == Action.SET_UP
                                        ? person.setUp()
                                        : problem.actions().contains(Action.REBUILD)
                                                        && rebuilds(problem)
                                                ? new Command.Repair(Set.of(Consent.REBUILD))
                                                : problem.actions().contains(Action.REPAIR)
                                                        ? new Command.Repair()
                                                        : person.setUp());
            }
        }
    }

    /// A person repairs first, and has it made anew when that did not help.
    private boolean rebuilds(Problem problem) {
        return problem.actions().getFirst() == Action.REBUILD || repaired++ > 0;
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
        var machines = computer.machines.values().stream().filter(one -> one.byUs).toList();
        // one that a set-up has made that was not finished is there for the next
        var kept = stateFile.kept().flatMap(state -> state.dwelling().machine()).isPresent();
        if (machines.size() > (kept ? 1 : 0)) {
            throw new Broken("left over: " + machines + ", wished " + desired());
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
