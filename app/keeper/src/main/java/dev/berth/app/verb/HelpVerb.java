package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "help",
        description = "Show what Berth can do, or what a verb does.",
        footer = {"", "Examples:", "  berth help", "  berth help doctor"})
final class HelpVerb extends Verb {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "VERB", arity = "0..*", description = "What to tell about.")
    private List<String> verbs = new ArrayList<>();

    HelpVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        CommandLine about = spec.parent().commandLine();
        for (var verb : verbs) {
            var known = about.getSubcommands();
            var next = known.get(verb);
            if (next == null) {
                throw new Expected(
                        "expected one of %s, such as status, but was given %s"
                                .formatted(String.join(", ", known.keySet()), verb));
            }
            about = next;
        }
        desk.say(about.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing());
        return ExitStatus.REACHED;
    }
}
