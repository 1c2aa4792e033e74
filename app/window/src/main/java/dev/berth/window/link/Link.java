package dev.berth.window.link;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Outlook.Errand;
import dev.berth.window.link.Outlook.Sight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the keeper, listens to it, carries the person's acts to it and looks for it again when it
/// is lost. One virtual thread owns all of this; everybody else sends it a message and goes on.
public final class Link implements Calls {
    /// How long to wait before the next look; the last one counts for all further looks.
    public static final List<Duration> PAUSES =
            Stream.concat(
                            Stream.generate(() -> Duration.ofMillis(125)).limit(8),
                            Stream.of(1, 2, 5).map(Duration::ofSeconds))
                    .toList();

    /// So many looks may fail before a keeper that was started counts as not running.
    private static final int PATIENCE = 11;

    private static final Errand NOTHING = new Errand.None();

    private final KeeperSearch search;
    private final Optional<Program> program;
    private final List<Duration> pauses;
    private final Consumer<Outlook> listener;
    private final Executor javaFxThread;

    /// Takes no lock when something is put in: the JavaFX thread does that.
    private final BlockingQueue<Message> inbox = new LinkedTransferQueue<>();

    private final Thread owner = Thread.ofVirtual().name("berth-link").unstarted(this::run);

    // Owner thread only, from here.
    private final Questions questions;
    private Optional<Berth> keeper = Optional.empty();
    private Outlook outlook = Outlook.FIRST;
    private int looks;
    private Word word = Word.NONE;
    private boolean open = true;

    /// What the present keeper has said so far.
    private enum Word {
        NONE,
        REPORTS,
        FAREWELL
    }

    private sealed interface Message {

        /// @param from which connection told it; a late word from an earlier one counts no more
        record Told(Berth from, StatusReport report) implements Message {}

        record Pressed(Act act) implements Message {}

        record Ended(Act act, Errand errand) implements Message {}

        record Progressed(Act act, OptionalDouble fraction) implements Message {}

        /// Something to do with what only the owner may touch.
        record Work(Runnable work) implements Message {}

        record Close() implements Message {}
    }

    /// @param program where it is known
    /// @param pauses between looks for a keeper, at least one
    /// @param javaFxThread where answers to questions are told
    /// @param listener told each outlook, on the link's thread
    public Link(
            KeeperSearch search,
            Optional<Program> program,
            List<Duration> pauses,
            Executor javaFxThread,
            Consumer<Outlook> listener) {
        this.javaFxThread = javaFxThread;
        questions = new Questions(javaFxThread, work -> inbox.add(new Message.Work(work)));
        this.search = search;
        this.program = program;
        this.pauses = List.copyOf(pauses);
        this.listener = listener;
    }

    /// Begins to look. Once.
    public void begin() {
        owner.start();
    }

    /// Sets something going. From any thread; returns at once.
    public void press(Act act) {
        inbox.add(new Message.Pressed(act));
    }

    @Override
    public <T> void call(Function<Berth, T> question, Consumer<Reply<T>> answer) {
        inbox.add(new Message.Work(() -> questions.ask(question, answer)));
    }

    @Override
    public Subscription follow(Function<Berth, Subscription> begin) {
        var name = new Object();
        inbox.add(new Message.Work(() -> questions.follow(name, begin)));
        return () -> inbox.add(new Message.Work(() -> questions.unfollow(name)));
    }

    @Override
    public <T> Consumer<T> newest(Consumer<T> receiver) {
        return new Handover<>(javaFxThread, receiver);
    }

    @Override
    public <T> Consumer<T> last(int most, Consumer<List<T>> receiver) {
        return new Gathering<>(javaFxThread, most, receiver);
    }

    /// Ends the conversation; what was asked for still reaches the keeper. From any thread; returns
    /// at once.
    public void close() {
        inbox.add(new Message.Close());
    }

    /// Waits for the end after [#close].
    ///
    /// @return whether it came in time
    public boolean awaitEnd(Duration longest) throws InterruptedException {
        return owner.join(longest);
    }

