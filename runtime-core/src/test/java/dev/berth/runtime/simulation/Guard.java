package dev.berth.runtime.simulation;

import dev.berth.runtime.Diagnosis;
import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.decision.History;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Recovered;
import dev.berth.runtime.store.JournalEntry.Troubled;
import dev.berth.runtime.store.JournalEntry.Woke;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.supervisor.Supervisor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rules of DESIGN 4, held at every effect, every line of the journal and every publication.
final class Guard {
    /// What a whole ladder can take without any call that hangs: six starts that never get ready,
    /// each with its allowance, its stop and its back-off, and some for outside hands.
    private static final Duration LONGEST_STARTING = Duration.ofMinutes(25);

    /// The same where it is a machine's turn meanwhile: twice the service's rungs, and the
    /// machine's own three starts.
    private static final Duration LONGEST_IN_MACHINE = Duration.ofMinutes(60);

    /// How old the last proof may be on which Ready is shown: the healthy look, an answer, and one
    /// quiet clean-up; looks that hang, or are cut short by a click while they do, come on top.
    private static final Duration STALE = Duration.ofSeconds(25);

    /// Three ladders of six tries in half an hour, and the first start.
    private static final int STARTS_IN_HALF_AN_HOUR = 20;

    private static final int FAILURES_A_MINUTE = 20;

    /// Falls of three whole ladders.
    private static final int LADDERS = 18;

    /// Longer than a look and a file of ours together.
    private static final Duration BRIEFLY = Duration.ofSeconds(1);

    /// Three ladders of fetches or of machine starts in half an hour, and the first of each.
    private static final int COSTLY_IN_HALF_AN_HOUR = 20;

    /// Problems that one fall of the service, the newest, stands behind.
    private static final Set<ProblemKind> OF_A_FALL =
            Set.of(
                    ProblemKind.KEEPS_STOPPING,
                    ProblemKind.NEVER_READY,
                    ProblemKind.START_FAILED,
                    ProblemKind.OUT_OF_MEMORY,
                    ProblemKind.TOKEN_REFUSED,
                    ProblemKind.SOMEBODY_ELSE_ANSWERS);

    /// Done beside what is shown.
    private static final Set<String> QUIET = Set.of("clean-up", "set-clock", "fetch-update");

    private static final Set<String> CLEARING =
            Set.of("start", "restart", "repair", "setup", "reset");

    private static final Set<String> TOUCHING_DATA =
            Set.of(
                    "make-data",
                    "configure",
                    "tell-provider",
                    "clean-up",
                    "move",
                    "swap-data",
                    "swap-back");

    private static final Set<String> CLEANING = Set.of("stop", "remove", "remove-machine");

    private static final Set<String> BRINGING = Set.of("fetch-release", "load-release");

    private static final Set<String> TAKING_AWAY = Set.of("stop", "remove");

    /// A reset's way to take a key away is a move's too.
    private static final Set<String> MOVING = Set.of("clean-up", "tell-provider");

    private final VirtualTime time;
    private final Computer computer;
    private final Faults faults;
    private final KnownSecrets secrets;

    /// How a service that is well is treated.
    final Conduct conduct;

    private final KeyAndAddress keys = new KeyAndAddress();

    private @Nullable StatusReport checked;
    private Optional<Began> open = Optional.empty();
    private final Deque<Instant> starts = new ArrayDeque<>();
    private final Deque<Instant> failures = new ArrayDeque<>();

    /// The newest falls since the person asked for something or Ready was proven.
    private final Deque<Instant> quickFalls = new ArrayDeque<>();

    private String failing = "";
    private final Map<Integer, Instant> proven = new HashMap<>();
    private final Map<Integer, Instant> told = new HashMap<>();
    private Optional<Instant> proved = Optional.empty();
    private int excused;
    private Instant turnBegan = VirtualTime.BEGINNING;

    /// What of ours was there when the turn began.
    private List<ContainerId> leftovers = List.of();

    private Instant lookedBefore = VirtualTime.BEGINNING;

    /// Whether what was last done wrote the service's configuration, and all else was as seen.
    private boolean configured;

