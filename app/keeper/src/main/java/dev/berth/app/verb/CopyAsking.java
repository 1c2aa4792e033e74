package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.StatusWords;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Command;
import dev.berth.runtime.StatusJson;
import dev.berth.runtime.StatusReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Work on copies for which the assistant has to hold still: the keeper does it, or, where none
/// runs, we do under the home's lock. An interrupt gives it up.
final class CopyAsking {
    private static final long SECONDS_TO_GIVE_UP = 10;

    private final Desk desk;
    private final Command command;
    private final CopyWork work;
    private final boolean json;

    CopyAsking(Desk desk, Command command) {
        this(desk, command, false);
    }

    /// @param json whether a program wants to know: it is told the report at the end and no more
    CopyAsking(Desk desk, Command command, boolean json) {
        this.desk = desk;
        this.command = command;
        this.json = json;
        work = CopyWork.at(desk);
    }

    /// What is said when it went well.
    interface Success {
        String of(StatusReport report) throws Exception;
    }

    int ask(Success success) throws Exception {
        var keeper = desk.home().connect();
        if (keeper.isPresent()) {
            try (var berth = keeper.get()) {
                return ask(berth, success);
            }
        }
        desk.log().open("commands.log");
        return switch (desk.home().alone()) {
            case Opening.Supervising(var own) -> {
                try (own) {
                    yield ask(own, success);
                }
            }
            case Opening.HeldBy(var pid) -> {
                var other = Newcomer.meet(desk, pid);
                if (other.isEmpty()) {
                    yield ExitStatus.FAILED;
                }
                try (var berth = other.get()) {
                    yield ask(berth, success);
                }
            }
            case Opening.Refused(var sentence) -> {
                desk.complain(sentence);
                yield ExitStatus.FAILED;
            }
        };
    }

    private int ask(Berth berth, Success success) throws Exception {
        var outcome = berth.ask(command).toCompletableFuture();
        try (var _ = desk.end().beforeAny(() -> giveUp(berth, outcome));
                var _ = berth.watch(this::tell)) {
            var report = outcome.get();
            var trouble = report.copies().trouble();
            if (json) {
                desk.say(StatusJson.write(report));
                return trouble.isPresent() ? ExitStatus.FAILED : ExitStatus.REACHED;
            }
            if (trouble.isPresent()) {
                desk.complain(trouble.get());
                return ExitStatus.FAILED;
            }
            desk.say(success.of(report));
            StatusWords.leftovers(report).forEach(desk::say);
            return ExitStatus.REACHED;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LostContact) {
                desk.complain("Berth ended before this was done.");
                return ExitStatus.NOT_RUNNING;
            }
            throw new IllegalStateException("what was asked for failed", e.getCause());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what was asked for first tells
    private static void giveUp(Berth berth, CompletableFuture<StatusReport> outcome) {
        berth.ask(new Command.CancelCopy());
        try {
            var _ = outcome.get(SECONDS_TO_GIVE_UP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            // it ends by itself
        }
    }

    private void tell(StatusReport report) {
        report.copies()
                .underWay()
                .filter(_ -> !json)
                .ifPresent(way -> work.tell(way.part(), way.done(), way.of()));
    }
}
