package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A bare `berth`: the keeper with its icon, and the window.
@Command(
        name = "berth",
        description = {
            "Keeps your assistant running and says whether it works.",
            "Without a verb: start Berth with its icon and its window; where it runs already, show the window."
        },
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  berth           start Berth, or show its window",
            "  berth setup     prepare everything, once",
            "  berth start     start your assistant",
            "  berth open      open it in the browser",
            "  berth status    see how it is doing",
            "  berth doctor    find out what is wrong",
            "",
            "More about a verb: berth help VERB"
        })
final class BerthVerb extends Verb {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version of Berth.")
    boolean version;

    static final String HIDDEN = "--hidden";

    @Option(names = HIDDEN, description = "Start without the window, as at sign-in.")
    private boolean hidden;

    static final String SIGN_IN = "--sign-in";

    /// What the desktop's list starts; a person has no use for it.
    @Option(names = SIGN_IN, hidden = true)
    private boolean signIn;

    BerthVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() throws InterruptedException {
        return new DesktopStart(desk, hidden || signIn, signIn).call();
    }
}
