package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.Plain;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        var child = desk.keeperStart().start();
        var keeper = Optional.<Berth>empty();
        int looks = 0;
        while (keeper.isEmpty() && looks < MOST_LOOKS) {
            if (child.endedWithin(MOMENT)) {
                Thread.sleep(MOMENT);
                looks = Math.max(looks, MOST_LOOKS - LOOKS_FOR_ANOTHER);
            }
            keeper = desk.home().connect();
            looks++;
        }
        if (keeper.isEmpty()) {
            var last = lastLine(child.output());
            if (last.isPresent()) {
                desk.complain(Plain.line(last.get()));
                return ExitStatus.NOT_RUNNING;
            }
            desk.complain("Berth could not be started; what it said is in " + child.output());
            return ExitStatus.NOT_RUNNING;
        }
        try (var berth = keeper.get()) {
            return ask(berth);
        }
    }

    /// What Berth said last before it ended; that is why it did.
    private static Optional<String> lastLine(Path output) {
        try (var lines = Files.lines(output)) {
            return lines.filter(line -> !line.isBlank()).reduce((_, last) -> last);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