    private Instant lastServing = Instant.MIN;
    private Duration hungAtServing = Duration.ZERO;
    private Duration startingSince = Duration.ZERO;
    private Duration hungBefore = Duration.ZERO;
    private boolean wasStarting;
    private boolean wasReady;
    private boolean givenUp;

    /// Since the person last asked for a try nothing has failed.
    private boolean fresh;

    /// What was done to the machine, since it was last started or budgets began anew.
    private final Set<String> doneWell = new HashSet<>();

    private Optional<Fell> fallen = Optional.empty();
    private Optional<Fell> fallenBefore = Optional.empty();
    private final Deque<Instant> tries = new ArrayDeque<>();
    private Supplier<Optional<StatusReport>> shown = Optional::empty;
    private boolean wasDown;
    private Optional<Instant> broke = Optional.empty();
    private boolean forgetful;
    private boolean rebuildAgreed;
    private boolean stopAgreed;
    private Optional<String> toGo = Optional.empty();

    Guard(VirtualTime time, Computer computer, Faults faults, KnownSecrets secrets) {
        this.time = time;
        this.computer = computer;
        this.faults = faults;
        this.secrets = secrets;
        conduct = new Conduct(time, computer, faults, secrets);
    }

    private Instant now() {
        return time.awake();
    }

    /// Since when what came was not there to be seen: when the present turn began, or the one
    /// before where that only wrote a file of ours. Nobody looks again for that, and it takes no
    /// time.
    Instant looked() {
        var brief = !lookedBefore.plus(BRIEFLY).isBefore(turnBegan);
        return configured && brief ? lookedBefore : turnBegan;
    }

    /// The act that is under way.
    Optional<Began> underWay() {
        return open;
    }

    // -- effects

    /// Rule 8: an effect needs a line of its kind that has begun and not ended.
    void mayAct(String step, String subject) {
        var allowed =
                open.filter(began ->
                                began.step().equals(step)
                                        || (began.step().equals("clean-up")
                                                && CLEANING.contains(step))
                                        || (began.step().equals("take-away")
                                                && TAKING_AWAY.contains(step))
                                        || (began.step().equals("fetch-update")
                                                && BRINGING.contains(step))
                                        || (began.step().equals("go-on") && step.equals("unpause"))
                                        || (began.step().equals("move") && MOVING.contains(step)))
                        .filter(began -> subject.isEmpty() || began.subject().contains(subject));
        if (allowed.isEmpty()) {
            throw new Broken(
                    "rule 8, write it down first: " + step + " " + subject + " under " + open);
        }
    }

    /// Rule 8, for the service's files.
    void mayTouchData() {
        if (open.filter(began -> TOUCHING_DATA.contains(began.step())).isEmpty()) {
            throw new Broken("rule 8, write it down first: data is touched under " + open);
        }
    }

    /// Rule 2: only ours, and whom the person said to take away.
    void mayEnd(ContainerId id) {
        var agreed =
                toGo.filter(id.value()::startsWith).isPresent()
                        && open.filter(began -> began.step().equals("take-away")).isPresent();
        if (!agreed) {
            ours(id);
        }
    }

    /// Rule 2: only ours.
    void ours(ContainerId id) {
        if (computer.container(id).filter(one -> !one.byUs).isPresent()) {
            throw new Broken("rule 2, ours only: " + id.brief() + " is foreign");
        }
    }

    void starts(ContainerId id) {
        ours(id);
        if (isEnough()) {
            throw new Broken("started although three ladders were spent in half an hour");
        }
        if (givenUp) {
            throw new Broken("started although the person gave up and asked for nothing since");
        }
        starts.addLast(time.truth());
        while (starts.getFirst().plus(Duration.ofMinutes(30)).isBefore(time.truth())) {
            starts.removeFirst();
        }
        int budget = STARTS_IN_HALF_AN_HOUR * (computer.machineChosen ? 2 : 1);
        if (starts.size() > budget + excused) {
            throw new Broken("budget: " + starts.size() + " starts in half an hour");
        }
    }

