package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Command;
import dev.berth.runtime.Consent;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Status;
import dev.berth.runtime.Stranger;
import java.util.EnumSet;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@CommandLine.Command(
        name = "repair",
        description =
                "Look afresh, forget earlier failures and bring your assistant back. Never loses data.",
        footer = {
            "",
            "Examples:",
            "  berth repair",
            "  berth repair --rebuild       where your assistant's own place is damaged",
            "  berth repair --stop-other    where something else is in the way",
            "  berth repair --take-away 3f2a91c07be4"
        })
final class RepairVerb extends CommandVerb {

    @Option(
            names = "--rebuild",
            description = {
                "Make the place of its own in which your assistant lives anew.",
                "All your data is kept. Takes a few minutes."
            })
    private boolean rebuild;

    @Option(
            names = "--stop-other",
            description = "Stop another such place that is in the way, this once.")
    private boolean stopOther;

    @Option(
            names = "--take-away",
            paramLabel = "ID",
            converter = Id.class,
            description = {
                "Stop and remove what uses your assistant's data and is not Berth's, this once:",
                "exactly the one with this ID, which 'berth status --verbose' tells. Data is kept."
            })
    private Optional<String> takeAway = Optional.empty();

    /// An ID, or as much of one as tells it apart.
    static final class Id implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!Stranger.isId(text)) {
                throw new TypeConversionException(
                        "expected an ID as 'berth status --verbose' shows it, but was given "
                                + text);
            }
            return text;
        }
    }

    RepairVerb(Desk desk) {
        super(desk);
    }

    @Override
    Command command() {
        var agreed = EnumSet.noneOf(Consent.class);
        if (rebuild) {
            agreed.add(Consent.REBUILD);
        }
        if (stopOther) {
            agreed.add(Consent.STOP_OTHER);
        }
        return new Command.Repair(agreed, takeAway);
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
