package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
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
        var child = desk.keeperStart().start();
        var keeper = Optional.<Berth>empty();
        var ended = false;
        for (int looks = 0; keeper.isEmpty() && !ended && looks < MOST_LOOKS; looks++) {
            ended = child.endedWithin(MOMENT);
            // Looked for in any case: another one may have been faster than ours.
            keeper = desk.home().connect();
        }
        if (keeper.isEmpty()) {
            desk.complain("Berth could not be started; what it said is in " + child.output());
            return ExitStatus.NOT_RUNNING;
        }
        try (var berth = keeper.get()) {
            return ask(berth);
        }
    }
}
