package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.StatusWords;
import dev.berth.runtime.Command.Restore;
import dev.berth.runtime.Copies;
import dev.berth.runtime.SafetyCopy;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Bring a safety copy back in the place of what your assistant knows now.",
            "What it knows now is copied first. If it does not get ready with the copy, that comes back."
        },
        footer = {"", "Examples:", "  berth copy restore 20261122T151500Z-daily"})
final class CopyRestoreVerb extends Verb {
    @Parameters(paramLabel = "COPY", description = "Which one.")
    private String copy = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    CopyRestoreVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() throws Exception {
        Optional<SafetyCopy> found;
        try {
            found =
                    desk.home().copies().list().stream()
                            .filter(one -> one.id().equals(copy))
                            .filter(one -> one.state() != SafetyCopy.State.DAMAGED)
                            .findFirst();
        } catch (Copies.Failure failure) {
            desk.complain(String.valueOf(failure.getMessage()));
            return ExitStatus.FAILED;
        }
        if (found.isEmpty()) {
            throw new Expected(
                    "COPY expects the name of a usable safety copy (see: berth copy list), but was given "
                            + copy);
        }
        if (!agreed()) {
            desk.complain("Nothing was changed.");
            return ExitStatus.FAILED;
        }
        return new CopyAsking(desk, new Restore(copy))
                .ask(report -> copy + " is in place. " + StatusWords.headline(report) + kept());
    }

    /// What was there before is removed only where the copy of it is complete.
    private String kept() {
        try {
            return desk.home().copies().list().stream()
                    .filter(one -> one.why().equals("before-restore"))
                    .findFirst()
                    .filter(one -> one.state() == SafetyCopy.State.PARTIAL)
                    .map(_ ->
                            " Not all of what your assistant knew before could be copied, so it was"
                                    + " kept beside its data, in a folder named data-kept.")
                    .orElse("");
        } catch (Copies.Failure _) {
            return "";
        }
    }

    private boolean agreed() {
        if (yes) {
            return true;
        }
        if (!desk.terminal().present()) {
            throw new Expected("restore expects --yes with it where nobody can be asked");
        }
        return desk.terminal()
                .ask(
                        "This puts %s in the place of what your assistant knows now, of which a safety copy is made first.%nType yes to go on: "
                                .formatted(copy))
                .map(String::strip)
                .filter("yes"::equalsIgnoreCase)
                .isPresent();
    }
}
