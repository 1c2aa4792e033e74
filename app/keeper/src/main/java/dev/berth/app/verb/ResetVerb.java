package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Status;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "reset",
        description = "Back to how it was before set-up. Keeps the data unless told.",
        footer = {
            "",
            "Examples:",
            "  berth reset                     keeps the data",
            "  berth reset --erase-data        erases the data too, after asking",
            "  berth reset --erase-data --yes  the same without asking"
        })
final class ResetVerb extends CommandVerb {
    private static final String WORD = "ERASE";

    @Option(
            names = "--erase-data",
            description = "Also erase everything that your assistant knows. A safety copy stays.")
    private boolean eraseData;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    ResetVerb(Desk desk) {
        super(desk);
    }

    @Override
    Command command() {
        return new Command.Reset(eraseData ? EraseScope.EVERYTHING : EraseScope.KEEP_DATA);
    }

    @Override
    boolean reached(Status status) {
        return status instanceof Status.NotSetUp;
    }

    @Override
    Optional<Integer> before() {
        if (!eraseData || yes) {
            return Optional.empty();
        }
        if (!desk.terminal().present()) {
            throw new Expected("--erase-data expects --yes with it where nobody can be asked");
        }
        var typed =
                desk.terminal()
                        .ask(
                                "This erases everything that your assistant knows. A safety copy is made first and stays.\n"
                                        + "Type %s to go on: ".formatted(WORD));
        if (typed.map(String::strip).filter(WORD::equals).isPresent()) {
            return Optional.empty();
        }
        desk.complain("Nothing was erased.");
        return Optional.of(ExitStatus.FAILED);
    }

    @Override
    int withoutKeeper() throws InterruptedException {
        return askAlone();
    }
}