    private void run() {
        try {
            look();
            while (open) {
                next().ifPresentOrElse(this::take, this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            keeper.ifPresent(Berth::close);
        }
    }

    /// The next message; empty when it is time to look again.
    private Optional<Message> next() throws InterruptedException {
        if (keeper.isPresent()) {
            return Optional.of(inbox.take());
        }
        var pause = pauses.get(Math.min(looks, pauses.size()) - 1);
        return Optional.ofNullable(inbox.poll(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void take(Message message) {
        switch (message) {
            case Message.Told(var from, var report) when keeper.filter(from::equals).isPresent() ->
                    told(report);
            case Message.Told _ -> {}
            case Message.Pressed(var act) -> press(act, outlook.errand());
            case Message.Ended(var act, var errand) -> ended(act, errand);
            case Message.Progressed(var act, var fraction) -> progressed(act, fraction);
            case Message.Work(var work) -> work.run();
            case Message.Close() -> open = false;
        }
    }

    private void look() {
        looks++;
        word = Word.NONE;
        try {
            keeper = search.find();
            questions.keeper(keeper);
            keeper.ifPresentOrElse(
                    berth -> berth.watch(report -> inbox.add(new Message.Told(berth, report))),
                    this::without);
        } catch (LostContact e) {
            see(new Sight.Unreachable(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // A mistake of ours: said like the other ones, because a window that goes on showing
            // what it saw before would be worse.
            see(new Sight.Unreachable(e.toString()));
        }
    }

    private void without() {
        if (!(outlook.sight() instanceof Sight.Beginning) || looks >= PATIENCE) {
            see(new Sight.Seen(search.without()));
        }
    }

    /// A report without a supervisor is what a client says that has lost its keeper. A keeper that
    /// says [Status.NotRunning] of itself is about to begin, or has ended as it was asked to.
    private void told(StatusReport report) {
        if (report.supervisor().isEmpty()) {
            lost();
        } else if (!(report.status() instanceof Status.NotRunning)) {
            word = Word.REPORTS;
            looks = 0;
            see(new Sight.Seen(report));
        } else if (word == Word.NONE) {
            see(new Sight.Beginning());
        } else {
            word = Word.FAREWELL;
        }
    }

    private void lost() {
        keeper.ifPresent(Berth::close);
        keeper = Optional.empty();
        questions.keeper(keeper);
        looks = 1;
        if (word == Word.FAREWELL) {
            look();
        } else {
            see(new Sight.Lost());
        }
    }

    /// What was said about an act is old news once the state is another one.
    private void see(Sight sight) {
        publish(new Outlook(sight, isNews(outlook.errand(), sight) ? outlook.errand() : NOTHING));
    }

    private boolean isNews(Errand errand, Sight next) {
        return switch (errand) {
            case Errand.UnderWay(Act.Ask _, _) -> keeper.isPresent(); // it tells the end itself
            case Errand.Settled(_, var report) ->
                    kind(next).equals(kind(new Sight.Seen(report))) || isBefore(next, report);
            case Errand.UnderWay _,
                    Errand.Failed _,
                    Errand.Chosen _,
                    Errand.Installed _,
                    Errand.None _ ->
                    kind(next).equals(kind(outlook.sight()));
        };
    }

    /// The end of an act and the reports come on different threads.
    private static boolean isBefore(Sight sight, StatusReport report) {
        return sight instanceof Sight.Seen(var seen) && seen.revision() < report.revision();
    }

    private static Class<?> kind(Sight sight) {
        return switch (sight) {
            case Sight.Seen(var report) ->
                    report.status() instanceof Status.Supervised(var state)
                            ? state.getClass()
                            : report.status().getClass();
            case Sight.Looking _, Sight.Beginning _, Sight.Lost _, Sight.Unreachable _ ->
                    sight.getClass();
        };
    }

    private void press(Act act, Errand before) {
        if (before instanceof Errand.UnderWay(var other, _) && !mayFollow(other, act)) {
            return;
        }
        switch (act) {
            case Act.Ask ask -> keeper.ifPresent(berth -> ask(berth, ask));
            case Act.Choose choice -> keeper.ifPresent(berth -> choose(berth, choice));
            case Act.Install install -> keeper.ifPresent(berth -> install(berth, install));
            case Act.Run(var verb) when verb == Verb.KEEPER && keeper.isPresent() -> {}
            case Act.Run run -> program.ifPresent(there -> run(there, run));
        }
        if (outlook.errand().equals(before)) {
            publish(outlook); // nothing was set going: whoever pressed must not wait for it
        }
    }

    /// The keeper itself sees to it that what outranks cuts short what is under way.
    private static boolean mayFollow(Act underWay, Act next) {
        return underWay instanceof Act.Ask(var running)
                && next instanceof Act.Ask(var asked)
                && !running.equals(asked)
                && asked.rank() >= running.rank();
    }

    private void ask(Berth berth, Act.Ask ask) {
        publish(new Outlook(outlook.sight(), new Errand.UnderWay(ask)));
        berth.ask(ask.command())
                .whenComplete((report, failure) ->
                        inbox.add(new Message.Ended(ask, outcome(ask, report, failure))));
    }

    /// What was chosen holds before the rest is asked for.
    private void choose(Berth berth, Act.Choose choice) {
        publish(new Outlook(outlook.sight(), new Errand.UnderWay(choice)));
        inBackground(() -> {
            try {
                switch (berth.choices().choose(choice.setting(), Optional.of(choice.value()))) {
                    case Answer.Are _ ->
                            inbox.add(
                                    new Message.Work(
                                            () -> chosen(berth, choice, outlook.errand())));
                    case Answer.Refused(_, var sentence) ->
                            inbox.add(
                                    new Message.Ended(choice, new Errand.Failed(choice, sentence)));
                }
            } catch (RuntimeException e) {
                inbox.add(new Message.Ended(choice, new Errand.Failed(choice, said(e))));
            }
        });
    }

    private void chosen(Berth berth, Act.Choose choice, Errand now) {
        if (now instanceof Errand.UnderWay(var running, _) && running.equals(choice)) {
            choice.then()
                    .ifPresentOrElse(
                            command -> ask(berth, new Act.Ask(command)),
                            () -> publish(new Outlook(outlook.sight(), new Errand.Chosen(choice))));
        }
    }

    private static Errand outcome(
            Act.Ask ask, @Nullable StatusReport report, @Nullable Throwable failure) {
        if (report != null) {
            return new Errand.Settled(ask, report);
        }
        return new Errand.Failed(ask, failure == null ? "" : said(failure));
    }

    private static String said(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    }

    private void install(Berth berth, Act.Install install) {
        publish(new Outlook(outlook.sight(), new Errand.UnderWay(install)));
        inBackground(() -> {
            try {
                berth.firstRun()
                        .install(done -> inbox.add(new Message.Progressed(install, done)))
                        .whenComplete((outcome, failure) ->
                                inbox.add(
                                        new Message.Ended(
                                                install, outcome(install, outcome, failure))));
            } catch (RuntimeException e) {
                inbox.add(new Message.Ended(install, new Errand.Failed(install, said(e))));
            }
        });
    }

    private static Errand outcome(
            Act.Install install, @Nullable Installation outcome, @Nullable Throwable failure) {
        if (outcome != null) {
            return new Errand.Installed(outcome);
        }
        return new Errand.Failed(install, failure == null ? "" : said(failure));
    }

    private void progressed(Act act, OptionalDouble fraction) {
        if (outlook.errand() instanceof Errand.UnderWay(var running, _) && running.equals(act)) {
            publish(new Outlook(outlook.sight(), new Errand.UnderWay(act, fraction)));
        }
    }

    private void run(Program there, Act.Run run) {
        var sight = run.verb() == Verb.KEEPER ? new Sight.Beginning() : outlook.sight();
        publish(new Outlook(sight, new Errand.UnderWay(run)));
        looks = 1;
        inBackground(() -> {
            var ended =
                    there.run(run.verb())
                            .<Errand>map(said -> new Errand.Failed(run, said))
                            .orElse(NOTHING);
            inbox.add(new Message.Ended(run, ended));
        });
    }

    private static void inBackground(Runnable work) {
        var _ = Thread.ofVirtual().name("berth-errand").start(work);
    }

    /// The end of an act that another one has followed counts no more.
    private void ended(Act act, Errand errand) {
        var counts =
                outlook.errand() instanceof Errand.UnderWay(var running, _) && running.equals(act);
        if (keeper.isEmpty() && act instanceof Act.Run) {
            looks = errand instanceof Errand.Failed ? PATIENCE : looks;
            look();
        }
        if (counts) {
            publish(new Outlook(outlook.sight(), errand));
        }
    }

    private void publish(Outlook next) {
        outlook = next;
        listener.accept(next);
    }
}
