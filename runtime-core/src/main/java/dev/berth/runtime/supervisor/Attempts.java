package dev.berth.runtime.supervisor;

import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.decision.Meaning;
import dev.berth.runtime.decision.Step;
import dev.berth.runtime.decision.Wish;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings about what was decided: each act between its intent and its outcome in the journal, and
/// what follows from it for our notes. Owner thread only.
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final int LAST_LINES = 20;

    private final World world;
    private final Mailbox mailbox;
    private final Books books;
    private final Mandate mandate;
    private final Reporter reporter;
    private final Vigil vigil;
    private final Acts acts;
    private Trigger trigger = Trigger.START_UP;

    Attempts(
            World world,
            Mailbox mailbox,
            Books books,
            Mandate mandate,
            Reporter reporter,
            Vigil vigil) {
        this.world = world;
        this.mailbox = mailbox;
        this.books = books;
        this.mandate = mandate;
        this.reporter = reporter;
        this.vigil = vigil;
        acts =
                new Acts(
                        world.host().engine(),
                        world.source(),
                        world.configuration(),
                        world.data(),
                        world.secrets(),
                        world.settingsFile());
    }

    /// What follows is done because a person asked for something.
    void asked() {
        trigger = Trigger.PERSON;
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

    /// Notes that Ready was proven, and remembers the port.
    void prove(Instant now, ContainerId container, Instant run, int port) throws IOException {
        var took =
                books.history()
                        .lastStart()
                        .filter(start -> start.subject().equals(container.value()))
                        .map(start -> Duration.between(start.at(), now))
                        .filter(length -> !length.isNegative());
        books.write(new Proved(now, container.value(), run));
        books.change(state ->
                state.withContainer(Optional.of(container.value())).provenReady(port, now, took));
        trigger = Trigger.RECOVERY;
    }

    /// Carries it out between its intent and its outcome.
    ///
    /// @return why a set-up cannot go on, if so
    Optional<Problem> carryOut(Step.Act act, Settings settings) throws IOException {
        var id = world.ids().get();
        var began = new Began(id, world.clock().instant(), trigger, act.name(), act.subject());
        books.write(began);
        var limit =
                new Limit(
                        act.deadline(),
                        act instanceof Step.Tidy ? mailbox.beginQuietly() : mailbox.begin(rank()));
        var result =
                acts.carryOut(
                        act,
                        books.ownership(world.data().path()),
                        settings,
                        new Procurement.Told(
                                reporter::show,
                                line -> LOG.info("{}: {}", act.name(), reporter.redacted(line))),
                        limit);
        if (!(act instanceof Step.Configure)) {
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
        return follow(act, result, id, settings);
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
            case Acts.Result.Done _,
                    Acts.Result.Made _,
                    Acts.Result.Loaded _,
                    Acts.Result.Fetched _ ->
                    Outcome.DONE;
        };
    }

    private static Optional<String> detail(Acts.Result result) {
        return switch (result) {
            case Acts.Result.Failed(var failure) -> Optional.of(told(failure));
            case Acts.Result.Made(var container) -> Optional.of(container.value());
            case Acts.Result.Loaded(var release) -> Optional.of(release);
            case Acts.Result.Fetched(var digest) -> Optional.of(digest);
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
            case Acts.Result.Loaded(var release) -> mandate.loaded(release, settings);
            case Acts.Result.Done _, Acts.Result.Fetched _ -> succeeded(act, settings);
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
            case Step.Remove(var container) -> {
                books.change(state ->
                        state.container().equals(Optional.of(container.value()))
                                ? state.withContainer(Optional.empty())
                                : state);
                mandate.strikeOff(new CleanUp.Service(container.value())::equals);
            }
            case Step.Clean(var item) -> mandate.cleaned(item, false);
            case Step.Tidy(var item, _) -> mandate.cleaned(item, true);
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

    private Optional<Problem> failed(Step.Act act, EngineFailure failure, String id)
            throws IOException {
        LOG.warn("{} failed: {} {}", act.name(), failure.kind(), reporter.redacted(failure.text()));
        if (mandate.wish() instanceof Wish.SetUp && !(act instanceof Step.FetchRelease)) {
            return Optional.of(
                    Problem.of(
                            Meaning.of(failure).orElse(ProblemKind.SET_UP_FAILED),
                            Meaning.details(failure)));
        }
        switch (act) {
            case Step.FetchRelease _,
                    Step.Stop _,
                    Step.LoadRelease _,
                    Step.FinishSetUp _,
                    Step.Clean _,
                    Step.Tidy _ -> {}
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
        return Optional.empty();
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