    /// Three ladders have six falls each at most.
    private boolean isEnough() {
        return !computer.machineChosen
                && quickFalls.size() >= LADDERS
                && quickFalls.getFirst().plus(Duration.ofMinutes(30)).isAfter(quickFalls.getLast());
    }

    /// What the person sees at this moment.
    void sees(Supplier<Optional<StatusReport>> newest) {
        shown = newest;
    }

    /// Rule 3, before another is made: no container that serves the data.
    void creates(Instant looked) {
        if (computer.visible().anyMatch(one -> leftovers.contains(one.id) && one.isNamedByUs())) {
            throw new Broken("another is made while the one before still has our name");
        }
        for (var other : computer.onOurData()) {
            if (other.place == computer.place && !other.run.began().isAfter(looked)) {
                throw new Broken("rule 3, data is served once: made beside " + other.id.brief());
            }
        }
    }

    /// Rule 2, for what the engine keeps of our secrets.
    void ours(String secret, Ownership ours) {
        if (!secret.startsWith(ours.name() + "-")) {
            throw new Broken("rule 2, ours only: secret " + secret);
        }
    }

    /// Rule 3: a data folder is served once. What came up after the keeper looked is excused.
    void started(SimulatedContainer container, Instant looked) {
        for (var other : computer.onOurData()) {
            // what another engine than the one that is asked runs for somebody else nobody sees
            var seen = other.byUs || other.place == container.place;
            if (seen && other != container && !other.run.began().isAfter(looked)) {
                throw new Broken(
                        "rule 3, data is served once: %s runs beside %s"
                                .formatted(container.id.brief(), other.id.brief()));
            }
        }
    }

    /// The configuration is the service's while it runs.
    void configures() {
        configures("configure");
    }

    /// The same for who answers.
    void tellsProvider() {
        configures("tell-provider");
    }

    private void configures(String step) {
        mayAct(step, "");
        if (computer.containers.values().stream().anyMatch(one -> one.byUs && one.isUp())) {
            throw new Broken("the configuration is written under a running service");
        }
    }

    void listenerProven(int port) {
        proven.put(port, now());
    }

    /// Rule 7: the token goes only to a listener that was proven ours; one that came after the
    /// proof may hear it in one turn, for nobody can look and ask at once.
    void tokenTo(int port) {
        if (!computer.taken.contains(port)) {
            told.remove(port);
            return;
        }
        var first = told.computeIfAbsent(port, _ -> turnBegan);
        if (!proven.containsKey(port) || first.isBefore(turnBegan)) {
            throw new Broken("rule 7: the token is sent to a stranger on port " + port);
        }
    }

    // -- machines

    /// Never two of ours.
    void machineMade(Collection<SimulatedMachine> others) {
        if (others.stream().anyMatch(one -> one.byUs)) {
            throw new Broken("two machines of ours: another beside " + others);
        }
    }

    /// Rule 2, for machines.
    void touches(SimulatedMachine one) {
        if (!one.byUs) {
            throw new Broken("rule 2, ours only: machine " + one);
        }
    }

    /// Only what is here because of us.
    void removesImage(String image) {
        if (computer.images.containsValue(image) && !computer.brought.contains(image)) {
            throw new Broken("rule 2, ours only: an image that was here before us is removed");
        }
    }

    /// One that was finished goes only when the person says so: by a reset, by a rebuild, or by
    /// choosing another place.
    void removes(SimulatedMachine one, MachineRecord ours) {
        touches(one);
        var byReset = open.filter(began -> began.step().equals("clean-up")).isPresent();
        if (!byReset && ours.identity().isPresent() && !rebuildAgreed && !computer.mayLeave) {
            throw new Broken("rebuilt without consent: " + one);
        }
    }

    /// Only on the person's word.
    void mayStopOther() {
        if (!stopAgreed && !computer.mayStopOthers) {
            throw new Broken("rule 2: a stranger's machine is stopped");
        }
        stopAgreed = false;
    }

    // -- secrets

    /// Rule 9.
    void carriesNoSecret(String text) {
        if (secrets.areIn(text)) {
            throw new Broken("rule 9, secrets: " + text);
        }
    }

