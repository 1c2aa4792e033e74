package dev.berth.runtime.supervisor;

import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.Settings;
import dev.berth.runtime.decision.History;
import dev.berth.runtime.decision.Wish;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.RuntimeState.Desired;
import dev.berth.runtime.store.RuntimeState.Restore;
import dev.berth.runtime.store.SecretStore;
import dev.berth.runtime.store.SettingsFile;
import dev.berth.runtime.store.Update;
import dev.berth.runtime.store.Update.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is wanted of the supervisor: turns commands into a wish, and keeps of it what outlives us.
/// Owner thread only.
final class Mandate {
    /// Quitting ends after this even when the service could not be stopped: its own allowance and
    /// some for the engine.
    private static final Duration QUITTING = Duration.ofSeconds(33);

    /// The same where the computer is being shut down (DESIGN 5).
    private static final Duration SHUTTING_DOWN = Duration.ofSeconds(4);

    private static final String GIVE_UP = "give-up";

    private static final Logger LOG = LoggerFactory.getLogger(Mandate.class);

    private final Books books;
    private final SettingsFile settingsFile;
    private final SecretStore secrets;
    private final Drafts drafts;
    private final Clock clock;
    private final boolean bringsUp;
    private Wish wish;
    private Duration quitting = QUITTING;

    /// What was before the set-up that is not proven yet. Where that worked, the journal has it.
    private Optional<SetUpBefore> undo = Optional.empty();

    /// Whether the newest reset erases everything, as far as this life knows.
    private boolean erases;

    /// Whether the engine was given something since that set-up began.
    private boolean keysGiven;

    /// Takes up what was wanted before.
    ///
    /// @param bringsUp whether what was wanted is brought about at once; otherwise nothing is done
    ///   until somebody asks
    Mandate(Books books, World world, boolean bringsUp) {
        this.books = books;
        settingsFile = world.settingsFile();
        secrets = world.secrets();
        drafts = world.drafts();
        clock = world.clock();
        this.bringsUp = bringsUp;
        erases =
                books.state().cleanUps().stream()
                        .anyMatch(item ->
                                item instanceof CleanUp.ServiceFiles
                                        || (item instanceof CleanUp.Notes(var scope)
                                                && scope.erasesData()));
        var told = SetUpNotes.of(books.told().entries());
        undo = told.before().map(choice -> SetUpBefore.told(choice, secrets));
        wish = bringsUp ? atFirst(told) : new Wish.Idle();
    }

    /// A set-up that was cut off is gone on with where it replaces what worked, and so is a way
    /// back.
    private Wish atFirst(SetUpNotes told) {
        var wanted = standing();
        return told.underWay() && wanted instanceof Wish.Running
                ? new Wish.SetUp(Optional.empty(), true)
                : wanted;
    }

    Wish wish() {
        return wish;
    }

    /// What is wanted as far as it outlives us.
    private Wish standing() {
        return switch (books.state().desired()) {
            case Desired.Running _ -> new Wish.Running(Optional.empty());
            case Desired.Paused _ -> new Wish.Paused();
            case Desired.Nothing _ -> new Wish.Nothing(true);
        };
    }

    /// Takes a command. When it cannot be written down, nothing has changed.
    ///
    /// @param settings as they are now
    /// @param ready whether the service is shown to be
    void take(Command command, Settings settings, boolean ready) throws IOException {
        if (wish instanceof Wish.Quit) {
            if (command instanceof Command.Quit(var shuttingDown) && shuttingDown) {
                quit(settings, true);
            }
            return; // nothing else outranks it
        }
        if (command instanceof Command.GiveUp) {
            giveUp(ready); // written down where there is something to give up
            return;
        }
        if (command instanceof Command.LookForRelease) {
            return; // nothing is changed by it
        }
        books.write(new Asked(clock.instant(), name(command)));
        var configured = books.state().configured();
        switch (command) {
            case Command.Start _ -> run(configured, Optional.empty());
            case Command.Restart _ ->
                    run(configured, Optional.of(new Wish.Running(Optional.of(clock.instant()))));
            case Command.Repair(var agreed, var takeAway) -> {
                for (var consent : agreed) {
                    books.write(new Asked(clock.instant(), History.AGREED + consent.id()));
                }
                if (takeAway.isPresent()) {
                    books.write(new Asked(clock.instant(), History.TAKE_AWAY + takeAway.get()));
                }
                books.change(RuntimeState::repaired);
                run(configured, Optional.empty());
            }
            case Command.MakeCopy _, Command.CancelCopy _ -> {} // beside everything else
            case Command.Restore(var copy) -> restore(copy);
            case Command.Update(var wanted, var bring) ->
                    books.change(
                            state -> state.updating(Optional.of(new Update.Asked(wanted, bring))));
            case Command.Pause _ -> pause(configured);
            case Command.Reset(var scope) -> reset(scope);
            case Command.SetUp(var wishes) -> setUp(wishes);
            case Command.GiveUp _, Command.LookForRelease _ -> {} // see above
            case Command.Quit(var shuttingDown) -> quit(settings, shuttingDown);
        }
    }

