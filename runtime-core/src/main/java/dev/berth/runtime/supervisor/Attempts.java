package dev.berth.runtime.supervisor;

import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Place;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Settings;
import dev.berth.runtime.UpdateTrouble;
import dev.berth.runtime.decision.CopyStep;
import dev.berth.runtime.decision.History;
import dev.berth.runtime.decision.MachineStep;
import dev.berth.runtime.decision.Meaning;
import dev.berth.runtime.decision.Overdue;
import dev.berth.runtime.decision.Planes;
import dev.berth.runtime.decision.Renewal;
import dev.berth.runtime.decision.Situation;
import dev.berth.runtime.decision.Step;
import dev.berth.runtime.decision.UpdateStep;
import dev.berth.runtime.decision.Wish;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.ReleaseVersion;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.Program;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.RuntimeState.Restore;
import dev.berth.runtime.store.Update;
import dev.berth.runtime.store.Update.Release;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings about what was decided: each act between its intent and its outcome in the journal, and
/// what follows from it for our notes. Owner thread only.
final class Attempts {
    /// A copy was brought back, and the service did not come up with it.
    static final String RESTORE_WENT_BACK = "restore-went-back";

    /// A copy could not be brought back.
    static final String RESTORE_FAILED = "restore-failed";

    /// Another release could not be brought here.
    static final String UPDATE_FAILED = "update-failed";

    /// Another release did not come up, so that the one of before is used again.
    static final String UPDATE_WENT_BACK = "update-went-back";

    /// All that was to be erased is gone, and a look afresh found nothing.
    static final String ERASED = "erased";

    /// The same, but a look afresh found something, or could not be had.
    static final String ERASED_BUT = "erased-but";

    private static final Duration LAST_LOOK = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final int LAST_LINES = 20;

    private final World world;
    private final Mailbox mailbox;
    private final Books books;
    private final Mandate mandate;
    private final Reporter reporter;
    private final Vigil vigil;
    private final CopyWatch copies;
    private final Acts acts;
    private final Updates updates;
    private Trigger trigger = Trigger.START_UP;

    Attempts(
            World world,
            Mailbox mailbox,
            Books books,
            Mandate mandate,
            Reporter reporter,
            Vigil vigil,
            CopyWatch copies) {
        this.world = world;
        this.mailbox = mailbox;
        this.books = books;
        this.mandate = mandate;
        this.reporter = reporter;
        this.vigil = vigil;
        this.copies = copies;
        acts = new Acts(world, reporter::learnSecrets);
        updates = new Updates(world.copies());
    }

    /// What follows is done because a person asked for something.
    void asked() {
        trigger = Trigger.PERSON;
    }

    /// What follows is done because the computer was away, unless something else is under way.
    void woke() {
        if (trigger == Trigger.RECOVERY) {
            trigger = Trigger.WAKE;
        }
    }

    /// All is as it should be: what follows is done because that changed.
    void rested() {
        trigger = Trigger.RECOVERY;
    }

    /// Writes a note; a fall with the service's last words.
    void note(JournalEntry entry) throws IOException {
        books.write(reporter.redacted(entry instanceof Fell fell ? withLastWords(fell) : entry));
        if (entry instanceof Fell fell && fell.cause() == FallCause.VANISHED) {
            books.change(state -> state.withContainer(Optional.empty()));
        }
    }

    /// The service's last lines help a person, so that their lack is no failure.
    private Fell withLastWords(Fell fell) {
        var limit = new Limit(LAST_WORDS, mailbox.begin(rank()));
        var lines =
                vigil.ours()
                        .map(container ->
                                world.host().engine().lastLines(container.id(), LAST_LINES, limit))
                        .orElseGet(() -> Answer.got(List.of()));
        return lines instanceof Answer.Got<List<String>>(var words) && !words.isEmpty()
                ? new Fell(
                        fell.at(),
                        fell.key(),
                        fell.cause(),
                        Optional.of(
                                fell.detail().map(detail -> detail + "\n").orElse("")
                                        + String.join("\n", words)),
                        fell.problem())
                : fell;
    }

