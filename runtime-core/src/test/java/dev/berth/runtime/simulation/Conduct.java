package dev.berth.runtime.simulation;

import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Place;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Recovered;
import dev.berth.runtime.store.JournalEntry.Troubled;
import dev.berth.runtime.store.JournalEntry.Woke;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// How the keeper treats a service that is well, and what it says of it: rules 4 and 6 of DESIGN 4,
/// "while a repair runs the state is Starting", quitting and waking. Each is held only where
/// nothing that happened can excuse the keeper. Times are since the beginning.
final class Conduct {
    /// Problems that a spent ladder leads to, and nothing else.
    private static final Set<ProblemKind> OF_FALLS =
            EnumSet.of(
                    ProblemKind.KEEPS_STOPPING,
                    ProblemKind.OUT_OF_MEMORY,
                    ProblemKind.NEVER_READY,
                    ProblemKind.SOMEBODY_ELSE_ANSWERS);

    /// The shortest ladder.
    private static final int FEWEST_FALLS = 2;

    /// Another process may count otherwise: its clock, or a lost journal, may hide lines.
    private static final int ENOUGH_FALLS = 99;

    private static final Duration FORGIVING = Duration.ofMinutes(10);

    /// Nothing is repaired for a minute after the computer woke; a look comes on top.
    private static final Duration WAKING = Duration.ofSeconds(50);

    private static final Set<String> ASKING_FOR_IT = Set.of("start", "restart", "repair", "setup");

    private static final Duration NEVER = Duration.ofDays(-1);

    private final VirtualTime time;
    private final Computer computer;
    private final Faults faults;
    private final KnownSecrets secrets;

    private Supplier<Optional<StatusReport>> shown = Optional::empty;
    private String asked = "";

    /// What is being done now: what an earlier life or an act cut short told the engine is not.
    private Optional<Began> open = Optional.empty();

    /// What becomes of acts that ended at their deadline.
    final Lateness lateness = new Lateness();

    private int falls;

    /// The container that was proven in this life and has not fallen since.
    private Optional<String> well = Optional.empty();

    private Duration provedAt = NEVER;
    private Duration turnBegan = NEVER;

    /// When the turn began in which it was proven: what is asked meanwhile is read after it.
    private Duration provingTurn = NEVER;

    private Set<ContainerId> strangers = Set.of();

    /// When the person last asked for what stops a service, and for what makes it anew.
    private Duration otherAsked = NEVER;

    private Duration anewAsked = NEVER;
    private Optional<Integer> faultsAtQuit = Optional.empty();
    private boolean renewal;
    private boolean elsewhere;
    private boolean noImage;
    private BooleanSupplier noData = () -> false;
    private boolean dataLacks;
    private boolean portFree;
    private boolean littered;

    /// Whether the keeper was told that nobody else uses the machine, since it was asked to quit.
    private boolean nobodyElse;

    private Duration slept = Duration.ZERO;
    private Duration woke = NEVER;
    private boolean wokeWell;

    Conduct(VirtualTime time, Computer computer, Faults faults, KnownSecrets secrets) {
        this.time = time;
        this.computer = computer;
        this.faults = faults;
        this.secrets = secrets;
    }

    /// From now on this is what the person sees.
    void sees(Supplier<Optional<StatusReport>> report) {
        shown = report;
    }

    /// Whether no service could be made on the data as it is.
    void needs(BooleanSupplier lacking) {
        noData = lacking;
    }

    /// Somebody who may be told whether others use the machine was.
    void toldOfOthers(boolean none) {
        nobodyElse = none;
    }

    // -- what excuses

    void clicked(Command command) {
        switch (command) {
            case Command.Start _, Command.Repair _ -> {}
            case Command.Pause _, Command.Restart _, Command.Restore _ -> otherAsked = time.gone();
            case Command.Update _ -> renewal = true;
            case Command.Quit _ -> {
                otherAsked = time.gone();
                nobodyElse &= faultsAtQuit.isPresent();
                faultsAtQuit = Optional.of(faults.bad());
            }
            case Command.MakeCopy _, Command.CancelCopy _, Command.LookForRelease _ -> {}
            case Command.SetUp _, Command.Reset _, Command.GiveUp _ -> {
                otherAsked = time.gone();
                anewAsked = time.gone();
            }
        }
    }

    void chosen(Setting setting) {
        switch (setting) {
            case MEMORY, PORT -> renewal = true;
            default -> elsewhere = true;
        }
    }

    // -- the journal

    void wrote(JournalEntry entry) {
        switch (entry) {
            case Proved line -> {
                well = Optional.of(line.container());
                provedAt = time.gone();
                provingTurn = turnBegan;
                portFree = false;
                lateness.proved(line);
            }
            case Fell fell -> {
                wakesSlowly(fell);
                falls = well.isPresent() && isOver(provedAt.plus(FORGIVING)) ? 1 : falls + 1;
                well = Optional.empty();
            }
            case Asked(var _, var command) when command.startsWith("agreed-") ->
                    otherAsked = time.gone();
            case Asked(var _, var command) -> {
                asked = command;
                falls = ASKING_FOR_IT.contains(command) ? 0 : falls;
            }
            case Began began -> begins(began);
            case Ended ended when ended.outcome() == Outcome.LATE -> lateness.closed(ended);
            case Ended ended -> {
                open = Optional.empty();
                littered = littersStill(ended);
                lateness.ended(ended);
            }
            case Woke _, Noticed _, Troubled _, Recovered _ -> {}
        }
    }

