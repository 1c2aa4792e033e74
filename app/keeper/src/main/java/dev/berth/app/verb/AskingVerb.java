package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.StatusWords;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Command;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import java.util.Optional;

/// A verb that asks for something, waits for the outcome and says it: 0 when what was asked for is
/// reached, 10 when it is still under way, else as `berth status`.
abstract class AskingVerb extends Verb {
    private boolean alone;

    AskingVerb(Desk desk) {
        super(desk);
    }

    /// What is asked for.
    abstract Command command();

    /// How long its outcome is waited for.
    abstract Waiting waiting();

    /// Whether this is what was asked for.
    abstract boolean reached(Status status);

    /// What is done while no keeper runs.
    abstract int withoutKeeper() throws Exception;

    /// Asks the person first, where that is needed; empty means go on.
    Optional<Integer> before() {
        return Optional.empty();
    }

    /// What must be done first by the one who is asked; empty means go on.
    Optional<Integer> prepare(Berth berth) throws InterruptedException {
        return Optional.empty();
    }

    /// The exit status in the verb's own table.
    int exit(int asStatus) {
        return asStatus;
    }

    @Override
    public final Integer call() throws Exception {
        waiting().check();
        var answered = before();
        return exit(answered.isPresent() ? answered.get() : askKeeper());
    }

    private int askKeeper() throws Exception {
        Optional<Berth> keeper;
        try {
            keeper = desk.home().connect();
        } catch (LostContact e) {
            desk.complain(String.valueOf(e.getMessage()));
            return ExitStatus.NEEDS_ATTENTION;
        }
        if (keeper.isEmpty()) {
            return withoutKeeper();
        }
        try (var berth = keeper.get()) {
            return ask(berth);
        }
    }

    /// Asks this Berth and says what came of it.
    final int ask(Berth berth) throws InterruptedException {
        var hindrance = prepare(berth);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        return switch (waiting().ask(berth, command(), desk)) {
            case Waiting.Outcome.Settled(var report) -> settled(report);
            case Waiting.Outcome.StillUnderWay() -> {
                if (reached(berth.status().status())) {
                    yield settled(berth.status());
                }
                desk.say("Under way. See how it goes with: berth status");
                yield ExitStatus.STARTING;
            }
            case Waiting.Outcome.Ended() -> ended();
        };
    }

    int ended() {
        desk.complain("Berth ended before this was done. Start it again with: berth start");
        return ExitStatus.NOT_RUNNING;
    }

    /// Says what came of it.
    ///
    /// @return how the command ends
    int settled(StatusReport report) {
        if (!isQuiet()) {
            desk.say(outcome(report));
            StatusWords.leftovers(report).forEach(desk::say);
        }
        return reached(report.status()) ? ExitStatus.REACHED : ExitStatus.missed(report.status());
    }

    /// Whether a program reads what is said, so that nothing is said but its object.
    boolean isQuiet() {
        return false;
    }

    /// What came of it, in one line.
    String outcome(StatusReport report) {
        return StatusWords.headline(report);
    }

    /// Does it here and now, under the home's lock.
    final int askAlone() throws InterruptedException {
        desk.log().open("commands.log");
        return switch (desk.home().alone()) {
            case Opening.Supervising(var keeper) -> {
                alone = true;
                try (keeper) {
                    yield ask(keeper);
                }
            }
            case Opening.HeldBy(var pid) -> askNewcomer(pid);
            case Opening.Refused(var sentence) -> {
                desk.complain(sentence);
                yield ExitStatus.FAILED;
            }
        };
    }

    private int askNewcomer(long pid) throws InterruptedException {
        var other = Newcomer.meet(desk, pid);
        if (other.isEmpty()) {
            return ExitStatus.FAILED;
        }
        try (var berth = other.get()) {
            return ask(berth);
        }
    }

    /// Whether it is done here, and nobody looks after the home afterwards.
    final boolean isAlone() {
        return alone;
    }

    /// Says how things stand while no keeper runs.
    final int sayUnsupervised() {
        var report = desk.home().unsupervised();
        desk.complain(StatusWords.headline(report));
        return ExitStatus.missed(report.status());
    }
}