    /// Writes down what finished after its deadline, what broke and what was seen mended. That it
    /// cannot be written keeps nothing from being done: it is no intent, and is tried again at the
    /// next look.
    void diagnosed(Situation now, Step step) {
        try {
            for (var line : Overdue.finished(now)) {
                books.write(line);
            }
            for (var line : Planes.news(now, step, books.troubles())) {
                books.write(line);
            }
        } catch (IOException e) {
            LOG.warn("what is in the way cannot be written down: {}", e.getMessage());
        }
    }

    /// Notes that Ready was proven, and remembers the port. A start that seems to have taken longer
    /// than it may teaches nothing: the computer slept, its clock was set, or we were not there.
    /// Nor does one that finished after its deadline.
    void prove(Situation seen, ContainerId container, Instant run, int port) throws IOException {
        var now = seen.now();
        var took =
                books.history()
                        .lastStart()
                        .filter(start -> start.subject().equals(container.value()))
                        .filter(books.history()::wasHeard)
                        .map(start -> Duration.between(start.at(), now))
                        .filter(length -> !length.isNegative())
                        .filter(length -> length.compareTo(seen.startAllowance()) <= 0);
        books.write(new Proved(now, container.value(), run, OptionalInt.of(port)));
        books.change(state ->
                state.withContainer(Optional.of(container.value())).provenReady(port, now, took));
        var version = world.observer().release().flatMap(ReleaseVersion::of);
        if (version.isPresent()) {
            books.change(state -> state.withProgram(state.program().usedBy(version.get().text())));
        }
        mandate.started(); // whatever its start was said to have come to
        mandate.proven();
        trigger = Trigger.RECOVERY;
    }

    /// Carries it out between its intent and its outcome.
    ///
    /// @param because what was seen that leads to it
    /// @return why a set-up cannot go on, if so
    Optional<Problem> carryOut(Step.Act act, Settings settings, String because) throws IOException {
        var id = world.ids().get();
        var began =
                new Began(
                        id,
                        world.clock().instant(),
                        trigger,
                        act.name(),
                        act.subject(),
                        Optional.of(because));
        if (act instanceof Step.Create create) {
            books.change(state ->
                    state.making(Renewal.wanted(settings, create.address()))
                            .livingAt(state.livesAt(settings.place())));
        }
        if (act instanceof MachineStep.CreateMachine create) {
            books.change(state ->
                    state.livingAt(Place.APART)
                            .withContainer(Optional.empty())
                            .withMachine(Optional.of(planned(create, state))));
        }
        if (act instanceof Step.MakeSecrets) {
            mandate.givesKeys();
        }
        books.write(began);
        var limit =
                new Limit(
                        act.deadline(),
                        act instanceof Step.Tidy
                                        || act instanceof MachineStep.SetClock
                                        || act instanceof UpdateStep.BringRelease
                                ? mailbox.beginQuietly()
                                : mailbox.begin(rank()));
        var arrivals = new Arrivals(world.host().engine());
        var isHere = books.state().livesAt(settings.place()) == Place.HERE; // else it goes with it
        var there =
                isHere && Arrivals.isOne(act)
                        ? arrivals.there(limit)
                        : Optional.<List<String>>empty();
        var result =
                acts.carryOut(
                        act,
                        books.ownership(world.data().path()),
                        settings,
                        books.state().livesAt(settings.place()),
                        new Procurement.Told(
                                act instanceof UpdateStep.BringRelease
                                        ? this::showBringing
                                        : reporter::show,
                                line -> LOG.info("{}: {}", act.name(), reporter.redacted(line))),
                        limit);
        var arrived = arrivals.arrived(act, result, there, limit);
        if (act instanceof MachineStep && !(act instanceof MachineStep.SetClock)) {
            world.observer().freshenAll();
        } else if (!(act instanceof Step.Configure || act instanceof MachineStep.SetClock)) {
            world.observer().freshen();
        }
        reporter.learnSecrets(); // it may have made one, and failed with that in its words
        var ended =
                new Ended(
                        id,
                        world.clock().instant(),
                        act.name(),
                        act.subject(),
                        outcome(result),
                        detail(result),
                        problem(result));
        books.write(reporter.redacted(ended));
        if (arrived.isPresent()) {
            brought(arrived.get());
        }
        return follow(act, result, id, settings);
    }

