package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.ReleaseName;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "setup",
        description = {
            "Prepare everything that your assistant needs.",
            "Checks this computer, fetches the assistant's program where it is not here yet, and",
            "keeps your choices. Start your assistant afterwards with: berth start"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:everything is there", "1:something is missing; it is said what"},
        footer = {
            "",
            "Examples:",
            "  berth setup",
            "  berth setup --image-file assistant.tar --yes",
            "  berth setup --provider anthropic --key-stdin --yes < key.txt"
        })
final class SetUpVerb extends AskingVerb {
    /// A slow network may need hours for the assistant's program.
    private static final Duration LONGEST_FETCH = Duration.ofHours(12);

    private static final int LONGEST_KEY = 512;
    private static final Pattern KEY = Pattern.compile("[!-~]{8," + LONGEST_KEY + "}");

    @ArgGroup private @Nullable Program program;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "Who answers for your assistant: ${COMPLETION-CANDIDATES}.",
            defaultValue = "later")
    private ProviderName provider = ProviderName.later;

    @Option(
            names = "--key-stdin",
            description = "Read your key for the provider from the standard input, one line.")
    private boolean keyFromInput;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    private SetUpWishes wishes = new SetUpWishes(Optional.empty(), Optional.empty());

    /// Where the assistant's program comes from.
    static final class Program {
        @Option(
                names = "--image",
                paramLabel = "REF",
                description = "Name of the assistant's program, where it is not the standard one.")
        private @Nullable String name;

        @Option(
                names = "--image-file",
                paramLabel = "TAR",
                description = "The assistant's program in a file, for a computer without network.")
        private @Nullable Path file;
    }

    /// As a person types them.
    enum ProviderName {
        anthropic,
        openai,
        openrouter,
        google,
        later
    }

    SetUpVerb(Desk desk) {
        super(desk);
    }

    @Override
    Command command() {
        return new Command.SetUp(wishes);
    }

    @Override
    Waiting waiting() {
        return new Waiting(LONGEST_FETCH);
    }

    /// Nothing but everything will do (DESIGN 7).
    @Override
    int exit(int asStatus) {
        return asStatus == ExitStatus.REACHED ? ExitStatus.REACHED : ExitStatus.FAILED;
    }

    @Override
    boolean reached(Status status) {
        return !(status instanceof Status.NotSetUp)
                && !(status instanceof Status.Supervised(NeedsAttention _));
    }

    /// Set up by itself, nothing runs afterwards, and that is as it should be.
    @Override
    String outcome(StatusReport report) {
        return report.status() instanceof Status.NotRunning
                ? "Everything is there. Start your assistant with: berth start"
                : super.outcome(report);
    }

    @Override
    Optional<Integer> before() {
        var source = source();
        if (keyFromInput && provider == ProviderName.later) {
            throw new Expected(
                    "--key-stdin expects --provider NAME with it, such as --provider anthropic");
        }
        if (!yes && (keyFromInput || !desk.terminal().present())) {
            throw new Expected("setup expects --yes where nobody can be asked");
        }
        if (!yes && !agreed()) {
            desk.complain("Nothing was changed.");
            return Optional.of(ExitStatus.FAILED);
        }
        wishes = new SetUpWishes(source, keyed());
        return Optional.empty();
    }

    private Optional<Source> source() {
        if (program == null) {
            return Optional.empty();
        }
        if (program.file != null) {
            var file = program.file.toAbsolutePath().normalize();
            ProgramFile.objection(file)
                    .ifPresent(objection -> {
                        throw new Expected(
                                "--image-file expects the assistant's program in a file, such as"
                                        + " assistant.tar, but %s %s".formatted(file, objection));
                    });
            return Optional.of(new Source.FromFile(file));
        }
        var name = String.valueOf(program.name);
        return Optional.of(
                ReleaseName.of(name)
                        .map(release -> new Source.Named(release.text()))
                        .orElseThrow(() ->
                                new Expected(
                                        "--image expects %s, but was given %s"
                                                .formatted(ReleaseName.EXPECTED, name))));
    }

    private boolean agreed() {
        desk.say("Berth will check this computer, fetch your assistant's program where it is not");
        desk.say("here yet, and prepare a folder for its data. Nothing that is there is erased.");
        var answer = desk.terminal().ask("Go on? [y/N] ");
        return answer.map(String::strip).filter(text -> text.matches("(?i)y(es)?")).isPresent();
    }

    private Optional<SetUpWishes.Provider> keyed() {
        if (provider == ProviderName.later) {
            return Optional.empty();
        }
        Optional<String> key;
        if (keyFromInput) {
            key = desk.terminal().firstLineOfInput(LONGEST_KEY + 2);
        } else if (desk.terminal().present()) {
            key = desk.terminal().askHidden("Your key for " + provider + ": ");
        } else {
            throw new Expected("--provider expects --key-stdin with it where nobody can be asked");
        }
        return Optional.of(
                new SetUpWishes.Provider(
                        provider.name(),
                        key.map(String::strip)
                                .filter(text -> KEY.matcher(text).matches())
                                .orElseThrow(() ->
                                        new Expected(
                                                "the key for %s is expected on one line, 8 to %d characters without spaces, such as sk-…"
                                                        .formatted(provider, LONGEST_KEY)))));
    }

    @Override
    int withoutKeeper() throws InterruptedException {
        return askAlone();
    }
}
