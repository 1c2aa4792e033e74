package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.signin.SignIn;
import dev.berth.app.words.EraseWords;
import dev.berth.runtime.Belonging;
import dev.berth.runtime.BelongingsJson;
import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "reset",
        description = "Back to how it was before set-up. Keeps the data unless told.",
        footer = {
            "",
            "Erasing ends with 0 only when a look afresh finds nothing left, else with 30 and a list.",
            "",
            "Examples:",
            "  berth reset                         keeps the data",
            "  berth reset --erase-data --dry-run  shows what would be erased, and erases nothing",
            "  berth reset --erase-data            shows it, asks, erases the data too",
            "  berth reset --erase-data --yes      the same without asking"
        })
final class ResetVerb extends CommandVerb {
    private static final String WORD = "ERASE";

    /// Nobody waits longer for a list; what was not counted by then is said to be more.
    private static final Duration COUNTING = Duration.ofSeconds(15);

    @Option(
            names = "--erase-data",
            description = "Also erase everything that your assistant knows. A safety copy stays.")
    private boolean eraseData;

    @Option(
            names = "--erase-copies",
            description = "With --erase-data: also erase all safety copies. None is made before.")
    private boolean eraseCopies;

    @Option(names = "--dry-run", description = "Only show what would be erased.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--json", description = "For programs: one object on one line.")
    private boolean json;

    private List<Belonging> found = List.of();

    ResetVerb(Desk desk) {
        super(desk);
    }

    private EraseScope scope() {
        if (!eraseData) {
            return EraseScope.KEEP_DATA;
        }
        return eraseCopies ? EraseScope.EVERYTHING_AND_COPIES : EraseScope.EVERYTHING;
    }

    @Override
    Command command() {
        return new Command.Reset(scope());
    }

    @Override
    boolean reached(Status status) {
        return status instanceof Status.NotSetUp;
    }

    @Override
    Optional<Integer> before() {
        if (!eraseData) {
            if (eraseCopies || dryRun || json) {
                throw new Expected("--erase-copies, --dry-run and --json expect --erase-data");
            }
            return Optional.empty();
        }
        if (!dryRun && !yes && !desk.terminal().present()) {
            throw new Expected("--erase-data expects --yes with it where nobody can be asked");
        }
        found = desk.home().belongings().all(COUNTING);
        if (dryRun) {
            if (json) {
                desk.say(BelongingsJson.write(found, scope(), Optional.empty()));
            } else {
                EraseWords.beforehand(found, scope()).forEach(desk::say);
            }
            return Optional.of(ExitStatus.REACHED);
        }
        return yes ? Optional.empty() : refused();
    }

    private Optional<Integer> refused() {
        EraseWords.beforehand(found, scope()).forEach(json ? desk::complain : desk::say);
        var typed =
                desk.terminal()
                        .ask(
                                (eraseCopies
                                                ? "This erases everything that your assistant knows, and all safety copies."
                                                : "This erases everything that your assistant knows. A safety copy is made first and stays.")
                                        + "\nType %s to go on: ".formatted(WORD));
        if (typed.map(String::strip).filter(WORD::equals).isPresent()) {
            return Optional.empty();
        }
        desk.complain("Nothing was erased.");
        return Optional.of(ExitStatus.FAILED);
    }

    @Override
    boolean isQuiet() {
        return json;
    }

    @Override
    int settled(StatusReport report) {
        var exit = super.settled(report);
        if (exit != ExitStatus.REACHED) {
            return exit;
        }
        if (isAlone()) { // else the keeper does so
            new SignIn(
                            desk.desktop().autostart(),
                            desk.home().place().state().resolve("sign-in-entry"),
                            () -> {})
                    .follow(false);
        }
        return eraseData ? proven(report) : exit;
    }

    /// What is told to be gone is looked for.
    private int proven(StatusReport report) {
        var remains = desk.home().belongings().remaining(found, scope(), COUNTING);
        if (json) {
            desk.say(BelongingsJson.write(found, scope(), Optional.of(remains)));
        } else {
            EraseWords.afterwards(remains).forEach(desk::say);
        }
        return remains.isEmpty() && report.cleanUps().isEmpty()
                ? ExitStatus.REACHED
                : ExitStatus.missed(report.status());
    }

    @Override
    int withoutKeeper() throws InterruptedException {
        return askAlone();
    }
}
