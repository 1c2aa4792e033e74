package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.StatusWords;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.StatusReport;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Option;

/// Whether and how long a verb waits for what it asked for.
final class Waiting {
    @Option(
            names = "--no-wait",
            description = "Ask and leave: exit status 10, unless it is so already.")
    private boolean leave;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Wait so long at most (standard: ${DEFAULT-VALUE}); then exit status 10.")
    private long seconds;

    Waiting(Duration usual) {
        this.seconds = usual.toSeconds();
    }

    /// What came of it.
    sealed interface Outcome {
        /// The first report that settles what was asked for, in success or failure.
        record Settled(StatusReport report) implements Outcome {}

        /// Not settled within the time.
        record StillUnderWay() implements Outcome {}

        /// The keeper ended before.
        record Ended() implements Outcome {}
    }

    /// Complains about a time that cannot be.
    void check() {
        if (seconds < 1) {
            throw new Expected(
                    "--timeout expects a number of seconds from 1, such as 120, but was given "
                            + seconds);
        }
    }

    /// Asks, tells the person the stages on the way, and waits.
    Outcome ask(Berth berth, Command command, Desk desk) throws InterruptedException {
        var stages = new Stages(desk);
        try (var _ = berth.watch(stages::tell)) {
            var settled = berth.ask(command).toCompletableFuture();
            if (leave && !settled.isDone()) {
                return new Outcome.StillUnderWay();
            }
            return new Outcome.Settled(settled.get(seconds, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return new Outcome.StillUnderWay();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LostContact) {
                return new Outcome.Ended();
            }
            throw new IllegalStateException("what was asked for failed", e.getCause());
        } finally {
            stages.end();
        }
    }

    /// Tells each stage once, and every tenth of one that can be measured.
    private static final class Stages {
        private final Desk desk;
        private String last = "";
        private boolean ended;

        Stages(Desk desk) {
            this.desk = desk;
        }

        synchronized void tell(StatusReport report) {
            if (ended || !(report.status() instanceof Supervised(Starting(var progress)))) {
                return;
            }
            var key = progress.stage().id() + (long) (progress.fraction().orElse(0) * 10);
            if (!key.equals(last)) {
                last = key;
                desk.say(StatusWords.headline(report) + " …");
            }
        }

        synchronized void end() {
            ended = true;
        }
    }
}
