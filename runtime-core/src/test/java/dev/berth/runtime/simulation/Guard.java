package dev.berth.runtime.simulation;

import dev.berth.runtime.OperatorState;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Woke;
import dev.berth.runtime.supervisor.Supervisor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of DESIGN 4, held at every effect, every line of the journal and every publication.
final class Guard {
    /// What a whole ladder can take without any call that hangs: six starts that never get ready,
    /// each with its allowance, its stop and its back-off, and some for outside hands.
    private static final Duration LONGEST_STARTING = Duration.ofMinutes(25);

    /// How old the last proof may be on which Ready is shown: the healthy look, an answer, and one
    /// quiet clean-up; looks that hang, or are cut short by a click while they do, come on top.
    private static final Duration STALE = Duration.ofSeconds(25);

    /// Three ladders of six tries in half an hour, and the first start.
    private static final int STARTS_IN_HALF_AN_HOUR = 20;

    private static final int FAILURES_A_MINUTE = 20;

    private static final Set<String> CLEARING =
            Set.of("start", "restart", "repair", "setup", "reset");

    private static final Set<String> TOUCHING_DATA = Set.of("make-data", "configure", "clean-up");

    private final VirtualTime time;
    private final Computer computer;
    private final Faults faults;
    private final KnownSecrets secrets;

    private @Nullable StatusReport checked;
    private Optional<Began> open = Optional.empty();
    private final Deque<Instant> starts = new ArrayDeque<>();
    private final Deque<Instant> failures = new ArrayDeque<>();
    private String failing = "";
    private final Map<Integer, Instant> proven = new HashMap<>();
    private final Map<Integer, Instant> told = new HashMap<>();
    private Optional<Instant> proved = Optional.empty();
    private int excused;
    private Instant turnBegan = VirtualTime.BEGINNING;
    private Instant lastServing = Instant.MIN;
    private Duration hungAtServing = Duration.ZERO;
    private Instant startingSince = VirtualTime.BEGINNING;
    private Duration hungBefore = Duration.ZERO;
    private boolean wasStarting;
    private boolean wasReady;

    Guard(VirtualTime time, Computer computer, Faults faults, KnownSecrets secrets) {
        this.time = time;
        this.computer = computer;
        this.faults = faults;
        this.secrets = secrets;
    }

    private Instant now() {
        return time.instant();
    }

    /// When the present turn began: what came later was not there to be seen.
    Instant looked() {
        return turnBegan;
    }

    // -- effects

    /// Rule 8: an effect needs a line of its kind that has begun and not ended.
    void mayAct(String step, String subject) {
        var allowed =
                open.filter(began ->
                                began.step().equals(step)
                                        || (began.step().equals("clean-up")
                                                && Set.of("stop", "remove").contains(step)))
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

    /// Rule 2: only ours.
    void ours(ContainerId id) {
        if (computer.container(id).filter(one -> !one.byUs).isPresent()) {
            throw new Broken("rule 2, ours only: " + id.brief() + " is foreign");
        }
    }

    void starts(ContainerId id) {
        ours(id);
        starts.addLast(now());
        while (starts.getFirst().plus(Duration.ofMinutes(30)).isBefore(now())) {
            starts.removeFirst();
        }
        if (starts.size() > STARTS_IN_HALF_AN_HOUR + excused) {
            throw new Broken("budget: " + starts.size() + " starts in half an hour");
        }
    }

    /// Rule 3: a data folder is served once. What came up after the keeper looked is excused.
    void started(SimulatedContainer container, Instant looked) {
        for (var other : computer.onOurData()) {
            if (other != container && !other.run.since().isAfter(looked)) {
                throw new Broken(
                        "rule 3, data is served once: %s runs beside %s"
                                .formatted(container.id.brief(), other.id.brief()));
            }
        }
    }

    /// The configuration is the service's while it runs.
    void configures() {
        mayAct("configure", "");
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
        if (!computer.taken.containsKey(port)) {
            told.remove(port);
            return;
        }
        var first = told.computeIfAbsent(port, _ -> turnBegan);
        if (!proven.containsKey(port) || first.isBefore(turnBegan)) {
            throw new Broken("rule 7: the token is sent to a stranger on port " + port);
        }
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
        switch (entry) {
            case Began began -> {
                if (open.isPresent()) {
                    throw new Broken("two acts at once: " + open + " and " + began);
                }
                open = Optional.of(began);
            }
            case Ended ended -> {
                open = Optional.empty();
                hammers(ended);
            }
            case Proved line -> proved = Optional.of(line.at());
            case Asked(var _, var command) when CLEARING.contains(command) -> afresh();
            case Fell fell -> {
                if (proved.filter(at -> !fell.at().isBefore(at.plusSeconds(600))).isPresent()) {
                    starts.clear();
                }
                proved = Optional.empty();
            }
            case Asked _, Woke _, Noticed _ -> {}
        }
    }

    /// What fails is not tried again and again without a pause.
    private void hammers(Ended ended) {
        var act = ended.step() + " " + ended.subject();
        if (ended.outcome() != Outcome.FAILED || !act.equals(failing)) {
            failures.clear();
            failing = ended.outcome() == Outcome.FAILED ? act : "";
        }
        failures.addLast(now());
        while (failures.getFirst().plus(Duration.ofMinutes(1)).isBefore(now())) {
            failures.removeFirst();
        }
        if (failures.size() > FAILURES_A_MINUTE) {
            throw new Broken("hammering: " + failures.size() + " times a minute " + act);
        }
    }

    /// The disk was full when an act had ended.
    void endUnwritten() {
        open = Optional.empty();
    }

    private void afresh() {
        starts.clear();
        excused = 0;
        startingSince = now();
        hungBefore = faults.hung;
    }

    /// What is left open by a killed process is closed; nobody knows how such a start went.
    void processEnded() {
        if (open.filter(began -> began.step().equals("start")).isPresent()) {
            excused++;
        }
        open = Optional.empty();
        wasStarting = false;
        wasReady = false;
        proven.clear();
        told.clear();
    }

    // -- publications

    void turnBegins() {
        turnBegan = now();
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
        }
        var state =
                report.status() instanceof Status.Supervised(var shown)
                        ? Optional.of(shown)
                        : Optional.<OperatorState>empty();
        readyIsTrue(state.filter(OperatorState.Ready.class::isInstance).isPresent());
        startingEnds(state.filter(OperatorState.Starting.class::isInstance).isPresent());
        state.ifPresent(Guard::noBug);
    }

    /// Rule 7: Ready is proven, and not kept on when it is over.
    private void readyIsTrue(boolean isReady) {
        var hung = faults.hung.minus(hungAtServing);
        var since = wasReady ? turnBegan.minus(STALE).minus(hung) : turnBegan;
        if (isReady && lastServing.isBefore(since)) {
            throw new Broken("rule 7: Ready is shown, but the service last served " + lastServing);
        }
        wasReady = isReady;
    }

    private void startingEnds(boolean isStarting) {
        if (!isStarting || !wasStarting) {
            startingSince = now();
            hungBefore = faults.hung;
        }
        wasStarting = isStarting;
        var allowed = LONGEST_STARTING.plus(faults.hung).minus(hungBefore);
        if (startingSince.plus(allowed).isBefore(now())) {
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
