package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Command;
import dev.berth.runtime.Status;
import picocli.CommandLine;

@CommandLine.Command(
        name = "pause",
        description = "Stop your assistant until you start it again; its data stays as it is.")
final class PauseVerb extends CommandVerb {

    PauseVerb(Desk desk) {
        super(desk);
    }

    @Override
    Command command() {
        return new Command.Pause();
    }

    @Override
    boolean reached(Status status) {
        return status instanceof Status.Paused;
    }

    @Override
    int withoutKeeper() throws InterruptedException {
        return desk.home().unsupervised().status() instanceof Status.NotSetUp
                ? sayUnsupervised()
                : askAlone();
    }
}
