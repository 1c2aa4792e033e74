package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Status;
import picocli.CommandLine;

@CommandLine.Command(
        name = "repair",
        description =
                "Look afresh, forget earlier failures and bring your assistant back. Never loses data.")
final class RepairVerb extends CommandVerb {

    RepairVerb(Desk desk) {
        super(desk);
    }

    @Override
    Command command() {
        return new Command.Repair();
    }

    @Override
    boolean reached(Status status) {
        return status instanceof Status.Supervised(Ready _);
    }

    @Override
    int withoutKeeper() {
        desk.complain(
                "Berth is not running, so there is nothing to repair. Start it with: berth start");
        return ExitStatus.NOT_RUNNING;
    }
}
