package dev.berth.runtime.supervisor;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Problem;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.decision.Projection;
import dev.berth.runtime.decision.Situation;
import dev.berth.runtime.decision.Step;
import dev.berth.runtime.decision.Wish;
import dev.berth.runtime.door.DoorState;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.KnownSecrets;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Turns facts into reports, without secrets, and publishes them. Owner thread only, except
/// [#newest], [#watch] and [#redacted], which any thread may call.
final class Reporter {
    private final World world;
    private final Books books;
    private final CopyWatch copies;
    private final Lookout lookout;
    private final Publisher publisher;
    private Optional<Running> running = Optional.empty();
    private final KnownSecrets secrets;
    private Diagnosing diagnosing = Diagnosing.blind();

    /// @param wish what is wanted at first
    Reporter(World world, Books books, CopyWatch copies, Lookout lookout, Wish wish) {
        this.world = world;
        this.books = books;
        this.copies = copies;
        this.lookout = lookout;
        secrets = HomeSecrets.in(world.secrets());
        publisher = new Publisher(report(first(wish)));
        learnSecrets();
    }

    /// What holds until the first look. Who follows a keeper takes "not running" for its end.
    private Status first(Wish wish) {
        return switch (wish) {
            case Wish.Idle _, Wish.Nothing _ ->
                    books.state().configured() ? new Status.NotRunning() : new Status.NotSetUp();
            case Wish.Running _, Wish.Paused _, Wish.SetUp _, Wish.Quit _ ->
                    new Status.Supervised(
                            new OperatorState.Starting(Progress.at(Progress.Stage.CHECKING)));
        };
    }

    StatusReport newest() {
        return publisher.newest();
    }

    Subscription watch(Consumer<StatusReport> listener) {
        return publisher.watch(listener);
    }

    /// Shows what these facts and this step mean.
    void show(Situation now, Step step) {
        if (now.seen().container() instanceof Known<ContainerState>(var state)) {
            running = state instanceof Running runs ? Optional.of(runs) : Optional.empty();
        }
        diagnosing = Diagnosing.after(now, step);
        show(Projection.of(now, step));
    }

    /// Shows a status that no decision led to.
    void show(Status status) {
        publisher.publish(report(redacted(status)));
    }

    /// Shows the same status with what the journal tells by now.
    void keepUp() {
        publisher.publish(report(publisher.newest().status()));
    }

    /// Shows how far a step has come, unless a problem is shown meanwhile.
    void show(Progress progress) {
        if (publisher.newest().status() instanceof Status.Supervised(OperatorState.Starting _)) {
            show(new Status.Supervised(new OperatorState.Starting(progress)));
        }
    }

    private StatusReport report(Status status) {
        Instant now = world.clock().instant();
        return new StatusReport(
                0,
                status,
                now,
                books.state().configured() ? address() : Optional.empty(),
                new StatusReport.Service(
                        running.flatMap(_ -> world.observer().release()),
                        running.map(Running::since),
                        lookout.newer()),
                copies.report(),
                Leftovers.of(books.state(), books.history().cleaning()),
                diagnosing.of(books.troubles(), status, now),
                Optional.of(world.self()));
    }

    /// Where the front door is, or was last.
    private Optional<URI> address() {
        var port =
                world.doorway().state() instanceof DoorState.Open(int open)
                        ? OptionalInt.of(open)
                        : books.state().preferredPort();
        return port.isPresent()
                ? Optional.of(URI.create("http://127.0.0.1:" + port.getAsInt() + "/"))
                : Optional.empty();
    }

    // -- without secrets

    /// Learns the secrets of this home by value, so that they can be taken out of every text.
    void learnSecrets() {
        secrets.learn();
    }

    String redacted(String text) {
        return secrets.apply(text);
    }

    JournalEntry redacted(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Ended(
                            var id,
                            var at,
                            var step,
                            var subject,
                            var outcome,
                            var detail,
                            var problem) ->
                    new JournalEntry.Ended(
                            id, at, step, subject, outcome, detail.map(secrets), problem);
            case JournalEntry.Fell(var at, var key, var cause, var detail, var problem) ->
                    new JournalEntry.Fell(at, key, cause, detail.map(secrets), problem);
            case JournalEntry.Noticed(var at, var what, var detail) ->
                    new JournalEntry.Noticed(at, what, detail.map(secrets));
            case JournalEntry.Began _,
                    JournalEntry.Proved _,
                    JournalEntry.Woke _,
                    JournalEntry.Troubled _,
                    JournalEntry.Recovered _,
                    JournalEntry.Asked _ ->
                    entry;
        };
    }

    private Status redacted(Status status) {
        return status instanceof Status.Supervised(OperatorState.NeedsAttention(Problem problem))
                ? new Status.Supervised(
                        new OperatorState.NeedsAttention(
                                problem.detailed(problem.details().stream().map(secrets).toList())))
                : status;
    }
}