    // -- the journal

    void wrote(JournalEntry entry) {
        carriesNoSecret(entry.toString());
        conduct.wrote(entry);
        breaks(entry);
        switch (entry) {
            case Began began -> {
                if (open.isPresent()) {
                    throw new Broken("two acts at once: " + open + " and " + began);
                }
                open = Optional.of(began);
                isWithinBudget(began);
            }
            case Ended ended when ended.outcome() == Outcome.LATE -> {} // counts for nothing
            case Ended ended -> {
                open = Optional.empty();
                configured = ended.step().equals("configure");
                repairIsShownAsSuch(ended);
                fresh &= !isFailed(ended) && !isInVain(ended);
                rebuildAgreed &=
                        !(ended.step().equals("remove-machine") && ended.outcome() == Outcome.DONE);
                hammers(ended);
                // what was cut off counts for nothing, so that the word for it holds (decision 32)
                toGo =
                        ended.step().equals("take-away") && ended.outcome() != Outcome.CUT_OFF
                                ? Optional.empty()
                                : toGo;
            }
            case Proved line -> {
                proved = Optional.of(time.truth());
                doneWell.clear();
                quickFalls.clear();
                givenUp = false;
                fallen = Optional.empty();
            }
            case Asked(var _, var command) when command.equals("agreed-rebuild") ->
                    rebuildAgreed = true;
            // the place that was chosen is taken back with all else
            case Asked(var _, var command) when command.equals("give-up-setup") ->
                    computer.mayLeave = true;
            case Asked(var _, var command) when command.equals("agreed-stop-other") ->
                    stopAgreed = true;
            case Asked(var _, var command) when command.startsWith(History.TAKE_AWAY) ->
                    toGo = Optional.of(command.substring(History.TAKE_AWAY.length()));
            case Asked(var _, var command) when CLEARING.contains(command) -> {
                afresh();
                rebuildAgreed = false;
                stopAgreed = false;
                toGo = Optional.empty();
                givenUp = false;
            }
            case Asked(var _, var command) when command.equals("give-up") -> givenUp = true;
            case Noticed(var _, var what, var _) when what.equals("went-back") -> afresh();
            case Noticed(var _, var what, var _) when what.equals("serves-anyway") ->
                    givenUp = false;
            case Fell fell -> {
                if (proved.filter(at -> !time.truth().isBefore(at.plusSeconds(600))).isPresent()) {
                    starts.clear();
                }
                proved = Optional.empty();
                quickFalls.addLast(time.truth());
                while (quickFalls.size() > LADDERS) {
                    quickFalls.removeFirst();
                }
                fallen = Optional.of(fell);
                fresh = false;
            }
            case Recovered(var _, var plane) -> mayBeOver(plane);
            case Asked _, Woke _, Noticed _, Troubled _ -> {}
        }
    }

    private static boolean isFailed(Ended ended) {
        return ended.outcome() == Outcome.FAILED || ended.outcome() == Outcome.TIMED_OUT;
    }

    /// What ended well twice without leading on did not end well: Podman says "made" and "started"
    /// of machines that are not (decision 28).
    private boolean isInVain(Ended ended) {
        if (ended.outcome() != Outcome.DONE || !ended.step().endsWith("-machine")) {
            return false;
        }
        var again = !doneWell.add(ended.step());
        if (ended.step().equals("start-machine")) {
            doneWell.clear();
            doneWell.add(ended.step());
        }
        return again;
    }

    /// What broke first stands until Ready is proven, or everything is reset.
    private void breaks(JournalEntry entry) {
        switch (entry) {
            case Fell _, Troubled _ -> broke = broke.or(() -> Optional.of(entry.at()));
            case Proved _ -> broke = Optional.empty();
            case Recovered(var _, var plane) when plane == Plane.ENDPOINT ->
                    broke = Optional.empty();
            case Asked(var _, var command) when command.equals("reset") -> broke = Optional.empty();
            case Ended(_, var at, var step, _, var outcome, _, _)
                    when (outcome == Outcome.FAILED || outcome == Outcome.TIMED_OUT)
                            && (step.equals("start-machine") || step.equals("create-machine")) ->
                    broke = broke.or(() -> Optional.of(at));
            case Asked _, Began _, Ended _, Woke _, Noticed _, Recovered _ -> {}
        }
    }