    private static String name(Command command) {
        return switch (command) {
            case Command.Start _ -> "start";
            case Command.Pause _ -> "pause";
            case Command.Restart _ -> "restart";
            case Command.Repair _ -> "repair";
            case Command.Reset _ -> "reset";
            case Command.SetUp _ -> "setup";
            case Command.MakeCopy _ -> "copy";
            case Command.CancelCopy _ -> "cancel-copy";
            case Command.Restore _ -> "restore";
            case Command.Update _ -> "update";
            case Command.LookForRelease _ -> "look";
            case Command.GiveUp _ -> GIVE_UP;
            case Command.Quit _ -> "quit";
        };
    }

    /// The computer slept, or its clock was set: quitting has its whole time again, and no more.
    void woke() {
        if (wish instanceof Wish.Quit(var leaveRunning, _)) {
            wish = new Wish.Quit(leaveRunning, clock.instant().plus(quitting));
        }
    }

    /// The service was started: a run that was to be ended once is over. Whose clock tells when the
    /// new one began may differ from ours.
    void started() {
        if (wish instanceof Wish.Running) {
            wish = new Wish.Running(Optional.empty());
        }
    }

    /// Quitting needs no note: it must work on a full disk too.
    void quit(Settings settings, boolean shuttingDown) {
        quitting = shuttingDown ? SHUTTING_DOWN : QUITTING;
        wish = new Wish.Quit(settings.leaveRunning(), clock.instant().plus(quitting));
    }

    private void run(boolean configured, Optional<Wish> other) throws IOException {
        if (configured) {
            books.change(state -> state.desiring(new Desired.Running()));
            wish =
                    other.orElseGet(() ->
                            wish instanceof Wish.Running
                                    ? wish
                                    : new Wish.Running(Optional.empty()));
        } else {
            wish = new Wish.Nothing(false); // what is left is tried once more
        }
    }

    private void pause(boolean configured) throws IOException {
        if (configured) {
            books.change(state -> state.desiring(new Desired.Paused()));
            wish = new Wish.Paused();
        } else {
            wish = new Wish.Nothing(false);
        }
    }

    /// One at a time: what is swapped already comes to its end first.
    private void restore(String copy) throws IOException {
        var stage = books.state().restore().map(Restore::stage);
        if (books.state().program().here().isEmpty()
                && (stage.isEmpty() || stage.get() == Restore.Stage.ASKED)) {
            books.change(state -> state.restoring(Optional.of(Restore.asked(copy))));
        }
    }

    private void reset(EraseScope scope) throws IOException {
        var items = new ArrayList<>(engineSide());
        if (scope.erasesData()) {
            items.add(new CleanUp.ServiceFiles());
            books.state().program().brought().stream()
                    .map(CleanUp.Release::new)
                    .forEach(items::add);
        }
        if (scope == EraseScope.EVERYTHING_AND_COPIES) {
            items.add(new CleanUp.SafetyCopies());
        }
        items.add(new CleanUp.Notes(scope));
        for (var earlier : books.state().cleanUps()) {
            // the newest word about the data is the one that holds
            if (!items.contains(earlier)
                    && !(earlier instanceof CleanUp.ServiceFiles
                            || earlier instanceof CleanUp.SafetyCopies
                            || earlier instanceof CleanUp.Notes)) {
                items.add(earlier);
            }
        }
        books.change(state ->
                state.desiring(new Desired.Nothing())
                        .withConfigured(false)
                        .withCleanUps(items)
                        .restoring(Optional.empty())
                        .updating(Optional.empty()));
        undo = Optional.empty();
        erases = scope.erasesData();
        wish = new Wish.Nothing(false);
    }

    /// What the engine has of ours.
    private List<CleanUp> engineSide() {
        var owner = Ownership.name(books.state().instance());
        var items = new ArrayList<CleanUp>();
        var machine = books.state().dwelling().machine();
        var place = books.state().dwelling().place();
        if (place.filter(Place.HERE::equals).isEmpty()
                && (machine.isPresent() || place.isPresent())) {
            // all of ours that the engine has is in the machine, or went with it
            return machine.<CleanUp>map(CleanUp.OwnMachine::new).stream().toList();
        }
        books.state().container().map(CleanUp.Service::new).ifPresent(items::add);
        for (var secret : List.of(OpenClaw.TOKEN, OpenClaw.PROVIDER_KEY)) {
            items.add(new CleanUp.Secret(OpenClaw.secretName(owner, secret)));
        }
        machine.map(CleanUp.OwnMachine::new).ifPresent(items::add); // an earlier place's
        return items;
    }