    /// What cannot be noted is not ours to take away later, and hinders nothing now.
    private void brought(String image) {
        try {
            books.change(state -> state.withProgram(state.program().bringing(image)));
        } catch (IOException e) {
            LOG.warn("what was brought here cannot be written down: {}", e.getMessage());
        }
    }

    /// Beside whatever else is shown.
    private void showBringing(Progress progress) {
        copies.brings(progress);
        reporter.keepUp();
    }

    /// One whose making was cut short may be finished yet by the engine's program: the older word
    /// proves it ours too.
    private MachineRecord planned(MachineStep.CreateMachine create, RuntimeState state) {
        return state.dwelling()
                .machine()
                .filter(before -> before.identity().isEmpty())
                .filter(before -> before.name().equals(create.machine()))
                .map(before -> before.askedAtLatest(world.clock().instant()).sized(create.size()))
                .orElseGet(() ->
                        MachineRecord.planned(
                                create.machine(), world.clock().instant(), create.size()));
    }

    /// A command cancels what is under way when it outranks the wish behind it.
    private int rank() {
        return switch (mandate.wish()) {
            case Wish.Idle _, Wish.SetUp _ -> new Command.Start().rank();
            // a repair while the first try is under way joins it
            case Wish.Running _ ->
                    books.history().lastFall().isPresent()
                            ? new Command.Start().rank()
                            : new Command.Repair().rank();
            case Wish.Paused _ -> new Command.Pause().rank();
            case Wish.Nothing _ -> new Command.Reset(EraseScope.KEEP_DATA).rank();
            case Wish.Quit _ -> new Command.Quit().rank(); // a shutdown outranks a person's
        };
    }

    private static Outcome outcome(Acts.Result result) {
        return switch (result) {
            case Acts.Result.Failed(var failure)
                    when failure.kind() == EngineFailure.Kind.CANCELLED ->
                    Outcome.CANCELLED;
            case Acts.Result.Failed(var failure)
                    when failure.kind() == EngineFailure.Kind.TIMED_OUT ->
                    Outcome.TIMED_OUT;
            case Acts.Result.Failed _ -> Outcome.FAILED;
            case Acts.Result.Done _,
                    Acts.Result.Made _,
                    Acts.Result.Loaded _,
                    Acts.Result.Fetched _,
                    Acts.Result.Brought _,
                    Acts.Result.Settled _,
                    Acts.Result.Found _ ->
                    Outcome.DONE;
        };
    }

    private static Optional<String> detail(Acts.Result result) {
        return switch (result) {
            case Acts.Result.Failed(var failure) -> Optional.of(told(failure));
            case Acts.Result.Made(var container) -> Optional.of(container.value());
            case Acts.Result.Loaded(var release) -> Optional.of(release);
            case Acts.Result.Fetched(var digest) -> Optional.of(digest);
            case Acts.Result.Brought(var release) -> Optional.of(release.reference());
            case Acts.Result.Found(var provider) -> provider.model();
            case Acts.Result.Settled(var identity) ->
                    Optional.of("made " + identity.created() + ", " + identity.config());
            case Acts.Result.Done _ -> Optional.empty();
        };
    }

    private static String told(EngineFailure failure) {
        return String.join("\n", Meaning.details(failure));
    }

    private static Optional<ProblemKind> problem(Acts.Result result) {
        return result instanceof Acts.Result.Failed(var failure)
                ? Meaning.of(failure)
                : Optional.empty();
    }

