package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a bare `berth` says: what there is.
@Command(
        name = "berth",
        description = {"Keeps your assistant running and says whether it works."},
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  berth setup     prepare everything, once",
            "  berth start     start your assistant",
            "  berth open      open it in the browser",
            "  berth status    see how it is doing",
            "",
            "More about a verb: berth VERB --help"
        })
final class BerthVerb extends Verb {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version of Berth.")
    boolean version;

    BerthVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        Verbs.on(desk).usage(desk.out());
        desk.out().flush();
        return ExitStatus.REACHED;
    }
}
