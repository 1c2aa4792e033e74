package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Status;
import picocli.CommandLine;

@CommandLine.Command(name = "restart", description = "Stop your assistant and start it once again.")
final class RestartVerb extends CommandVerb {

    RestartVerb(Desk desk) {
        super(desk);
    }

    @Override
    Command command() {
        return new Command.Restart();
    }

    @Override
    boolean reached(Status status) {
        return status instanceof Status.Supervised(Ready _);
    }

    @Override
    int withoutKeeper() {
        desk.complain(
                "Berth is not running, so there is nothing to restart. Start it with: berth start");
        return ExitStatus.NOT_RUNNING;
    }
}
