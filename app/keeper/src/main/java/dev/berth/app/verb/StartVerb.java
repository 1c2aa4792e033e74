package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.desk.KeeperStart;
import dev.berth.app.words.Plain;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Status;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;

@CommandLine.Command(
        name = "start",
        description = "Start your assistant, and Berth with it where it does not run yet.",
        footer = {"", "Example:", "  berth start --timeout 120"})
final class StartVerb extends CommandVerb {
    private static final Duration MOMENT = Duration.ofMillis(50);

    /// 30 seconds for Berth itself to come up; a healthy one needs one.
    private static final int MOST_LOOKS = 600;

    /// Ours ends at once where another one was faster, which may not be listening yet.
    private static final int LOOKS_FOR_ANOTHER = 100;

    StartVerb(Desk desk) {
        super(desk);
    }

    @Override
    Command command() {
        return new Command.Start();
    }

    @Override
    boolean reached(Status status) {
        return status instanceof Status.Supervised(Ready _);
    }

    @Override
    int withoutKeeper() throws Exception {
        if (desk.home().unsupervised().status() instanceof Status.NotSetUp) {
            return sayUnsupervised();
        }
        try (var child = desk.keeperStart().start()) {
            var keeper = awaited(child);
            if (keeper.isEmpty()) {
                desk.complain(
                        lastLine(child)
                                .map(Plain::line)
                                .orElse(
                                        "Berth could not be started; what it said is in "
                                                + child.output()));
                return ExitStatus.NOT_RUNNING;
            }
            try (var berth = keeper.get()) {
                return ask(berth);
            }
        }
    }

    /// The keeper that we started, or another one that was faster.
    private Optional<Berth> awaited(KeeperStart.Child child) throws InterruptedException {
        var keeper = Optional.<Berth>empty();
        for (int looks = 0; keeper.isEmpty() && looks < MOST_LOOKS; looks++) {
            if (child.ended()) {
                looks = Math.max(looks, MOST_LOOKS - LOOKS_FOR_ANOTHER);
            }
            child.awaitNews(MOMENT);
            keeper = desk.home().connect();
        }
        return keeper;
    }

    /// What Berth said last before it ended; that is why it did.
    private static Optional<String> lastLine(KeeperStart.Child child) {
        return child.said().lines().filter(line -> !line.isBlank()).reduce((_, last) -> last);
    }
}
