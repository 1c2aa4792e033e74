package dev.berth.runtime.supervisor;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.decision.Decision;
import dev.berth.runtime.decision.Situation;
import dev.berth.runtime.decision.Situation.Recent;
import dev.berth.runtime.decision.Step;
import dev.berth.runtime.decision.Wish;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Observer;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.JournalEntry.Woke;
import dev.berth.runtime.store.RuntimeState.Desired;
import dev.berth.runtime.store.SettingsFile;
import dev.berth.runtime.store.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /// When to try again after our own notes could not be written, or after a bug of ours.
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final int LAST_LINES = 20;

    /// A command of rank 1 or less cancels no look.
    private static final int LOOKING = 1;

    private final World world;
    private final Mailbox mailbox = new Mailbox();
    private final Books books;
    private final Mandate mandate;
    private final Acts acts;
    private final Reporter reporter;
    private final List<Mailbox.Ticket> waiting = new ArrayList<>();
    private final Vigil vigil;

    private Settings settings = Settings.none();
    private Optional<Problem> ownTrouble = Optional.empty();
    private Recent recent = Recent.NOTHING;
    private Trigger trigger = Trigger.START_UP;
    private boolean ended;

    /// Opens the books of the home. The caller holds its lock.
    ///
    /// @param bringsUp whether what was wanted before is brought about at once
    public Supervisor(World world, boolean bringsUp) throws IOException {
        this.world = world;
        books = new Books(world.stateFile(), world.journal());
        restoreLostNotes();
        mandate =
                new Mandate(books, world.settingsFile(), world.secrets(), world.clock(), bringsUp);
        acts =
                new Acts(
                        world.host().engine(),
                        world.configuration(),
                        world.data(),
                        world.secrets(),
                        world.settingsFile());
        reporter = new Reporter(world, books, mandate.wish());
        vigil = new Vigil(world.host().engine(), world.observer(), mailbox::signal);
        noteWaking();
    }

    /// A lost state file does not undo a set-up: what the person chose still stands in the
    /// settings, and a set-up home has data, so that its absence is a problem and never a fresh
    /// folder.
    private void restoreLostNotes() throws IOException {
        if (books.loaded() instanceof StateFile.Loaded.Kept) {
            return;
        }
        loadSettings();
        if (settings.release().isPresent() && !books.state().configured()) {
            books.change(state ->
                    state.withConfigured(true).withDataMade(true).desiring(new Desired.Running()));
        }
    }

    private void noteWaking() throws IOException {
        var now = world.clock().instant();
        books.write(new Woke(now, world.self().pid(), world.self().version()));
        switch (books.loaded()) {
            case StateFile.Loaded.Kept _ -> {}
            case StateFile.Loaded.Fresh(_, var known) -> {
                if (known) {
                    books.write(new Noticed(now, "state-lost", Optional.empty()));
                }
            }
            case StateFile.Loaded.Recovered(_, _, var why) ->
                    books.write(new Noticed(now, "state-unreadable", Optional.of(why)));
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
        try {
            readMail();
            return ended ? Duration.ZERO : lookDecideAct();
        } catch (IOException e) {
            return unwritten(e);
        } catch (RuntimeException bug) {
            LOG.error("the loop failed; it looks afresh", bug);
            world.observer().freshenAll();
            return troubled(ProblemKind.CANNOT_TELL, bug.toString());
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
            trigger = Trigger.PERSON;
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
    }

    private void take(Command command) throws IOException {
        loadSettings();
        switch (command) {
            case Command.Repair _, Command.Reset _, Command.SetUp _ ->
                    world.observer().freshenAll();
            case Command.Start _, Command.Pause _, Command.Restart _, Command.Quit _ ->
                    world.observer().freshen();
        }
        try {
            mandate.take(command, settings);
        } catch (IOException e) {
            if (!(command instanceof Command.Quit)) {
                throw e;
            }
            mandate.quitUnwritten(settings);
        }
    }

    private void loadSettings() {
        try {
            settings = world.settingsFile().load();
            ownTrouble = Optional.empty();
        } catch (IOException e) {
            ownTrouble =
                    Optional.of(
                            Problem.of(
                                    ProblemKind.SETTINGS_UNREADABLE,
                                    List.of(String.valueOf(e.getMessage()))));
        }
    }

    private Duration lookDecideAct() throws IOException {
        loadSettings();
        reporter.learnSecrets();
        if (ownTrouble.isPresent() && mandate.wish().wantsUp()) {
            reporter.show(new Status.Supervised(needsAttention(ownTrouble.get())));
            settle();
            return AFTER_TROUBLE;
        }
        var limit = new Limit(LOOK, mailbox.begin(LOOKING));
        var seen = world.observer().look(question(), limit);
        if (limit.cancellation().isCancelled()) {
            return Duration.ZERO; // something more important came in
        }
        vigil.keep(seen);
        var now =
                new Situation(
                        mandate.wish(),
                        books.state(),
                        settings,
                        seen,
                        books.history(),
                        recent,
                        world.clock().instant());
        var step = Decision.next(now);
        recent = recent(now, step);
        reporter.show(now, step);
        return perform(now, step);
    }

    private Observer.Question question() {
        var wish = mandate.wish();
        return new Observer.Question(
                ownership(),
                books.state(),
                settings,
                wish.wantsUp(),
                wish instanceof Wish.SetUp,
                state -> Decision.isEnough(state, books.history()));
    }

    private Ownership ownership() {
        var state = books.state();
        return new Ownership(
                state.instance(), state.container().map(ContainerId::new), world.data().path());
    }

    private static Recent recent(Situation now, Step step) {
        if (step instanceof Step.LookAgain
                || (step instanceof Step.Halt(var problem, _)
                        && problem.kind() == ProblemKind.CANNOT_TELL)) {
            return now.recent().unknown(now.now());
        }
        return now.seen().endpoint() instanceof Known<EndpointState>(var endpoint)
                        && !(endpoint instanceof EndpointState.Ready)
                ? now.recent().unready(now.now())
                : Recent.NOTHING;
    }

    private Duration perform(Situation now, Step step) throws IOException {
        return switch (step) {
            case Step.Resting resting -> rest(resting);
            case Step.Note(var entry) -> {
                note(entry);
                yield Duration.ZERO;
            }
            case Step.Prove(var container, var run, int port) -> {
                prove(now, container, run, port);
                yield Duration.ZERO;
            }
            case Step.End _ -> {
                ended = true;
                reporter.show(new Status.NotRunning());
                settle();
                yield Duration.ZERO;
            }
            case Step.Act act -> {
                act(act);
                yield Duration.ZERO;
            }
        };
    }

    private Duration rest(Step.Resting resting) {
        if (!(resting instanceof Step.Wait || resting instanceof Step.LookAgain)) {
            settle();
        }
        if (resting instanceof Step.StayEmpty && !books.state().cleanUps().isEmpty()) {
            mandate.tryCleaningAgain();
        }
        return resting.lookAgain();
    }

    /// Answers those who wait: where we rest, what they asked for is reached or cannot be.
    private void settle() {
        waiting.forEach(ticket -> ticket.outcome().complete(reporter.newest()));
        waiting.clear();
    }

    private void note(JournalEntry entry) throws IOException {
        books.write(reporter.redacted(entry instanceof Fell fell ? withLastWords(fell) : entry));
        if (entry instanceof Fell fell && fell.cause() == FallCause.VANISHED) {
            books.change(state -> state.withContainer(Optional.empty()));
        }
    }

    /// The service's last lines help a person, so that their lack is no failure.
    private Fell withLastWords(Fell fell) {
        var limit = new Limit(LAST_WORDS, mailbox.begin(rank()));
        var lines =
                ours().map(container ->
                                world.host().engine().lastLines(container.id(), LAST_LINES, limit))
                        .orElseGet(() -> Answer.got(List.of()));
        return lines instanceof Answer.Got<List<String>>(var words) && !words.isEmpty()
                ? new Fell(
                        fell.at(),
                        fell.key(),
                        fell.cause(),
                        Optional.of(
                                fell.detail().map(detail -> detail + "\n").orElse("")
                                        + String.join("\n", words)))
                : fell;
    }

    private void prove(Situation now, ContainerId container, Instant run, int port)
            throws IOException {
        var took =
                books.history()
                        .lastStart()
                        .filter(start -> start.subject().equals(container.value()))
                        .map(start -> Duration.between(start.at(), now.now()))
                        .filter(length -> !length.isNegative());
        books.write(new Proved(now.now(), container.value(), run));
        books.change(state ->
                state.withContainer(Optional.of(container.value()))
                        .provenReady(port, now.now(), took));
        trigger = Trigger.RECOVERY;
    }

    // -- acts

    private void act(Step.Act act) throws IOException {
        var id = world.ids().get();
        var began = new Began(id, world.clock().instant(), trigger, act.name(), act.subject());
        books.write(began);
        var limit = new Limit(act.deadline(), mailbox.begin(rank()));
        var result =
                acts.carryOut(
                        act,
                        ownership(),
                        settings,
                        line -> LOG.info("{}: {}", act.name(), reporter.redacted(line)),
                        limit);
        world.observer().freshen();
        reporter.learnSecrets(); // it may have made one, and failed with that in its words
        var ended =
                new Ended(
                        id,
                        world.clock().instant(),
                        act.name(),
                        act.subject(),
                        outcome(result),
                        detail(result));
        books.write(reporter.redacted(ended));
        follow(act, result, id);
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
            case Wish.Quit _ -> new Command.Quit().rank();
        };
    }

    private static Outcome outcome(Acts.Result result) {
        return switch (result) {
            case Acts.Result.Failed(var failure)
                    when failure.kind() == EngineFailure.Kind.CANCELLED ->
                    Outcome.CANCELLED;
            case Acts.Result.Failed _ -> Outcome.FAILED;
            case Acts.Result.Done _, Acts.Result.Made _, Acts.Result.Loaded _ -> Outcome.DONE;
        };
    }

    private static Optional<String> detail(Acts.Result result) {
        return switch (result) {
            case Acts.Result.Failed(var failure) ->
                    Optional.of(failure.kind() + ": " + failure.text());
            case Acts.Result.Made(var container) -> Optional.of(container.value());
            case Acts.Result.Loaded(var release) -> Optional.of(release);
            case Acts.Result.Done _ -> Optional.empty();
        };
    }

    /// What follows from an act for our own notes.
    private void follow(Step.Act act, Acts.Result result, String id) throws IOException {
        switch (result) {
            case Acts.Result.Made(var container) ->
                    books.change(state -> state.withContainer(Optional.of(container.value())));
            case Acts.Result.Loaded(var release) -> mandate.loaded(release, settings);
            case Acts.Result.Done _ -> succeeded(act);
            case Acts.Result.Failed(var failure)
                    when failure.kind() != EngineFailure.Kind.CANCELLED ->
                    failed(act, failure, id);
            case Acts.Result.Failed _ -> {}
        }
    }

    private void succeeded(Step.Act act) throws IOException {
        switch (act) {
            case Step.MakeData _ -> books.change(state -> state.withDataMade(true));
            case Step.FinishSetUp _ -> mandate.finishedSetUp();
            case Step.Remove(var container) ->
                    books.change(state ->
                            state.container().equals(Optional.of(container.value()))
                                    ? state.withContainer(Optional.empty())
                                    : state);
            case Step.Clean(var item) -> mandate.cleaned(item, true);
            case Step.FetchRelease _,
                    Step.LoadRelease _,
                    Step.MakeSecrets _,
                    Step.Create _,
                    Step.Configure _,
                    Step.Start _,
                    Step.Unpause _,
                    Step.Stop _ -> {}
        }
    }

    private void failed(Step.Act act, EngineFailure failure, String id) throws IOException {
        LOG.warn("{} failed: {} {}", act.name(), failure.kind(), reporter.redacted(failure.text()));
        if (mandate.wish() instanceof Wish.SetUp && !(act instanceof Step.FetchRelease)) {
            mandate.droppedSetUp();
            troubled(ProblemKind.SET_UP_FAILED, act.name() + ": " + failure.text());
            settle();
            return;
        }
        switch (act) {
            case Step.FetchRelease _, Step.Stop _, Step.LoadRelease _, Step.FinishSetUp _ -> {}
            case Step.Clean(var item) -> mandate.cleaned(item, false);
            case Step.Unpause _ -> fell(id, FallCause.STUCK_PAUSED, failure);
            case Step.Start _ when failure.kind() == EngineFailure.Kind.PORT_TAKEN ->
                    fell(id, FallCause.PORT_TAKEN, failure);
            case Step.Start _,
                    Step.Create _,
                    Step.Configure _,
                    Step.MakeData _,
                    Step.MakeSecrets _,
                    Step.Remove _ ->
                    fell(id, FallCause.START_FAILED, failure);
        }
    }

    private void fell(String id, FallCause cause, EngineFailure failure) throws IOException {
        note(
                new Fell(
                        world.clock().instant(),
                        "attempt " + id,
                        cause,
                        Optional.of(failure.verb() + ": " + failure.text())));
    }

    // -- trouble of our own

    private static OperatorState needsAttention(Problem problem) {
        return new OperatorState.NeedsAttention(problem);
    }

    /// Our notes cannot be written: nothing may be acted upon (DESIGN 4, rule 8).
    private Duration unwritten(IOException e) {
        LOG.warn("the notes of this home cannot be written: {}", e.getMessage());
        if (mandate.wish() instanceof Wish.Quit) {
            ended = true;
            reporter.show(new Status.NotRunning());
            settle();
            return Duration.ZERO;
        }
        var kind =
                e instanceof SettingsFile.UnreadableSettings
                        ? ProblemKind.SETTINGS_UNREADABLE
                        : ProblemKind.STATE_UNWRITABLE;
        return troubled(kind, String.valueOf(e.getMessage()));
    }

    private Duration troubled(ProblemKind kind, String detail) {
        reporter.show(
                new Status.Supervised(
                        needsAttention(Problem.of(kind, List.of(reporter.redacted(detail))))));
        settle();
        return AFTER_TROUBLE;
    }

    /// Lets go of what watches the world. The service is left as it is.
    public void close() {
        vigil.close();
        settle();
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
