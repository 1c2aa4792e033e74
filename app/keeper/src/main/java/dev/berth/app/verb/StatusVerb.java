package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.StatusWords;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Status;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.StatusJson;
import dev.berth.runtime.StatusReport;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Say how your assistant is doing.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ready",
            "10:starting",
            "20:needs attention",
            "30:not set up",
            "31:not running",
            "32:paused"
        },
        footer = {
            "",
            "Examples:",
            "  berth status",
            "  berth status --json           one line for programs",
            "  berth status --watch --json   one line for each change"
        })
final class StatusVerb extends Verb {
    @Option(names = "--json", description = "For programs: one object on one line.")
    private boolean json;

    @Option(names = "--watch", description = "Go on and tell each change until Berth ends.")
    private boolean watch;

    @Option(names = "--verbose", description = "Also show technical details.")
    private boolean verbose;

    StatusVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() throws InterruptedException {
        StatusReport report;
        try {
            var keeper = desk.home().connect();
            if (keeper.isEmpty()) {
                report = desk.home().unsupervised();
            } else {
                try (var berth = keeper.get()) {
                    if (watch) {
                        return ExitStatus.of(follow(berth));
                    }
                    report = berth.status();
                }
            }
        } catch (LostContact e) {
            return unanswered(noAnswer(String.valueOf(e.getMessage())));
        }
        tell(report);
        return ExitStatus.of(report.status());
    }

    /// Nothing else is known of it, and what helps is not to be had from it.
    private int unanswered(StatusReport report) {
        if (json) {
            tell(report);
        } else {
            desk.say(StatusWords.headline(report));
            desk.say("What helps: berth doctor, which says how to end it");
        }
        return ExitStatus.of(report.status());
    }

    private Status follow(Berth berth) throws InterruptedException {
        var last = new AtomicReference<Status>(new NotRunning());
        var ended = new CountDownLatch(1);
        try (var _ =
                berth.watch(report -> {
                    tell(report);
                    last.set(report.status());
                    if (report.status() instanceof NotRunning) {
                        ended.countDown();
                    }
                })) {
            ended.await();
        }
        return last.get();
    }

    private void tell(StatusReport report) {
        if (json) {
            desk.say(StatusJson.write(report));
        } else if (watch) {
            desk.say(StatusWords.headline(report));
        } else {
            new StatusWords(ZoneId.systemDefault()).lines(report, verbose).forEach(desk::say);
        }
    }

    /// A keeper that is there and does not answer is a thing that the person must attend to.
    private static StatusReport noAnswer(String sentence) {
        var problem = new Problem(ProblemKind.CANNOT_TELL, sentence, List.of());
        return StatusReport.unsupervised(
                new Status.Supervised(new NeedsAttention(problem)), Instant.now());
    }
}