    /// What follows from an act for our own notes.
    private Optional<Problem> follow(Step.Act act, Acts.Result result, String id, Settings settings)
            throws IOException {
        switch (result) {
            case Acts.Result.Made(var container) ->
                    books.change(state -> state.withContainer(Optional.of(container.value())));
            case Acts.Result.Loaded(var release) when act instanceof Step.LoadRelease(var file) ->
                    mandate.loaded(release, file);
            case Acts.Result.Found(var provider) -> mandate.found(provider);
            case Acts.Result.Brought(var release)
                    when act instanceof UpdateStep.BringRelease bring ->
                    brought(bring, release, settings);
            case Acts.Result.Settled(var identity) ->
                    books.change(state ->
                            state.withMachine(
                                    state.dwelling()
                                            .machine()
                                            .map(machine -> machine.known(identity))));
            case Acts.Result.Done _,
                    Acts.Result.Fetched _,
                    Acts.Result.Brought _,
                    Acts.Result.Loaded _ ->
                    succeeded(act, settings);
            case Acts.Result.Failed(var failure)
                    when failure.kind() != EngineFailure.Kind.CANCELLED -> {
                return failed(act, failure, id);
            }
            case Acts.Result.Failed _ -> {}
        }
        return Optional.empty();
    }

    private void succeeded(Step.Act act, Settings settings) throws IOException {
        switch (act) {
            case Step.MakeData _ -> books.change(state -> state.withDataMade(true));
            case Step.FinishSetUp _ -> mandate.finishedSetUp(settings);
            case Step.TellProvider _ -> mandate.told();
            case Step.MakeSecrets(var names) -> mandate.needs(names);
            case Step.Start _ -> mandate.started();
            case Step.TakeAway(var container) ->
                    books.change(state ->
                            state.container().equals(Optional.of(container.value()))
                                    ? state.withContainer(Optional.empty())
                                    : state);
            case Step.Remove(var container) -> {
                books.change(state ->
                        state.container().equals(Optional.of(container.value()))
                                ? state.withContainer(Optional.empty())
                                : state);
                mandate.strikeOff(new CleanUp.Service(container.value())::equals);
            }
            case MachineStep.RemoveMachine _ ->
                    books.change(state ->
                            state.withContainer(Optional.empty()).withMachine(Optional.empty()));
            case MachineStep.ResizeMachine(var machine) ->
                    books.change(state -> state.withMachine(Optional.of(machine)));
            case MachineStep.Move(var place) -> {
                mandate.strikeOff(
                        item -> // it went with the old place
                        item instanceof CleanUp.Service || item instanceof CleanUp.Secret);
                books.change(state -> state.livingAt(place));
            }
            case MachineStep _ -> {}
            case CopyStep.SwapData _ -> restored(Restore.Stage.SWAPPED);
            case CopyStep.SwapBack _ -> restored(Restore.Stage.GOING_BACK);
            case CopyStep.FinishRestore _ ->
                    books.change(state ->
                            state.restoring(Optional.empty())
                                    .withProgram(withData(state.program())));
            case UpdateStep.SwitchRelease(var to) -> switched(to);
            case UpdateStep.LeaveRelease _ ->
                    further(state -> state.program().here().map(Update.Here::goingBack));
            case UpdateStep.FinishUpdate(var back) -> updated(back);
            case Step.Readdress(int port) -> books.change(state -> state.addressed(port));
            case Step.Clean(var item) -> cleaned(item, false);
            case Step.Tidy(var item, _) -> cleaned(item, true);
            case Step.FetchRelease _,
                    Step.LoadRelease _,
                    Step.FindModel _,
                    Step.Create _,
                    Step.Configure _,
                    Step.Unpause _,
                    Step.Revive _,
                    CopyStep.StandStill _,
                    CopyStep.GoOn _,
                    CopyStep.BeginRestore _,
                    UpdateStep.BringRelease _,
                    Step.Stop _ -> {}
        }
    }

    /// Whether all is gone that an erasure was to take away is looked at afresh, and noted.
    private void cleaned(CleanUp item, boolean quietly) throws IOException {
        if (mandate.endsErasure(item)) { // first: who is ended before the rest looks again
            var limit = new Limit(LAST_LOOK, mailbox.begin(rank()));
            var left = world.host().engine().labelled(books.ownership(world.data().path()), limit);
            note(
                    new Noticed(
                            world.clock().instant(),
                            left instanceof Answer.Got<List<String>>(var lines) && lines.isEmpty()
                                    ? ERASED
                                    : ERASED_BUT,
                            left instanceof Answer.Got<List<String>>(var lines)
                                    ? Optional.of(String.join("\n", lines))
                                            .filter(text -> !text.isEmpty())
                                    : Optional.empty()));
        }
        mandate.cleaned(item, quietly);
    }

