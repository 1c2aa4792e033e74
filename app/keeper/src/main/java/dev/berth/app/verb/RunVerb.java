package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.StatusWords;
import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Command.Quit;
import dev.berth.runtime.Keeper;
import dev.berth.runtime.StatusReport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

@Command(
        name = "run",
        description = {
            "Look after your assistant, here in this terminal, until interrupted.",
            "Says a line whenever something changes."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ended as asked",
            "1:could not run, for instance because Berth runs already"
        })
final class RunVerb extends Verb {
    /// What an orderly end may take, the assistant's own 30 s in it.
    private static final long MILLIS_TO_QUIT = 35_000;

    /// The same where the computer is being shut down: 4 s (DESIGN 5), less half a one in which the
    /// system may have been asked.
    private static final long MILLIS_AT_SHUTDOWN = 3_500;

    RunVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() throws InterruptedException {
        desk.log().open("keeper.log");
        return switch (desk.home().supervise()) {
            case Opening.Supervising(var keeper) -> {
                try (keeper) {
                    yield lookAfter(keeper);
                }
            }
            case Opening.HeldBy(var pid) -> {
                desk.complain(
                        "Berth is running already (process %d). See how it goes with: berth status"
                                .formatted(pid));
                yield ExitStatus.FAILED;
            }
            case Opening.Refused(var sentence) -> {
                desk.complain(sentence);
                yield ExitStatus.FAILED;
            }
        };
    }

    private int lookAfter(Keeper keeper) throws InterruptedException {
        var ended = new CountDownLatch(1);
        try (var _ = desk.end().before(shuttingDown -> quit(keeper, ended, shuttingDown));
                var _ = keeper.watch(new Changes()::tell);
                var _ = desk.program().whenReplaced(this::sayReplaced)) {
            keeper.awaitEnd();
        } finally {
            ended.countDown();
        }
        return ExitStatus.REACHED;
    }

    /// A terminal belongs to one process: it cannot be handed over.
    private void sayReplaced() {
        desk.say(
                "Berth was updated on this computer: end this one and start it again to use the new one.");
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the keeper's end is what is waited for
    private static void quit(Keeper keeper, CountDownLatch ended, boolean shuttingDown) {
        keeper.ask(new Quit(shuttingDown));
        try {
            var _ =
                    ended.await(
                            shuttingDown ? MILLIS_AT_SHUTDOWN : MILLIS_TO_QUIT,
                            TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says each change once; how far a stage has come is no change.
    private final class Changes {
        private String last = "";

        void tell(StatusReport report) {
            var line = StatusWords.headline(report);
            var change = line.replaceFirst(" \\(\\d+ %\\)$", "");
            if (!change.equals(last)) {
                last = change;
                desk.say(line);
            }
        }
    }
}
