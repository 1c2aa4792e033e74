package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.Plain;
import dev.berth.runtime.Copies;
import dev.berth.runtime.SafetyCopiesJson;
import dev.berth.runtime.SafetyCopy;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Show all safety copies, the newest first.",
        footer = {"", "Examples:", "  berth copy list", "  berth copy list --json"})
final class CopyListVerb extends Verb {
    private static final double MEGABYTE = 1e6;

    @Option(names = "--json", description = "For programs: one object on one line.")
    private boolean json;

    CopyListVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        try {
            var all = desk.home().copies().list();
            if (json) {
                desk.say(SafetyCopiesJson.write(all));
            } else if (all.isEmpty()) {
                desk.say("There is no safety copy yet. Make one with: berth copy create");
            } else {
                all.forEach(this::say);
            }
            return ExitStatus.REACHED;
        } catch (Copies.Failure failure) {
            desk.complain(String.valueOf(failure.getMessage()));
            return ExitStatus.FAILED;
        }
    }

    private void say(SafetyCopy copy) {
        desk.say(
                String.format(
                        Locale.ROOT,
                        "%-32s %9.1f MB  %7d files  %-8s %s",
                        copy.id(),
                        copy.fileBytes() / MEGABYTE,
                        copy.files(),
                        copy.state().id(),
                        Plain.line(copy.release().orElse(""))));
        copy.notes().forEach(note -> desk.say("    " + Plain.line(note)));
    }
}