    /// Trouble is over only where the service truly serves.
    private void mayBeOver(Plane plane) {
        var hung = faults.hung.minus(hungAtServing);
        if (lastServing.isBefore(turnBegan.minus(STALE).minus(hung))) {
            throw new Broken(plane + " is said to be well, but the service served " + lastServing);
        }
    }

    /// The journal is so small that it soon forgets what broke first.
    void forgetsSoon() {
        forgetful = true;
    }

    private void tellsWhatBroke(Diagnosis diagnosis) {
        if (!forgetful && diagnosis.first().isPresent() != broke.isPresent()) {
            throw new Broken(
                    "what broke first is of %s, but shown is %s"
                            .formatted(broke, diagnosis.first()));
        }
    }

    /// What takes long or costs much has a budget of its own: the program that is fetched, the
    /// machine that is started.
    private void isWithinBudget(Began began) {
        if (isCostly(began)) {
            tries.addLast(time.truth());
            while (tries.getFirst().plus(Duration.ofMinutes(30)).isBefore(time.truth())) {
                tries.removeFirst();
            }
            if (tries.size() > COSTLY_IN_HALF_AN_HOUR + excused) {
                throw new Broken("budget: %d times %s".formatted(tries.size(), began.step()));
            }
        }
    }

    private static boolean isCostly(Began began) {
        return began.step().equals("fetch-release") || began.step().equals("start-machine");
    }

    /// While what the person asked for is under way and nothing of it has failed, no problem of
    /// before is shown (DESIGN 3).
    private void repairIsShownAsSuch(Ended ended) {
        if (fresh && !QUIET.contains(ended.step())) {
            problemShown()
                    .ifPresent(problem -> {
                        throw new Broken(
                                "attention is shown during "
                                        + ended.step()
                                        + ": "
                                        + problem.code());
                    });
        }
    }

    private Optional<Problem> problemShown() {
        return shown.get().flatMap(Guard::problem);
    }

    private static Optional<Problem> problem(StatusReport report) {
        return report.status()
                        instanceof Status.Supervised(OperatorState.NeedsAttention(var problem))
                ? Optional.of(problem)
                : Optional.empty();
    }

    /// What fails is not tried again and again without a pause.
    private void hammers(Ended ended) {
        var act = ended.step() + " " + ended.subject();
        if (!isFailed(ended) || !act.equals(failing)) {
            failures.clear();
            failing = isFailed(ended) ? act : "";
        }
        failures.addLast(now());
        while (failures.getFirst().plus(Duration.ofMinutes(1)).isBefore(now())) {
            failures.removeFirst();
        }
        if (failures.size() > FAILURES_A_MINUTE) {
            throw new Broken("hammering: " + failures.size() + " times a minute " + act);
        }
    }

    /// What only the journal told nobody knows any more.
    void journalLost() {
        conduct.journalLost();
        afresh();
        broke = Optional.empty();
        fresh = false;
        proved = Optional.empty();
        rebuildAgreed = false;
        stopAgreed = false;
        givenUp = false;
    }

    /// The disk was full when an act had ended.
    void endUnwritten() {
        open = Optional.empty();
    }

    /// A line that the keeper was told is not there: nothing may be done under it, and nothing is.
    void beginUnwritten(Began began) {
        open = Optional.empty();
        if (isCostly(began)) {
            tries.pollLast();
        }
    }

    private void afresh() {
        doneWell.clear();
        quickFalls.clear();
        starts.clear();
        tries.clear();
        fallen = Optional.empty();
        fresh = true;
        excused = 0;
        startingSince = time.uptime();
        hungBefore = faults.hung;
    }

    /// What is left open by a killed process is closed; nobody knows how such a start went.
    void processEnded() {
        conduct.processEnded();
        if (open.filter(began -> began.step().equals("start")).isPresent()) {
            excused++;
        }
        open = Optional.empty();
        wasStarting = false;
        wasReady = false;
        wasDown = false;
        proven.clear();
        told.clear();
    }

