package dev.berth.runtime.store;

import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// What Berth must know after a crash of its own: `state/runtime-state.json`.
///
/// @param instance the instance id, the same as in `state/instance`
/// @param desired what should be
/// @param container id of the container that we made, once made
/// @param preferredPort the port of the person's address; set only after Ready was proven on it
/// @param configured whether set-up has everything that a start needs
/// @param dataMade whether the data folder was ever made: from then on its absence is a problem
/// @param firstReadyAt when Ready was first proven
/// @param repairGeneration how many repairs a person has asked for
/// @param lastStart how long the last proven start took
/// @param madeWith what of the settings the container was made with; empty where that is not known
/// @param cleanUps what a reset has still to clean
/// @param dwelling where the service lives
/// @param restore the safety copy that is being brought back
/// @param program what is known of the service's program beyond what was chosen
public record RuntimeState(
        String instance,
        Desired desired,
        Optional<String> container,
        OptionalInt preferredPort,
        boolean configured,
        boolean dataMade,
        Optional<Instant> firstReadyAt,
        long repairGeneration,
        Optional<Duration> lastStart,
        Optional<MadeWith> madeWith,
        List<CleanUp> cleanUps,
        Dwelling dwelling,
        Optional<Restore> restore,
        Program program) {
    public RuntimeState {
        cleanUps = List.copyOf(cleanUps);
    }

    /// What should be, as far as it outlives a process (quitting does not).
    public sealed interface Desired {
        record Running() implements Desired {}

        record Paused() implements Desired {}

        /// Nothing was set up, or a reset is under way or done; clean-ups may remain.
        record Nothing() implements Desired {}
    }

    /// What holds for a container as long as it is there: another choice needs another container.
    ///
    /// @param memoryMiB how much memory it may use
    /// @param port the port that the person had chosen
    /// @param address the port of the person's address; empty where it is not known
    /// @param names further names of this computer that it lets in
    public record MadeWith(
            long memoryMiB, OptionalInt port, OptionalInt address, List<String> names) {
        public MadeWith {
            names = List.copyOf(names);
        }
    }

    /// Where the service lives: the engine there has its container and its secrets.
    ///
    /// @param place empty until the first set-up: wherever the settings say
    /// @param machine the one that we made, or are about to
    public record Dwelling(Optional<Place> place, Optional<MachineRecord> machine) {
        /// Nowhere yet.
        public static Dwelling none() {
            return new Dwelling(Optional.empty(), Optional.empty());
        }
    }

    /// A safety copy on its way to be the data.
    ///
    /// @param copy its id
    /// @param stage how far it has come
    /// @param before id of the copy that was made of what it replaces; empty until then
    public record Restore(String copy, Stage stage, Optional<String> before) {
        /// One that nothing was done for yet.
        public static Restore asked(String copy) {
            return new Restore(copy, Stage.ASKED, Optional.empty());
        }

        /// How far it has come.
        public enum Stage {
            /// The data is what it was.
            ASKED,
            /// The data was copied and the copy lies beside it: they may be swapped.
            EXTRACTED,
            /// They were swapped; Ready was not proven yet.
            SWAPPED,
            /// The service did not come up: they are to be swapped back.
            GOING_BACK
        }

        /// The same, further on.
        public Restore at(Stage other) {
            return new Restore(copy, other, before);
        }

        /// The same with both lying side by side.
        public Restore extracted(String madeBefore) {
            return new Restore(copy, Stage.EXTRACTED, Optional.of(madeBefore));
        }
    }

    /// One thing that a reset has to clean.
    public sealed interface CleanUp {
        /// The container that we made.
        record Service(String container) implements CleanUp {}

        /// A secret of ours in the engine.
        record Secret(String name) implements CleanUp {}

        /// What Berth brought to the engine of this computer to make the service from.
        ///
        /// @param image its id
        record Release(String image) implements CleanUp {}

        /// The machine that we made, with the container and the secrets in it.
        record OwnMachine(MachineRecord machine) implements CleanUp {}

        /// Settings, keys and notes of this home.
        record Notes(EraseScope scope) implements CleanUp {}

        /// The service's data: only ever with the person's explicit word.
        record ServiceFiles() implements CleanUp {}

        /// The safety copies: only ever with the person's explicit word.
        record SafetyCopies() implements CleanUp {}
    }

    /// The state of a home in which nothing happened yet.
    public static RuntimeState fresh(String instance) {
        return new RuntimeState(
                instance,
                new Desired.Nothing(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                false,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Dwelling.none(),
                Optional.empty(),
                Program.UNKNOWN);
    }

    public RuntimeState desiring(Desired other) {
        return with(next -> next.desired = other);
    }

    public RuntimeState withContainer(Optional<String> id) {
        return with(next -> next.container = id);
    }

    public RuntimeState withConfigured(boolean done) {
        return with(next -> next.configured = done);
    }

    public RuntimeState withDataMade(boolean made) {
        return with(next -> next.dataMade = made);
    }

    /// Ready was proven: remembers the port, the first time, and how long this start took.
    public RuntimeState provenReady(int port, Instant at, Optional<Duration> took) {
        return with(next -> {
            next.preferredPort = OptionalInt.of(port);
            next.firstReadyAt = firstReadyAt.or(() -> Optional.of(at));
            next.lastStart = took.or(() -> lastStart);
        });
    }

    /// Ready was proven before, so that the data is in use.
    public RuntimeState readySince(Instant at) {
        return with(next -> next.firstReadyAt = Optional.of(at));
    }

    /// The service lives elsewhere, or its machine is another one.
    public RuntimeState dwelling(Dwelling other) {
        return with(next -> next.dwelling = other);
    }

    /// Where the service lives. Homes from before there was a choice have it here.
    ///
    /// @param chosen what the settings say
    public Place livesAt(Place chosen) {
        return dwelling.place().orElseGet(() -> hasTracesHere() ? Place.HERE : chosen);
    }

    /// What a reset has left of them is found only where it is.
    private boolean hasTracesHere() {
        return container.isPresent()
                || cleanUps.stream()
                        .anyMatch(item ->
                                item instanceof CleanUp.Service
                                        || item instanceof CleanUp.Secret
                                        || item instanceof CleanUp.Release);
    }

    /// What is made from now on is made there.
    public RuntimeState livingAt(Place place) {
        return dwelling(new Dwelling(Optional.of(place), dwelling.machine()));
    }

    /// The machine is this one, or there is none.
    public RuntimeState withMachine(Optional<MachineRecord> machine) {
        return dwelling(new Dwelling(dwelling.place(), machine));
    }

    /// What is brought back, and how far it has come; empty when nothing is.
    public RuntimeState restoring(Optional<Restore> other) {
        return with(next -> next.restore = other);
    }

    /// What is known of the service's program is this.
    public RuntimeState withProgram(Program other) {
        return with(next -> next.program = other);
    }

    /// Another release is on its way, and has come so far; empty when none is.
    public RuntimeState updating(Optional<Update> other) {
        return withProgram(program.with(other));
    }

    public RuntimeState repaired() {
        return with(next -> next.repairGeneration = repairGeneration + 1);
    }

    public RuntimeState withCleanUps(List<CleanUp> remaining) {
        return with(next -> next.cleanUps = remaining);
    }

    /// A container is about to be made. Another choice of the port moves the person's address.
    public RuntimeState making(MadeWith with) {
        return with(next -> next.madeWith = Optional.of(with));
    }

    /// Whether the port was chosen otherwise since the container was made.
    public boolean movesTo(OptionalInt port) {
        return madeWith.filter(with -> !with.port().equals(port)).isPresent();
    }

    /// The person's address is another one.
    public RuntimeState addressed(int port) {
        return with(next -> next.preferredPort = OptionalInt.of(port));
    }

    /// Where the person's address should be: where it is known to be, unless another one was chosen
    /// since the service was made.
    ///
    /// @param chosen the port that the person chose
    /// @param usual where nothing was chosen
    public int addressFor(OptionalInt chosen, int usual) {
        boolean isOlder = madeWith.isEmpty() && chosen.isPresent(); // known from the journal alone
        return preferredPort.isPresent() && !isOlder && !movesTo(chosen)
                ? preferredPort.getAsInt()
                : chosen.orElse(usual);
    }

    /// The service's data was erased, on the person's word: a fresh folder may be made.
    public RuntimeState withoutData() {
        return with(next -> {
            next.dataMade = false;
            next.firstReadyAt = Optional.empty();
            next.program = program.withoutUse();
        });
    }

    /// Back to first run, but for what is true of data and clean-ups all the same.
    public RuntimeState forgotten() {
        return with(next -> {
            next.desired = new Desired.Nothing();
            next.preferredPort = OptionalInt.empty();
            next.configured = false;
            next.lastStart = Optional.empty();
            next.madeWith = Optional.empty();
            next.program = program.withoutChoice();
            next.dwelling = dwelling.machine().isPresent() ? dwelling : Dwelling.none();
        });
    }

    private RuntimeState with(Consumer<Draft> change) {
        var next = new Draft(this);
        change.accept(next);
        return next.made();
    }

    /// The next state while it is written: a copy, of which a part is changed.
    private static final class Draft {
        private final String instance;
        private Desired desired;
        private Optional<String> container;
        private OptionalInt preferredPort;
        private boolean configured;
        private boolean dataMade;
        private Optional<Instant> firstReadyAt;
        private long repairGeneration;
        private Optional<Duration> lastStart;
        private Optional<MadeWith> madeWith;
        private List<CleanUp> cleanUps;
        private Dwelling dwelling;
        private Optional<Restore> restore;
        private Program program;

        Draft(RuntimeState now) {
            instance = now.instance;
            desired = now.desired;
            container = now.container;
            preferredPort = now.preferredPort;
            configured = now.configured;
            dataMade = now.dataMade;
            firstReadyAt = now.firstReadyAt;
            repairGeneration = now.repairGeneration;
            lastStart = now.lastStart;
            madeWith = now.madeWith;
            cleanUps = now.cleanUps;
            dwelling = now.dwelling;
            restore = now.restore;
            program = now.program;
        }

        RuntimeState made() {
            return new RuntimeState(
                    instance,
                    desired,
                    container,
                    preferredPort,
                    configured,
                    dataMade,
                    firstReadyAt,
                    repairGeneration,
                    lastStart,
                    madeWith,
                    cleanUps,
                    dwelling,
                    restore,
                    program);
        }
    }
}