    private static void addAll(List<CleanUp> items, List<CleanUp> more) {
        more.stream().filter(item -> !items.contains(item)).forEach(items::add);
    }

    /// What is chosen holds at once; what was before is remembered for as long as it may be given
    /// up.
    private void setUp(SetUpWishes wishes) throws IOException {
        var before = settingsFile.load(); // one that cannot be read is not overwritten
        if (undo.isEmpty()) {
            undo = Optional.of(SetUpBefore.of(before, secrets, books.state(), booksTellReady()));
            keysGiven = false;
            noteWhatWorks();
        }
        if (wishes.provider().isPresent()) {
            keepKey(wishes.provider().get(), before);
        }
        books.change(state -> state.updating(Optional.empty())); // what is chosen now holds
        settingsFile.update(now -> dwelling(chosen(now, wishes), wishes));
        strikeOff(CleanUp.Notes.class::isInstance); // they are made anew now
        wish =
                new Wish.SetUp(
                        wishes.source().orElse(null) instanceof Source.FromFile(var file)
                                ? Optional.of(file)
                                : Optional.empty(),
                        wishes.provider().isPresent());
    }

    /// Before anything is changed.
    private void noteWhatWorks() throws IOException {
        var works = undo.filter(SetUpBefore::worked);
        if (works.isPresent()) {
            try {
                keep(SetUpNotes.KEY, works.get().key());
                books.write(SetUpNotes.noted(clock.instant(), works.get().settings()));
            } catch (IOException e) {
                undo = Optional.empty();
                throw e;
            }
        }
    }

    private void keep(String name, Optional<String> secret) throws IOException {
        if (secret.isPresent()) {
            secrets.keep(name, secret.get());
        } else {
            secrets.forget(name);
        }
    }

    /// The server has said which model it has.
    void found(Provider provider) throws IOException {
        settingsFile.update(now -> now.withProvider(provider));
    }

    /// The service knows who answers.
    void told() {
        if (wish instanceof Wish.SetUp(var file, _)) {
            wish = new Wish.SetUp(file, false);
        }
    }

    private boolean booksTellReady() {
        return books.state().configured() && books.history().isReady();
    }

    private static Settings dwelling(Settings now, SetUpWishes wishes) {
        return wishes.dwelling()
                .map(where -> now.withDwelling(now.dwelling().at(where.place(), where.file())))
                .orElse(now);
    }

    private static Settings chosen(Settings now, SetUpWishes wishes) {
        var provided =
                wishes.provider().map(keyed -> now.withProvider(keyed.provider())).orElse(now);
        var standard = now.release().orElse(OpenClaw.STANDARD_RELEASE);
        return switch (wishes.source().orElseGet(() -> new Source.Named(standard))) {
            case Source.Named(var reference) -> provided.withRelease(reference);
            case Source.FromFile _ -> provided; // it says its release when it is loaded
        };
    }

    /// Given now, or filled in before; one that was given for somebody else is not for this one.
    private void keepKey(SetUpWishes.Keyed keyed, Settings before) throws IOException {
        var key = keyed.key();
        if (key.isEmpty()) {
            key = drafts.keyFor(keyed.provider());
        }
        if (key.isPresent()) {
            secrets.keep(OpenClaw.PROVIDER_KEY, key.get());
        } else if (before.provider().filter(keyed.provider()::sharesKeyWith).isEmpty()) {
            secrets.forget(OpenClaw.PROVIDER_KEY);
        }
        if (!keyed.provider().kind().needsKey() && secrets.value(OpenClaw.PROVIDER_KEY).isEmpty()) {
            secrets.keep(OpenClaw.PROVIDER_KEY, OpenClaw.NO_KEY);
        }
    }

    /// The release of a set-up from a file is there: the rest goes on with it.
    void loaded(String release, Path file) throws IOException {
        settingsFile.update(now -> now.withRelease(release, Optional.of(file)));
        if (wish instanceof Wish.SetUp(_, var tellProvider)) {
            wish = new Wish.SetUp(Optional.empty(), tellProvider);
        }
    }

    /// This release is used from now on, or again.
    void switched(Release to) throws IOException {
        settingsFile.update(now -> now.withRelease(to.reference(), to.file()));
    }

