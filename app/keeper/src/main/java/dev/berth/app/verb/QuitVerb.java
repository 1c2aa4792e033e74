package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Command;
import dev.berth.runtime.Status;
import picocli.CommandLine;

@CommandLine.Command(name = "quit", description = "Stop your assistant and end Berth.")
final class QuitVerb extends CommandVerb {

    QuitVerb(Desk desk) {
        super(desk);
    }

    @Override
    Command command() {
        return new Command.Quit();
    }

    @Override
    boolean reached(Status status) {
        return status instanceof Status.NotRunning;
    }

    /// Here that is what was asked for.
    @Override
    int ended() {
        desk.say("Berth has ended.");
        return ExitStatus.REACHED;
    }

    @Override
    int withoutKeeper() {
        desk.say("Berth is not running.");
        return ExitStatus.REACHED;
    }
}
