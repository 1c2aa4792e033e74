package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.Plain;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Status.NotRunning;
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

    LogsVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() throws InterruptedException {
        JournalVerb.checkCount(lines);
        var keeper = desk.home().connect();
        if (keeper.isEmpty()) {
            desk.home().log(lines).forEach(this::tell);
            return ExitStatus.REACHED;
        }
        try (var berth = keeper.get()) {
            if (follow) {
                follow(berth);
            } else {
                berth.log(lines).forEach(this::tell);
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

    private void tell(String line) {
        desk.say(Plain.line(line));
    }
}
