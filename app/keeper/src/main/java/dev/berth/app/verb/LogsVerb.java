package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.Plain;
import dev.berth.app.words.StatusWords;
import dev.berth.runtime.Berth;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.StatusReport;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "logs",
        description = "Show what your assistant wrote into its log. Secrets are blotted out.",
        footer = {"", "Examples:", "  berth logs -n 20", "  berth logs -f"})
final class LogsVerb extends Verb {
    @Option(names = "-f", description = "Go on and show new lines as they come.")
    private boolean follow;

    @Option(
            names = "-n",
            paramLabel = "LINES",
            description = "How many lines at most (standard: ${DEFAULT-VALUE}).",
            defaultValue = "100")
    private int lines;

    private final StatusWords words = new StatusWords(ZoneId.systemDefault());

    LogsVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() throws InterruptedException {
        JournalVerb.checkCount(lines);
        var keeper = desk.home().connect();
        if (keeper.isEmpty()) {
            tellKept();
            return ExitStatus.REACHED;
        }
        try (var berth = keeper.get()) {
            if (follow) {
                follow(berth);
            } else {
                berth.log(lines).forEach(this::tell);
                sayHowItStands(berth.status());
            }
        }
        return ExitStatus.REACHED;
    }

    private void follow(Berth berth) throws InterruptedException {
        var ended = new CountDownLatch(1);
        try (var _ = berth.followLog(lines, this::tell);
                var _ =
                        berth.watch(report -> {
                            if (report.status() instanceof NotRunning) {
                                ended.countDown();
                            }
                        })) {
            ended.await();
        }
    }

    private void tellKept() {
        var kept = desk.home().log(lines);
        kept.lines().forEach(this::tell);
        if (!kept.upToDate()) {
            desk.complain(
                    "There may be newer lines that could not be read; these are the ones that Berth"
                            + " kept.");
        }
    }

    private void sayHowItStands(StatusReport report) {
        if (report.status() instanceof Supervised(NeedsAttention _)) {
            desk.complain("This is what Berth kept. " + StatusWords.headline(report));
        }
    }

    /// Shows the moment by the person's clock. What begins otherwise is a note of Berth's.
    private void tell(String line) {
        int space = line.indexOf(' ');
        try {
            var at = words.moment(Instant.parse(line.substring(0, Math.max(0, space))));
            desk.say(at + "  " + Plain.line(line.substring(space + 1)));
        } catch (DateTimeParseException note) {
            desk.say(Plain.line(line));
        }
    }
}