    // -- publications

    void turnBegins() {
        conduct.turnBegins();
        lookedBefore = turnBegan;
        turnBegan = now();
        fallenBefore = fallen;
        leftovers =
                computer.containers.values().stream()
                        .filter(one -> one.byUs)
                        .map(one -> one.id)
                        .toList();
        noteTruth();
    }

    /// Remembers when the service was last truly serving.
    void noteTruth() {
        if (computer.serves(secrets.token())) {
            lastServing = now();
            hungAtServing = faults.hung;
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same one need not be read twice
    void turnEnded(StatusReport report) {
        noteTruth();
        if (report != checked) {
            carriesNoSecret(report.toString());
            checked = report;
            tellsWhatBroke(report.diagnosis());
        }
        var state =
                report.status() instanceof Status.Supervised(var shown)
                        ? Optional.of(shown)
                        : Optional.<OperatorState>empty();
        readyIsTrue(state.filter(OperatorState.Ready.class::isInstance).isPresent());
        startingEnds(state.filter(OperatorState.Starting.class::isInstance).isPresent());
        state.ifPresent(Guard::noBug);
        conduct.turnEnded();
        problem(report).ifPresent(this::problemIsOfNow);
        downIsTrue(report);
    }

    /// An error belongs to an attempt and leaves with the next success (DESIGN 3).
    private void problemIsOfNow(Problem problem) {
        if (OF_A_FALL.contains(problem.kind())
                && fallen.or(() -> fallenBefore).filter(fell -> tells(fell, problem)).isEmpty()
                && fallenBefore.filter(fell -> tells(fell, problem)).isEmpty()) {
            throw new Broken("stale problem: " + problem + " after " + fallen);
        }
    }

    private static boolean tells(Fell fell, Problem problem) {
        return problem.details().stream()
                .allMatch(line -> fell.detail().orElse("").lines().anyMatch(line::equals));
    }

    /// Who is told that the service is stopped, or that there is none, can rely on that.
    private void downIsTrue(StatusReport report) {
        boolean isDown =
                report.status() instanceof Status.Paused
                        || (report.status() instanceof Status.NotSetUp
                                && report.cleanUps().isEmpty());
        if (isDown && !wasDown) {
            var up =
                    computer.onOurData().stream()
                            .filter(one -> one.byUs && one.run.began().isBefore(turnBegan))
                            .filter(one -> one.place == computer.place)
                            .toList();
            if (!up.isEmpty() && computer.engineAnswers()) {
                throw new Broken("shown as down, but runs: " + up);
            }
        }
        wasDown = isDown;
    }

    /// Rule 7: Ready is proven, and not kept on when it is over.
    private void readyIsTrue(boolean isReady) {
        var hung = faults.hung.minus(hungAtServing);
        var since = wasReady ? turnBegan.minus(STALE).minus(hung) : turnBegan;
        if (isReady && lastServing.isBefore(since)) {
            throw new Broken("rule 7: Ready is shown, but the service last served " + lastServing);
        }
        if (isReady && !wasReady) {
            secrets.token().ifPresent(token -> keys.ready(token, computer.door));
        }
        wasReady = isReady;
    }

    private void startingEnds(boolean isStarting) {
        if (!isStarting || !wasStarting) {
            startingSince = time.uptime();
            hungBefore = faults.hung;
        }
        wasStarting = isStarting;
        var longest = computer.machineChosen ? LONGEST_IN_MACHINE : LONGEST_STARTING;
        var allowed = longest.plus(faults.hung).minus(hungBefore);
        if (time.uptime().minus(startingSince).compareTo(allowed) > 0) {
            throw new Broken("Starting for longer than " + allowed);
        }
    }

    private static void noBug(OperatorState state) {
        if (state instanceof OperatorState.NeedsAttention(var problem)
                && problem.kind() == ProblemKind.CANNOT_TELL
                && problem.details().contains(Supervisor.BUG)) {
            throw new Broken("a bug: " + problem.details());
        }
    }
}