    // -- another release

    private static String notBrought(EngineFailure failure) {
        var meaning = Meaning.of(failure).orElse(ProblemKind.RELEASE_UNUSABLE);
        return switch (meaning) {
            case NO_NETWORK -> UpdateTrouble.NOT_REACHED.with();
            case RELEASE_MISSING -> UpdateTrouble.NOT_FOUND.with();
            default -> UpdateTrouble.NOT_BROUGHT.with(meaning.sentence());
        };
    }

    private static Program withData(Program program) {
        return program.with(
                program.update()
                        .map(update ->
                                update instanceof Update.Here here ? here.brought() : update));
    }

    private void further(Function<RuntimeState, Optional<Update.Here>> other) throws IOException {
        books.change(state -> state.updating(other.apply(state).map(here -> here)));
    }

    /// Only a file tells what is in it when it is loaded.
    private void brought(UpdateStep.BringRelease act, Release release, Settings settings)
            throws IOException {
        copies.brought();
        if (!(books.state().program().update().orElse(null)
                instanceof Update.Asked(_, var bring))) {
            return;
        }
        var old =
                new Release(
                        settings.release().orElse(release.reference()),
                        act.old()
                                .or(() ->
                                        settings.release().flatMap(books.state().program()::image)),
                        settings.fetching().file());
        var refusal =
                updates.refusal(release.reference(), settings.release(), books.state(), bring);
        if (refusal.isPresent()) {
            copies.says(refusal);
            books.change(state -> state.updating(Optional.empty()));
        } else if (release.image().equals(old.image()) && bring.isEmpty()) {
            // The same under another name. The wish goes last: who is ended before does it again.
            mandate.switched(release);
            books.change(state ->
                    state.withProgram(state.program().pinned(release).with(Optional.empty())));
        } else {
            books.change(state ->
                    state.updating(
                            Optional.of(
                                    new Update.Here(
                                            release,
                                            old,
                                            Update.Stage.FETCHED,
                                            Optional.empty(),
                                            bring))));
        }
    }

    private static Optional<String> version(Release release) {
        return ReleaseVersion.named(release.reference()).map(ReleaseVersion::text);
    }

    /// The notes come first: what they say is chosen again should the settings not say so.
    private void switched(Release to) throws IOException {
        note(new Noticed(world.clock().instant(), History.SWITCHED, Optional.empty()));
        books.change(state -> {
            var here =
                    state.program()
                            .here()
                            .map(one ->
                                    one.stage() == Update.Stage.COPIED
                                            ? one.at(Update.Stage.SWAPPED)
                                            : one);
            return state.withProgram(state.program().pinned(to).with(here.map(one -> one)));
        });
        mandate.switched(to);
    }

    private void updated(boolean back) throws IOException {
        var here = books.state().program().here();
        if (back && here.isPresent()) {
            var left = here.get().wanted().reference();
            copies.wentBackFrom(ReleaseVersion.named(left).map(ReleaseVersion::text).orElse(left));
            note(new Noticed(world.clock().instant(), UPDATE_WENT_BACK, Optional.of(left)));
        }
        var old = here.filter(_ -> back).flatMap(one -> version(one.old()));
        var inVain = here.filter(_ -> back).flatMap(one -> version(one.wanted()));
        books.change(state -> {
            var program = state.program().with(Optional.empty());
            var used = old.map(program::usedBy).orElse(program);
            return state.withProgram(inVain.map(used::inVain).orElse(used));
        });
        if (here.isPresent()) {
            mandate.noLongerUsed(back ? here.get().wanted() : here.get().old());
        }
    }