    private boolean isOver(Duration then) {
        return time.gone().compareTo(then) >= 0;
    }

    private boolean isDoing(String step, String subject) {
        return open.filter(began -> began.step().equals(step) && began.subject().contains(subject))
                .isPresent();
    }

    private void begins(Began began) {
        open = Optional.of(began);
        lateness.began(began);
        if (began.step().equals("create")) {
            renewal = false;
        }
        var repairs = began.step().equals("stop-machine") || began.step().equals("clear-machine");
        if (repairs && wokeWell && well.isPresent() && !isOver(woke.plus(WAKING)) && !mayStop()) {
            throw new Broken("repaired although the computer has just woken: " + began.step());
        }
    }

    /// A service that wakes up with the computer needs a while.
    private void wakesSlowly(Fell fell) {
        if (fell.cause() == FallCause.SILENT && wokeWell && !isOver(woke.plus(WAKING))) {
            throw new Broken("repaired although the computer has just woken: " + fell.key());
        }
    }

    private boolean littersStill(Ended ended) {
        return switch (ended.step()) {
            case "start-machine", "stop-machine" -> ended.outcome() != Outcome.DONE;
            case "clear-machine" -> littered && ended.outcome() != Outcome.DONE;
            default -> littered;
        };
    }

    // -- turns and lives

    void turnBegins() {
        turnBegan = time.gone();
        strangers =
                computer.containers.values().stream()
                        .filter(one -> !one.byUs && one.isUp())
                        .map(one -> one.id)
                        .collect(Collectors.toSet());
        noImage = computer.images.isEmpty();
        dataLacks = noData.getAsBoolean();
        portFree =
                well.flatMap(this::container).filter(one -> computer.isFree(one.port)).isPresent();
        var asleep = time.gone().minus(time.uptime());
        if (!asleep.equals(slept)) {
            slept = asleep;
            woke = time.gone();
            wokeWell = well.isPresent() && !littered;
        }
    }

    void turnEnded() {
        looks();
    }

    /// Each time that the world is asked something: what is shown at that moment.
    void looks() {
        if (ASKING_FOR_IT.contains(asked)
                && falls < FEWEST_FALLS
                && shown.get().map(StatusReport::status).orElse(null)
                        instanceof Status.Supervised(OperatorState.NeedsAttention(var problem))
                && OF_FALLS.contains(problem.kind())) {
            throw new Broken(
                    "attention is asked for while a repair has its budget: " + problem.code());
        }
    }

    /// What only the journal told nobody knows any more.
    void journalLost() {
        lateness.forgotten();
    }

    void processEnded() {
        open = Optional.empty();
        well = Optional.empty();
        falls = ENOUGH_FALLS;
        asked = "";
        faultsAtQuit = Optional.empty();
        littered = true;
    }

    /// It has ended by itself.
    ///
    /// @param unwritten whether it could not write its notes
    void quit(boolean unwritten) {
        var left =
                well.flatMap(this::container)
                        .filter(SimulatedContainer::isRunning)
                        .filter(_ -> faultsAtQuit.equals(Optional.of(faults.bad())))
                        .filter(_ -> !unwritten && !elsewhere && !computer.machineChosen);
        if (left.isPresent()) {
            throw new Broken("quit, and the service was left running");
        }
    }

    // -- effects

    /// Our service is told to stop.
    void stops(SimulatedContainer one) {
        if (isDoing("stop", one.id.value())
                && isWell(one)
                && one.isRunning()
                && computer.serves(secrets.token())
                && !mayStop()
                && !elsewhere) {
            if (!renewal) {
                throw new Broken("a service that serves is stopped unasked");
            }
            if (dataLacks && noData.getAsBoolean()) {
                throw new Broken(
                        "rule 6, prove before you cut: stopped, and the data cannot be used");
            }
            if (noImage && computer.images.isEmpty()) {
                throw new Broken(
                        "rule 6, prove before you cut: stopped, and there is nothing to make"
                                + " another of");
            }
        }
    }

    /// Our container is taken away.
    void removes(SimulatedContainer one) {
        if (isDoing("remove", one.id.value())
                && isWell(one)
                && !one.isUp()
                && portFree
                && computer.isFree(one.port)
                && anewAsked.compareTo(provingTurn) < 0
                && (falls == 0 || isOver(provedAt.plus(FORGIVING))) // else its rung may be spent
                && !renewal
                && !elsewhere) {
            throw new Broken("rule 4, stopped is not missing: it could be brought back in place");
        }
    }

    /// Our machine is told to stop.
    void stopsMachine() {
        if (isDoing("stop-machine", "") && asked.equals("quit") && !nobodyElse) {
            throw new Broken(
                    "rule 1, unknown is not absent: quit, and who else is in it was not told");
        }
        if (isDoing("stop-machine", "")
                && asked.equals("quit")
                && computer.containers.values().stream()
                        .anyMatch(one ->
                                !one.byUs
                                        && one.place == Place.APART
                                        && one.isUp()
                                        && strangers.contains(one.id))) {
            throw new Broken("rule 2, ours only: somebody else's service ends with the machine");
        }
    }

    /// Whether the person asked for something else since it was proven, or just before.
    private boolean mayStop() {
        return otherAsked.compareTo(provingTurn) >= 0;
    }

    private boolean isWell(SimulatedContainer one) {
        return one.byUs && well.equals(Optional.of(one.id.value()));
    }

    private Optional<SimulatedContainer> container(String id) {
        return computer.containers.values().stream()
                .filter(one -> one.byUs && one.id.value().equals(id))
                .findFirst();
    }
}
