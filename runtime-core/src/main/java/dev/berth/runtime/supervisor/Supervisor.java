package dev.berth.runtime.supervisor;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Place;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Provider;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.UpdateTrouble;
import dev.berth.runtime.copies.CopyId;
import dev.berth.runtime.decision.CopyStep;
import dev.berth.runtime.decision.Decision;
import dev.berth.runtime.decision.Planes;
import dev.berth.runtime.decision.Renewal;
import dev.berth.runtime.decision.Situation;
import dev.berth.runtime.decision.Situation.Recent;
import dev.berth.runtime.decision.Step;
import dev.berth.runtime.decision.Wish;
import dev.berth.runtime.door.DoorState;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Absent;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Removing;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Observation;
import dev.berth.runtime.observation.Observer;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.service.ReleaseVersion;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.RuntimeState.Restore;
import dev.berth.runtime.store.Update;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one loop of DESIGN 3: observe, decide, act, publish. [#turn] goes through it once and may be
/// driven by a thread of its own or, step by step, by a test with its own clock.
///
/// [#turn] and [#close] belong to the owner thread; everything else may be called from any thread.
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /// How long one question to the engine may take.
    private static final Duration LOOK = Duration.ofSeconds(10);

    /// The same where all is to go: a person waits, and what cannot be seen now goes later.
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    /// When to try again after our own notes could not be written, or after a bug of ours. For what
    /// a restore left to be removed; what is still there then goes at the next start.
    private static final Duration TO_SETTLE = Duration.ofSeconds(5);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    /// What a person is told of a bug of ours: the log has the rest.
    public static final String BUG =
            "Something went wrong inside Berth; please report it with the newest lines of keeper.log"
                    + " in the folder with Berth's logs.";

    /// A command of rank 1 or less cancels no look.
    private static final int LOOKING = 1;

    private final World world;
    private final Mailbox mailbox = new Mailbox();
    private final Books books;
    private final Mending mending;
    private final Mandate mandate;
    private final Attempts attempts;
    private final CopyWatch copies;
    private final Lookout lookout;
    private final Reporter reporter;
    private final List<Mailbox.Ticket> waiting = new ArrayList<>();
    private final Vigil vigil;
    private final Sleep sleep;

    private Settings settings = Settings.none();
    private Optional<Problem> ownTrouble = Optional.empty();
    private Recent recent = Recent.NOTHING;
    private Duration setBack = Duration.ZERO;
    private boolean ended;

    /// Opens the books of the home. The caller holds its lock.
    ///
    /// @param bringsUp whether what was wanted before is brought about at once
    public Supervisor(World world, boolean bringsUp) throws IOException {
        this.world = world;
        books = new Books(world.stateFile(), world.journal(), world.clock());
        mending = new Mending(world, books);
        loadSettings();
        mending.restoreNotes(settings.release().isPresent() || ownTrouble.isPresent());
        mandate = new Mandate(books, world, bringsUp);
        copies = new CopyWatch(world, books, mailbox::signal);
        lookout = new Lookout(world, mailbox::signal);
        lookout.keep(settings, books.state().program(), false);
        reporter = new Reporter(world, books, copies, lookout, mandate.wish());
        vigil = new Vigil(world.host().engine(), world.observer(), mailbox::signal);
        attempts = new Attempts(world, mailbox, books, mandate, reporter, vigil, copies);
        sleep = new Sleep(world.clock(), world.uptime());
        if (books.ahead().isPositive()) {
            mandate.rewind(books.ahead());
        }
        healData();
        mending.noteWaking();
        mending.mendSecrets();
        ownTrouble = Optional.empty();
    }

    /// A restore that is written down goes on by itself.
    private void healData() {
        if (books.state().restore().isEmpty()) {
            try {
                world.copies().heal();
            } catch (IOException e) {
                LOG.warn("what a restore had left could not be mended: {}", e.getMessage());
            }
        }
    }

    // -- any thread

    /// The newest report.
    public StatusReport status() {
        return reporter.newest();
    }

    /// Tells each new report.
    public Subscription watch(Consumer<StatusReport> listener) {
        return reporter.watch(listener);
    }

    /// Asks for something; completes with the first report that settles it.
    public CompletionStage<StatusReport> ask(Command command) {
        var outcome = new CompletableFuture<StatusReport>();
        mailbox.post(new Mailbox.Ticket(command, outcome));
        return outcome;
    }

    /// Something in the world may have changed.
    public void signal() {
        mailbox.signal();
    }

    // -- owner thread

    /// Whether a wish to quit has been fulfilled.
    public boolean hasEnded() {
        return ended;
    }

    /// Waits for mail, no longer than this.
    void await(Duration atMost) throws InterruptedException {
        mailbox.await(atMost);
    }

    /// Once through the loop.
    ///
    /// @return how long to wait for mail before the next turn
    public Duration turn() {
        var pause = copies.atMost(turnOnce());
        reporter.keepUp(); // with what was written down since it was shown
        sleep.waitsFor(pause);
        return pause;
    }

    private Duration turnOnce() {
        try {
            noticeSleep();
            readMail();
            return ended ? Duration.ZERO : lookDecideAct();
        } catch (IOException e) {
            return unwritten(e);
        } catch (RuntimeException bug) {
            LOG.error("the loop failed; it looks afresh", bug);
            world.observer().freshenAll();
            return troubled(Problem.of(ProblemKind.CANNOT_TELL, List.of(BUG)));
        }
    }

    /// What was seen before a sleep is not taken for granted, and nothing is repaired before the
    /// computer is awake again (podman.md N-07).
    private void noticeSleep() throws IOException {
        if (sleep.isOver()) {
            LOG.info("the computer slept, or its clock was set");
            world.observer().freshen();
            recent = Recent.woken(world.clock().instant());
            mandate.woke();
            attempts.woke();
            setBack = setBack.plus(sleep.setBack());
        }
        if (setBack.isPositive()) { // as often as it takes to write that down
            mandate.rewind(setBack);
            books.rewind();
            setBack = Duration.ZERO;
        }
    }

    private void readMail() throws IOException {
        var mail = mailbox.take();
        if (mail.signalled()) {
            world.observer().freshen();
        }
        waiting.addAll(mail.tickets());
        var unwritten = Optional.<IOException>empty();
        for (var ticket : mail.tickets()) {
            attempts.asked();
            ownTrouble = Optional.empty();
            try {
                take(ticket.command());
            } catch (IOException e) {
                unwritten = unwritten.or(() -> Optional.of(e)); // the others are taken all the same
            }
        }
        if (unwritten.isPresent()) {
            throw unwritten.get();
        }
        if (!mail.tickets().isEmpty()) {
            showThatSomethingIsDone();
        }
    }

    /// While what a person asked for is under way the old problem is not shown, nor Ready while all
    /// is to go, however long the first look takes.
    private void showThatSomethingIsDone() {
        var attention =
                reporter.newest().status()
                        instanceof Status.Supervised(OperatorState.NeedsAttention _);
        if (mandate.wish().equals(new Wish.Nothing(false))) {
            showStarting(Progress.Stage.CLEANING_UP);
        } else if (mandate.wish().wantsUp() && attention && !books.history().handsOff()) {
            showStarting(Progress.Stage.CHECKING);
        }
    }

    private void showStarting(Progress.Stage stage) {
        reporter.show(new Status.Supervised(new OperatorState.Starting(Progress.at(stage))));
    }

    /// At once, or when the data is copied.
    private void take(Command command) throws IOException {
        if (!copies.putsOff(command, mandate.wish() instanceof Wish.Quit, release())) {
            takeNow(command);
        }
    }

    private void takeNow(Command command) throws IOException {
        loadSettings();
        if (command instanceof Command.Update update && isRefused(update)) {
            return;
        }
        if (command instanceof Command.Repair) {
            mending.mendSecrets();
        }
        switch (command) {
            case Command.Repair _, Command.Reset _, Command.SetUp _ ->
                    world.observer().freshenAll();
            case Command.Start _,
                    Command.Pause _,
                    Command.Restart _,
                    Command.Restore _,
                    Command.Update _,
                    Command.GiveUp _,
                    Command.Quit _ ->
                    world.observer().freshen();
            case Command.LookForRelease _ -> lookout.ask(settings, books.state().program());
            case Command.MakeCopy _ -> copies.begin(CopyWatch.byHand(), release());
            case Command.CancelCopy _ -> {
                copies.cancel();
                givesUpUpdate();
            }
        }
        try {
            mandate.take(command, settings, isReady());
        } catch (IOException e) {
            if (!(command instanceof Command.Quit(var shuttingDown))) {
                throw e;
            }
            mandate.quit(settings, shuttingDown);
        }
    }

    /// For as long as nothing was changed for it.
    private void givesUpUpdate() throws IOException {
        var update = books.state().program().update();
        if (update.isPresent()
                && (update.get() instanceof Update.Asked
                        || (update.get() instanceof Update.Here here
                                && here.stage() == Update.Stage.FETCHED))) {
            books.change(state -> state.updating(Optional.empty()));
            copies.brought();
        }
    }

    /// One at a time, and never a release that is older than the data.
    private boolean isRefused(Command.Update update) {
        var busy =
                books.state().program().here().isPresent() || books.state().restore().isPresent();
        var refusal =
                !books.state().configured()
                        ? Optional.of(UpdateTrouble.NOT_SET_UP.with())
                        : busy
                                ? Optional.of(UpdateTrouble.BUSY.with())
                                : unknownCopy(update).or(() -> tooOld(update));
        copies.says(refusal);
        return refusal.isPresent();
    }

    private static Optional<String> unknownCopy(Command.Update update) {
        return update.bring()
                .filter(id -> CopyId.parse(id).isEmpty())
                .map(UpdateTrouble.NO_SUCH_COPY::with);
    }

    private Optional<String> tooOld(Command.Update update) {
        return update.wanted() instanceof Source.Named(var reference)
                ? new Updates(world.copies())
                        .refusal(reference, settings.release(), books.state(), update.bring())
                : Optional.empty(); // it tells when it is loaded
    }

    private Optional<Instant> readySince() {
        return isReady() && !(mandate.wish() instanceof Wish.Quit)
                ? Optional.of(reporter.newest().since())
                : Optional.empty();
    }

    /// The service's own word for it where it runs and tells a version; else what was chosen.
    private Optional<String> release() {
        var told = world.observer().release();
        return told.filter(word -> ReleaseVersion.of(word).isPresent())
                .or(settings::release)
                .or(() -> told);
    }

    private boolean isReady() {
        return reporter.newest().status() instanceof Status.Supervised(OperatorState.Ready _);
    }

    private void loadSettings() {
        try {
            settings = world.settingsFile().load();
            world.settingsNews().tell(settings);
            ownTrouble = Optional.empty();
        } catch (IOException e) {
            ownTrouble = Optional.of(OwnTrouble.unreadable(e));
        }
    }

    private Duration lookDecideAct() throws IOException {
        books.settle();
        loadSettings();
        reporter.learnSecrets();
        world.doorway().prefer(books.state().addressFor(settings.port(), OpenClaw.PORT));
        if (ownTrouble.isPresent() && mandate.wish().wantsUp()) {
            return troubled(ownTrouble.get());
        }
        keepPassage();
        copies.hear(mandate.wish());
        var due = copies.due();
        if (due.isPresent()) {
            takeNow(due.get());
            showThatSomethingIsDone();
        }
        copies.keepUpdate(isWantedOrPaused(), release());
        copies.keepDaily(readySince(), release());
        lookout.keep(settings, books.state().program(), isCalm());
        var length = mandate.wish() instanceof Wish.Nothing ? LAST_LOOK : LOOK;
        var limit = new Limit(length, mailbox.begin(LOOKING));
        world.host().turnTo(books.state().livesAt(settings.place()));
        var seen = world.observer().look(question(), limit);
        if (limit.cancellation().isCancelled()) {
            return Duration.ZERO; // something more important came in
        }
        if (sleep.isNews()) {
            return Duration.ZERO; // no deadline is judged by a clock that was set while we looked
        }
        vigil.keep(seen);
        record(seen);
        mandate.putBackIfSpent();
        var now =
                new Situation(
                        mandate.wish(),
                        books.state(),
                        settings,
                        seen,
                        books.history(),
                        copies.work(),
                        recent,
                        world.clock().instant());
        var step = Decision.next(now);
        recent = recent(now, step);
        attempts.diagnosed(now, step);
        if (step instanceof Step.Act && !(now.wish() instanceof Wish.Quit)) {
            books.demandKept();
        }
        copies.follows(step);
        if (copies.isPuttingOff()) {
            showStarting(Progress.Stage.COPYING);
        } else if (!step.isUnseen()) {
            reporter.show(now, step);
        }
        return perform(now, step);
    }

    private boolean isCalm() {
        return readySince().isPresent()
                && !copies.isUnderWay()
                && books.state().program().update().isEmpty();
    }

    private boolean isWantedOrPaused() {
        return mandate.wish() instanceof Wish.Running || mandate.wish() instanceof Wish.Paused;
    }

    /// What is proven ours is recorded on sight, and what we took away is forgotten: we may have
    /// been killed between the act and writing that down.
    private void record(Observation seen) throws IOException {
        if (seen.host() instanceof Known<HostState>(HostState.Machine machine)) {
            var identity = identity(machine);
            if (identity.isPresent()) {
                books.change(state ->
                        state.withMachine(
                                state.dwelling().machine().map(own -> own.known(identity.get()))));
            }
        }
        if (seen.container() instanceof Known<ContainerState>(Ours ours)) {
            books.change(state -> state.withContainer(Optional.of(ours.id().value())));
        }
        if (seen.container() instanceof Known<ContainerState>(Absent _)
                && books.state().container().filter(books.history()::removedByUs).isPresent()) {
            books.change(state -> state.withContainer(Optional.empty()));
        }
    }

    private static Optional<MachineRecord.Identity> identity(HostState.Machine machine) {
        return switch (machine) {
            case HostState.Stopped stopped -> Optional.of(stopped.identity());
            case HostState.Starting starting -> Optional.of(starting.identity());
            case HostState.Running running -> Optional.of(running.identity());
            case HostState.Unreachable silent -> Optional.of(silent.identity());
            case HostState.BlockedBy blocked -> blocked.identity();
            case HostState.Absent _, HostState.HalfMade _ -> Optional.empty();
        };
    }

    /// A server of this computer can be reached while the service is wanted. That it cannot is no
    /// reason to keep the service down.
    private void keepPassage() {
        try {
            world.passage()
                    .lead(
                            mandate.wish() instanceof Wish.Running && livesHere()
                                    ? settings.provider()
                                            .filter(Provider::isOnThisComputer)
                                            .flatMap(Provider::server)
                                    : Optional.empty());
        } catch (IOException e) {
            LOG.warn("the way to the model server is not open: {}", e.getMessage());
        }
    }

    /// In a machine it has a way of its own (decision 29).
    private boolean livesHere() {
        return books.state().livesAt(settings.place()) == Place.HERE;
    }

    private Observer.Question question() {
        var wish = mandate.wish();
        return new Observer.Question(
                books.ownership(world.data().path()),
                books.state(),
                settings,
                wish.wantsUp(),
                wish instanceof Wish.SetUp,
                wish instanceof Wish.Quit(var leave, _) && !leave,
                Renewal.isDue(books.state(), settings, door()),
                state -> Decision.isEnough(state, books.history(), world.clock().instant()));
    }

    private OptionalInt door() {
        return world.doorway().state() instanceof DoorState.Open(int port)
                ? OptionalInt.of(port)
                : OptionalInt.empty();
    }

    private static Recent recent(Situation now, Step step) {
        var broken =
                step instanceof Step.Halt
                        && !(now.seen().engine()
                                instanceof Known<EngineState>(EngineState.Usable _));
        var recent = now.recent();
        if (now.seen().host() instanceof Known<HostState>(var host)) {
            recent = recent.away(away(host, now.now()));
        }
        if (step instanceof Step.LookAgain || step instanceof Step.Unclear || broken) {
            return recent.unknown(now.now());
        }
        var leaving = now.seen().container() instanceof Known<ContainerState>(Removing _);
        if (now.seen().endpoint() instanceof Known<EndpointState>(var endpoint)
                && !(endpoint instanceof EndpointState.Ready)) {
            return recent.unready(now.now(), endpoint.isOdd());
        }
        return leaving ? recent.unready(now.now(), false) : recent.calm();
    }

    private static Optional<Recent.Away> away(HostState host, Instant at) {
        return switch (host) {
            case HostState.Starting _ -> Optional.of(new Recent.Away(true, at));
            case HostState.Unreachable _ -> Optional.of(new Recent.Away(false, at));
            case HostState.Native _,
                    HostState.Absent _,
                    HostState.HalfMade _,
                    HostState.Stopped _,
                    HostState.Running _,
                    HostState.BlockedBy _ ->
                    Optional.empty();
        };
    }

    private Duration perform(Situation now, Step step) throws IOException {
        return switch (step) {
            case Step.Resting resting -> rest(resting);
            case Step.Note(var entry) -> {
                attempts.note(entry);
                yield Duration.ZERO;
            }
            case Step.Prove(var container, var run, int port) -> {
                attempts.prove(now, container, run, port);
                yield Duration.ZERO;
            }
            case Step.End _ -> {
                ended = true;
                reporter.show(new Status.NotRunning());
                settle();
                yield Duration.ZERO;
            }
            case CopyStep.BeginRestore begin -> {
                var problem = attempts.carryOut(begin, settings, Planes.because(now, begin));
                CopyWatch.restoring(begin.copy())
                        .ifPresent(order -> copies.begin(order, release()));
                yield attended(problem);
            }
            case CopyStep.SwapBack back -> {
                goesBack();
                var problem = attempts.carryOut(back, settings, Planes.because(now, back));
                copies.wentBack();
                yield attended(problem);
            }
            case Step.Act act ->
                    attended(attempts.carryOut(act, settings, Planes.because(now, act)));
        };
    }

    /// Written down first: whatever ends us meanwhile, the next life goes back too.
    private void goesBack() throws IOException {
        books.change(state ->
                state.restoring(
                        state.restore().map(restore -> restore.at(Restore.Stage.GOING_BACK))));
    }

    /// @param problem why a set-up cannot go on, if so
    private Duration attended(Optional<Problem> problem) throws IOException {
        if (problem.isEmpty()) {
            return Duration.ZERO;
        }
        mandate.droppedSetUp();
        return troubled(problem.get());
    }

    private Duration rest(Step.Resting resting) {
        if (!(resting instanceof Step.Wait
                || resting instanceof Step.LookAgain
                || resting instanceof Step.HoldStill)) {
            settleRest(resting);
        }
        if (resting instanceof Step.Rest) {
            attempts.rested();
        }
        if (resting instanceof Step.StayEmpty) {
            mandate.toldEmpty();
        }
        return resting.lookAgain();
    }

    /// Answers those who wait: where we rest, what they asked for is reached or cannot be.
    private void settle() {
        waiting.forEach(ticket -> ticket.outcome().complete(reporter.newest()));
        waiting.clear();
    }

    /// Who waits for a copy waits for as long as one is worked on.
    private void settleRest(Step.Resting resting) {
        var copying = copies.isUnderWay();
        var updating = books.state().program().update().isPresent() && resting instanceof Step.Rest;
        waiting.removeIf(ticket -> {
            var goesOn =
                    ticket.command() instanceof Command.Update
                            ? updating || copying
                            : ticket.command() instanceof Command.LookForRelease
                                    ? lookout.isUnderWay()
                                    : copying && waitsForCopy(ticket.command());
            if (!goesOn) {
                ticket.outcome().complete(reporter.newest());
            }
            return !goesOn;
        });
    }

    private boolean waitsForCopy(Command command) {
        return command instanceof Command.MakeCopy
                || command instanceof Command.Restore
                || copies.isPutOff(command);
    }

    // -- trouble of our own

    /// Our notes cannot be written: nothing may be acted upon (DESIGN 4, rule 8).
    private Duration unwritten(IOException e) {
        LOG.warn("the notes of this home cannot be written: {}", e.getMessage());
        if (mandate.wish() instanceof Wish.Quit) {
            ended = true;
            reporter.show(new Status.NotRunning());
            settle();
            return Duration.ZERO;
        }
        return troubled(OwnTrouble.unwritten(e));
    }

    private Duration troubled(Problem problem) {
        reporter.show(new Status.Supervised(new OperatorState.NeedsAttention(problem)));
        settle();
        return AFTER_TROUBLE;
    }

    /// Lets go of what watches the world. The service is left as it is.
    public void close() {
        vigil.close();
        lookout.close();
        copies.cancel();
        settle();
        world.copies().settle(TO_SETTLE);
    }

    /// The container of ours that was seen last; any thread.
    Optional<Ours> ours() {
        return vigil.ours();
    }

    /// The text without secrets; any thread.
    String redacted(String text) {
        return reporter.redacted(text);
    }
}
