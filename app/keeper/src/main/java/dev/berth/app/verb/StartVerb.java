package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.desk.KeeperStart;
import dev.berth.app.keep.Arrival;
import dev.berth.app.words.Plain;
import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Status;
import java.util.Optional;
import picocli.CommandLine;

@CommandLine.Command(
        name = "start",
        description = "Start your assistant, and Berth with it where it does not run yet.",
        footer = {"", "Example:", "  berth start --timeout 120"})
final class StartVerb extends CommandVerb {
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
            var keeper = Arrival.of(child, desk.home());
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

    /// What Berth said last before it ended; that is why it did.
    private static Optional<String> lastLine(KeeperStart.Child child) {
        return child.said().lines().filter(line -> !line.isBlank()).reduce((_, last) -> last);
    }
}