    /// The data is another one from now on; when it went back, that is the end of it. First that is
    /// noted, which forgives the falls with other data: who is ended before the rest does it again.
    private void restored(Restore.Stage stage) throws IOException {
        var back = stage == Restore.Stage.GOING_BACK;
        note(new Noticed(world.clock().instant(), History.RESTORED, Optional.empty()));
        if (back) {
            note(new Noticed(world.clock().instant(), RESTORE_WENT_BACK, Optional.empty()));
        }
        books.change(state ->
                state.withDataMade(true)
                        .restoring(
                                back
                                        ? Optional.empty()
                                        : state.restore().map(restore -> restore.at(stage))));
    }

    /// Between the two renames nothing has the name of the data.
    private void putBack() {
        try {
            world.copies().heal();
        } catch (IOException e) {
            LOG.warn("the data is not in its place yet: {}", e.getMessage()); // a start tries again
        }
    }

    private Optional<Problem> failed(Step.Act act, EngineFailure failure, String id)
            throws IOException {
        LOG.warn("{} failed: {} {}", act.name(), failure.kind(), reporter.redacted(failure.text()));
        if (mandate.wish() instanceof Wish.SetUp && endsSetUp(act)) {
            return Optional.of(
                    Problem.of(
                            Meaning.of(failure).orElse(ProblemKind.SET_UP_FAILED),
                            Meaning.details(failure)));
        }
        switch (act) {
            case Step.FetchRelease _,
                    Step.Stop _,
                    Step.LoadRelease _,
                    Step.FindModel _,
                    Step.TellProvider _,
                    Step.Revive _,
                    Step.FinishSetUp _,
                    Step.TakeAway _,
                    CopyStep.GoOn _,
                    CopyStep.BeginRestore _,
                    CopyStep.FinishRestore _,
                    UpdateStep.SwitchRelease _,
                    UpdateStep.LeaveRelease _,
                    UpdateStep.FinishUpdate _,
                    MachineStep _ -> {}
            case UpdateStep.BringRelease _ -> {
                copies.brought();
                copies.says(Optional.of(notBrought(failure)));
                books.change(state -> state.updating(Optional.empty()));
                note(
                        new Noticed(
                                world.clock().instant(),
                                UPDATE_FAILED,
                                Optional.of(told(failure))));
            }
            case CopyStep.StandStill _ -> copies.cannotStandStill();
            case CopyStep.SwapBack _ -> {
                return Optional.of(
                        Problem.of(
                                Meaning.of(failure).orElse(ProblemKind.DATA_GONE),
                                Meaning.details(failure)));
            }
            case CopyStep.SwapData _ -> {
                putBack();
                books.change(state -> state.restoring(Optional.empty()));
                copies.notBrought();
                note(
                        new Noticed(
                                world.clock().instant(),
                                RESTORE_FAILED,
                                Optional.of(told(failure))));
            }
            case Step.Clean(var item) -> mandate.stillThere(item);
            case Step.Tidy(var item, _) -> mandate.stillThere(item);
            case Step.Unpause _ -> fell(id, FallCause.STUCK_PAUSED, failure);
            case Step.Start _ when failure.kind() == EngineFailure.Kind.PORT_TAKEN ->
                    fell(id, FallCause.PORT_TAKEN, failure);
            case Step.Start _,
                    Step.Create _,
                    Step.Configure _,
                    Step.MakeData _,
                    Step.MakeSecrets _,
                    Step.Readdress _,
                    Step.Remove _ ->
                    fell(id, FallCause.START_FAILED, failure);
        }
        return Optional.empty();
    }

    /// Fetching has tries of its own, and so has a machine that is there.
    private static boolean endsSetUp(Step.Act act) {
        return switch (act) {
            case Step.FetchRelease _, Step.Revive _ -> false;
            case MachineStep.CreateMachine _ -> true;
            case MachineStep _ -> false;
            default -> true;
        };
    }

    private void fell(String id, FallCause cause, EngineFailure failure) throws IOException {
        note(
                new Fell(
                        world.clock().instant(),
                        "attempt " + id,
                        cause,
                        Optional.of(told(failure)),
                        Meaning.of(failure)));
    }
}
