package dev.berth.window.link;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Outlook.Errand;
import dev.berth.window.link.Outlook.Sight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Finds the keeper, listens to it, carries the person's acts to it and looks for it again when it
/// is lost. One virtual thread owns all of this; everybody else sends it a message and goes on.
public final class Link {
    /// How long to wait before the next look; the last one counts for all further looks.
    public static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));

    private final KeeperSearch search;
    private final Optional<Program> program;
    private final List<Duration> pauses;
    private final Consumer<Outlook> listener;
    private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();
    private final Thread owner = Thread.ofVirtual().name("berth-link").unstarted(this::run);

    // Owner thread only, from here.
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

        /// @param failure empty when it worked
        record Done(Act act, Optional<String> failure) implements Message {}

        record Close() implements Message {}
    }

    /// @param program where it is known
    /// @param pauses between looks for a keeper, at least one
    /// @param listener told each outlook, on the link's thread
    public Link(
            KeeperSearch search,
            Optional<Program> program,
            List<Duration> pauses,
            Consumer<Outlook> listener) {
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
            case Message.Done(var act, var failure) -> done(act, failure);
            case Message.Close() -> open = false;
        }
    }

    private void look() {
        looks++;
        word = Word.NONE;
        try {
            keeper = search.find();
            keeper.ifPresentOrElse(
                    berth -> berth.watch(report -> inbox.add(new Message.Told(berth, report))),
                    () -> see(new Sight.Seen(search.without())));
        } catch (LostContact e) {
            see(new Sight.Unreachable(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // A mistake of ours: said like the other ones, because a window that goes on showing
            // what it saw before would be worse.
            see(new Sight.Unreachable(e.toString()));
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
        looks = 1;
        if (word == Word.FAREWELL) {
            look();
        } else {
            see(new Sight.Lost());
        }
    }

    /// What was said about an act is old news once the state is another one.
    private void see(Sight sight) {
        var same = kind(sight).equals(kind(outlook.sight()));
        publish(new Outlook(sight, same ? outlook.errand() : new Errand.None()));
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
        if (before instanceof Errand.UnderWay) {
            return;
        }
        switch (act) {
            case Act.Ask ask -> keeper.ifPresent(berth -> ask(berth, ask));
            case Act.Run run -> program.ifPresent(there -> run(there, run));
        }
        if (outlook.errand().equals(before)) {
            publish(outlook); // nothing was set going: whoever pressed must not wait for it
        }
    }

    private void ask(Berth berth, Act.Ask ask) {
        publish(new Outlook(outlook.sight(), new Errand.UnderWay(ask)));
        berth.ask(ask.command())
                .whenComplete((_, failure) ->
                        inbox.add(
                                new Message.Done(
                                        ask, Optional.ofNullable(failure).map(Link::said))));
    }

    private static String said(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    }

    private void run(Program there, Act.Run run) {
        publish(new Outlook(outlook.sight(), new Errand.UnderWay(run)));
        looks = 1;
        Thread.ofVirtual()
                .name("berth-program")
                .start(() -> inbox.add(new Message.Done(run, there.run(run.verb()))));
    }

    private void done(Act act, Optional<String> failure) {
        if (outlook.errand().equals(new Errand.UnderWay(act))) {
            var errand =
                    failure.<Errand>map(said -> new Errand.Failed(act, said))
                            .orElseGet(Errand.None::new);
            publish(new Outlook(outlook.sight(), errand));
        }
        if (keeper.isEmpty() && act.equals(new Act.Run(Verb.START))) {
            look();
        }
    }

    private void publish(Outlook next) {
        outlook = next;
        listener.accept(next);
    }
}