    /// The clock of this computer was set back by so much: what a machine's time is compared with
    /// goes along.
    void rewind(Duration by) throws IOException {
        books.change(state ->
                state.withMachine(state.dwelling().machine().map(one -> one.rewound(by)))
                        .withCleanUps(
                                state.cleanUps().stream().map(item -> rewound(item, by)).toList()));
    }

    private static CleanUp rewound(CleanUp item, Duration by) {
        return item instanceof CleanUp.OwnMachine(var machine)
                ? new CleanUp.OwnMachine(machine.rewound(by))
                : item;
    }

    // -- given up

    /// @param ready whether the service is shown to be
    private void giveUp(boolean ready) throws IOException {
        switch (wish) {
            case Wish.SetUp _ -> takeBack();
            case Wish.Running _ when ready -> wish = new Wish.Running(Optional.empty());
            case Wish.Running _ when neverSeenReady() -> takeBack();
            case Wish.Running _ -> {
                books.write(new Asked(clock.instant(), GIVE_UP));
                wish = new Wish.Running(Optional.empty());
            }
            case Wish.Idle _, Wish.Paused _, Wish.Nothing _, Wish.Quit _ -> {}
        }
    }

    /// A first set-up is done when Ready was seen.
    private boolean neverSeenReady() throws IOException {
        return undo.isPresent()
                ? !undo.get().configured()
                : books.state().firstReadyAt().isEmpty() && drafts.load().isPresent();
    }

    /// The home is as it was before the set-up; what that has made is cleaned.
    private void takeBack() throws IOException {
        settingsFile.load(); // those that cannot be read are not overwritten
        books.write(new Asked(clock.instant(), "give-up-setup"));
        var before = undo.orElseGet(SetUpBefore::nothing);
        if (!before.configured()) {
            var items = new ArrayList<>(before.cleanUps());
            if (undo.isEmpty() || keysGiven || books.state().dwelling().machine().isPresent()) {
                addAll(items, engineSide());
            }
            addAll(items, books.state().cleanUps());
            books.change(state ->
                    state.desiring(new Desired.Nothing())
                            .withConfigured(false)
                            .withCleanUps(items));
            undo = Optional.empty();
            wish = bringsUp ? standing() : new Wish.Idle(); // even if the rest cannot be written
        }
        restoreChoice(before); // last: what is set up without a release would lead nowhere
        undo = Optional.empty();
        droppedSetUp();
    }

    private void restoreChoice(SetUpBefore before) throws IOException {
        settingsFile.update(now -> now.withSetUpOf(before.settings()));
        keep(OpenClaw.PROVIDER_KEY, before.key());
    }

    // -- put back

    /// Where the service worked before a set-up and does not come up with what that chose, what was
    /// chosen before holds again, and is set up once more. Should that not come up either, nothing
    /// is left to go back to.
    void putBackIfSpent() throws IOException {
        if (wish instanceof Wish.Running
                && undo.filter(SetUpBefore::worked).isPresent()
                && books.history().isSpent()) {
            goBack();
            wish = new Wish.SetUp(Optional.empty(), settingsFile.load().provider().isPresent());
        }
    }

    private void goBack() throws IOException {
        restoreChoice(undo.orElseThrow());
        books.write(new Noticed(clock.instant(), History.WENT_BACK, Optional.empty()));
        undo = Optional.empty();
    }

    /// The engine is about to be given something of ours.
    void givesKeys() {
        keysGiven = true;
    }

    /// Ready was seen: what was chosen stands, and nobody needs the draft any more.
    void proven() {
        undo = Optional.empty();
        try {
            drafts.forget();
            secrets.forget(SetUpNotes.KEY);
        } catch (IOException e) {
            LOG.warn("what was filled in could not be forgotten: {}", e.getMessage());
        }
    }

    /// Nothing is missing for a start any more. Data, notes and the keys that this set-up needs are
    /// in use again, so that an earlier word to take them away holds no longer.
    void finishedSetUp(Settings settings) throws IOException {
        var owner = Ownership.name(books.state().instance());
        var needed =
                OpenClaw.secretsFor(settings.provider()).stream()
                        .map(name -> OpenClaw.secretName(owner, name))
                        .toList();
        strikeOff(item ->
                switch (item) {
                    case CleanUp.ServiceFiles _,
                            CleanUp.Notes _,
                            CleanUp.SafetyCopies _,
                            CleanUp.Release _ ->
                            true;
                    case CleanUp.Secret(var name) -> needed.contains(name);
                    case CleanUp.Service _ -> false;
                    // the service lives in it
                    case CleanUp.OwnMachine _ ->
                            books.state().livesAt(settings.place()) == Place.APART;
                });
        books.change(state -> state.withConfigured(true).desiring(new Desired.Running()));
        // one that ran meanwhile has not heard what was chosen
        wish = bringsUp ? new Wish.Running(Optional.of(clock.instant())) : new Wish.Idle();
    }

    /// These keys are in use again, so that an earlier word to take them away holds no longer.
    void needs(List<String> keys) throws IOException {
        var owner = Ownership.name(books.state().instance());
        strikeOff(item ->
                item instanceof CleanUp.Secret(var name)
                        && keys.stream()
                                .map(key -> OpenClaw.secretName(owner, key))
                                .anyMatch(name::equals));
    }

    /// What is gone or wanted again needs no cleaning.
    void strikeOff(Predicate<CleanUp> settled) throws IOException {
        books.change(state ->
                state.withCleanUps(state.cleanUps().stream().filter(settled.negate()).toList()));
    }

    /// Set-up failed: what was wanted before is wanted again.
    void droppedSetUp() throws IOException {
        if (undo.filter(SetUpBefore::worked).isPresent()) {
            goBack();
        }
        wish = bringsUp ? standing() : new Wish.Idle();
    }

    /// Whether an erasure of everything comes to its end when this is struck off.
    boolean endsErasure(CleanUp item) {
        var items = books.state().cleanUps();
        return books.state().desired() instanceof Desired.Nothing
                && items.stream().allMatch(item::equals)
                && switch (item) {
                    case CleanUp.Notes(var scope) -> scope.erasesData();
                    case CleanUp.Release _, CleanUp.ServiceFiles _, CleanUp.SafetyCopies _ -> true;
                    case CleanUp.Service _, CleanUp.Secret _, CleanUp.OwnMachine _ -> erases;
                };
    }

    /// It is clean. The last thing that a person was not waiting for is told.
    void cleaned(CleanUp item, boolean quietly) throws IOException {
        erases |= item instanceof CleanUp.ServiceFiles;
        books.change(state -> without(state, item));
        if (quietly && books.state().cleanUps().isEmpty()) {
            books.write(new Noticed(clock.instant(), "tidied", Optional.empty()));
        }
    }

    /// Another release is used for good: this one goes when there is time for it, if Berth brought
    /// it here.
    void noLongerUsed(Release release) throws IOException {
        var brought = release.image().filter(id -> books.state().program().brought().contains(id));
        if (brought.isPresent()) {
            books.change(state -> {
                var items = new ArrayList<>(state.cleanUps());
                addAll(items, List.of(new CleanUp.Release(brought.get())));
                return state.withCleanUps(items);
            });
        }
    }

    private static RuntimeState without(RuntimeState state, CleanUp item) {
        var remaining = new ArrayList<>(state.cleanUps());
        remaining.remove(item);
        var cleaned = state.withCleanUps(remaining);
        return switch (item) {
            case CleanUp.Service(var id) when state.container().equals(Optional.of(id)) ->
                    cleaned.withContainer(Optional.empty());
            case CleanUp.Service _, CleanUp.Secret _, CleanUp.SafetyCopies _ -> cleaned;
            case CleanUp.Release(var image) ->
                    cleaned.withProgram(cleaned.program().without(image));
            case CleanUp.OwnMachine(var machine)
                    when state.dwelling().machine().filter(machine::isSameAs).isPresent() ->
                    withoutPlace(
                            cleaned.withContainer(Optional.empty()).withMachine(Optional.empty()));
            case CleanUp.OwnMachine _ -> cleaned;
            case CleanUp.ServiceFiles _ -> cleaned.withoutData();
            case CleanUp.Notes _ -> cleaned.forgotten();
        };
    }

    /// Where nothing is set up any more, what is left to clean is where it was before.
    private static RuntimeState withoutPlace(RuntimeState state) {
        return state.configured() || !(state.desired() instanceof Desired.Nothing)
                ? state
                : state.dwelling(RuntimeState.Dwelling.none());
    }

    /// It could not be cleaned: it stays on the list, or comes there when it was only seen. What is
    /// in a machine that is to go goes with it.
    void stillThere(CleanUp item) throws IOException {
        if (books.state().cleanUps().stream().anyMatch(CleanUp.OwnMachine.class::isInstance)) {
            return;
        }
        books.change(state -> {
            var items = new ArrayList<>(state.cleanUps());
            addAll(items, List.of(item));
            return state.withCleanUps(items);
        });
    }

    /// The person was told that nothing is set up.
    void toldEmpty() {
        if (wish instanceof Wish.Nothing) {
            wish = new Wish.Nothing(true);
        }
    }
}
