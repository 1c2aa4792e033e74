package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.AddressForm;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Command;
import dev.berth.runtime.KeyForm;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import java.net.URI;
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
            "  berth setup --provider anthropic --key-stdin --yes < key.txt",
            "  berth setup --provider local --model llama3.2",
            "  berth setup --isolated --yes         a place of its own, with a stronger wall"
        })
final class SetUpVerb extends AskingVerb {
    /// A slow network may need hours for the assistant's program.
    private static final Duration LONGEST_FETCH = Duration.ofHours(12);

    private static final int LONGEST_MODEL = 200;
    private static final Pattern MODEL = Pattern.compile("[!-~]{1," + LONGEST_MODEL + "}");

    @ArgGroup private @Nullable Program program;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "Who answers for your assistant: ${COMPLETION-CANDIDATES}.",
            defaultValue = "later")
    private ProviderName provider = ProviderName.later;

    @Option(
            names = "--address",
            paramLabel = "URL",
            description = "Where your own server answers, with --provider local or custom.")
    private @Nullable String address;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which of the provider's models answers, where not its usual one.")
    private @Nullable String model;

    @Option(
            names = "--key-stdin",
            description = "Read your key for the provider from the standard input, one line.")
    private boolean keyFromInput;

    @Option(
            names = "--isolated",
            description = {
                "Give your assistant a place of its own: a stronger wall around it, for 2 to 4 GB of",
                "memory and 10 GB of free room. Without this it lives where it lives already."
            })
    private boolean isolated;

    @Option(
            names = "--isolated-image",
            paramLabel = "FILE",
            description = "What that place is made from, for a computer without network.")
    private @Nullable Path isolatedFile;

    @Option(names = "--not-isolated", description = "Back to a life beside your other programs.")
    private boolean notIsolated;

    @Option(
            names = "--install",
            description = "Install first what this computer lacks, with your permission.")
    private boolean install;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    private static final String EXAMPLE = "http://127.0.0.1:11434/v1";

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
        local,
        custom,
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
    Optional<Integer> prepare(Berth berth) throws InterruptedException {
        var place = wishes.dwelling().map(SetUpWishes.Dwelling::place);
        return install ? new MissingParts(desk).install(berth.firstRun(), place) : Optional.empty();
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
        return switch (status) {
            case Status.NotRunning() -> isAlone(); // else it was told to quit meanwhile
            case Status.NotSetUp(), Status.Supervised(NeedsAttention _) -> false;
            case Status.Supervised _, Status.Paused() -> true;
        };
    }

    /// Set up by itself, nothing runs afterwards, and that is as it should be.
    @Override
    String outcome(StatusReport report) {
        return report.status() instanceof Status.NotRunning && isAlone()
                ? "Everything is there. Start your assistant with: berth start"
                : super.outcome(report);
    }

    @Override
    Optional<Integer> before() {
        var source = source();
        if (provider == ProviderName.later && (keyFromInput || address != null || model != null)) {
            var option = keyFromInput ? "--key-stdin" : address != null ? "--address" : "--model";
            throw new Expected(
                    option + " expects --provider NAME with it, such as --provider anthropic");
        }
        var dwelling = dwelling();
        if (!yes && (keyFromInput || !desk.terminal().present())) {
            throw new Expected("setup expects --yes where nobody can be asked");
        }
        if (!yes && !agreed()) {
            desk.complain("Nothing was changed.");
            return Optional.of(ExitStatus.FAILED);
        }
        wishes = new SetUpWishes(source, keyed(), dwelling);
        return Optional.empty();
    }

    private Optional<SetUpWishes.Dwelling> dwelling() {
        if (isolated && notIsolated) {
            throw new Expected("expected --isolated or --not-isolated, but was given both");
        }
        if (isolatedFile != null && !isolated) {
            throw new Expected("--isolated-image expects --isolated with it");
        }
        if (notIsolated) {
            if (usualPlace() == Place.APART) {
                throw new Expected(
                        "--not-isolated expects a computer with Linux; on this one your assistant"
                                + " always has a place of its own");
            }
            return Optional.of(new SetUpWishes.Dwelling(Place.HERE, Optional.empty()));
        }
        if (!isolated) {
            return Optional.empty();
        }
        if (desk.home().isAdministrators()) {
            throw new Expected(
                    "--isolated expects an ordinary account, but this is the administrator's; sign"
                            + " in as yourself, or leave --isolated out");
        }
        return Optional.of(new SetUpWishes.Dwelling(Place.APART, placeFile()));
    }

    private static Place usualPlace() {
        return Place.usual(System.getProperty("os.name", ""));
    }

    private Optional<Path> placeFile() {
        if (isolatedFile == null) {
            return Optional.empty();
        }
        var file = isolatedFile.toAbsolutePath().normalize();
        ProgramFile.unreadable(file)
                .ifPresent(objection -> {
                    throw new Expected(
                            "--isolated-image expects a file from which the assistant's own place"
                                    + " is made, such as place.qcow2, but %s %s"
                                            .formatted(file, objection));
                });
        return Optional.of(file);
    }

    private Optional<Source> source() {
        return program == null ? Optional.empty() : ProgramSource.of(program.name, program.file);
    }

    private boolean agreed() {
        desk.say("Berth will check this computer, fetch your assistant's program where it is not");
        desk.say("here yet, and prepare a folder for its data. Nothing that is there is erased.");
        if (isolated) {
            desk.say("It also gives your assistant a place of its own, which takes some minutes.");
        } else if (notIsolated) {
            desk.say(
                    "Where your assistant has a place of its own, it moves out; its data is kept.");
        }
        var answer = desk.terminal().ask("Go on? [y/N] ");
        return answer.map(String::strip).filter(text -> text.matches("(?i)y(es)?")).isPresent();
    }

    private Optional<SetUpWishes.Keyed> keyed() {
        if (provider == ProviderName.later) {
            return Optional.empty();
        }
        var kind = ProviderKind.of(provider.name()).orElseThrow();
        var chosen = new Provider(kind, address(kind), model());
        return Optional.of(new SetUpWishes.Keyed(chosen, key(kind)));
    }

    private Optional<URI> address(ProviderKind kind) {
        if (address == null) {
            if (kind.hasAddress() && kind.usualAddress().isEmpty()) {
                throw new Expected(
                        "--provider %s expects --address URL with it, such as --address %s"
                                .formatted(kind.id(), EXAMPLE));
            }
            return Optional.empty();
        }
        if (!kind.hasAddress()) {
            throw new Expected(
                    "--address expects --provider local or custom with it; the address of %s is known"
                            .formatted(kind.id()));
        }
        return switch (AddressForm.of(address)) {
            case AddressForm.Good(var good) -> Optional.of(good);
            case AddressForm.Wrong(var fault) ->
                    throw new Expected(
                            "--address expects an address such as %s, but this one %s"
                                    .formatted(EXAMPLE, said(fault)));
        };
    }

    private static String said(AddressForm.Fault fault) {
        return switch (fault) {
            case MISSING -> "is empty";
            case NOT_WEB -> "does not begin with http:// or https://";
            case NO_HOST -> "has no name of a computer in it, or a port that cannot be";
            case HAS_USER -> "has a user name or password in it";
            case HAS_MORE -> "has a question mark or a hash in it";
            case UNREADABLE -> "has a character in it that no address has, or is too long";
        };
    }

    private Optional<String> model() {
        if (model != null && !MODEL.matcher(model).matches()) {
            throw new Expected(
                    "--model expects a name without spaces, at most %d characters, such as llama3.2"
                            .formatted(LONGEST_MODEL));
        }
        return Optional.ofNullable(model);
    }

    /// A server of one's own is asked for no key unless the person says that there is one.
    private Optional<String> key(ProviderKind kind) {
        Optional<String> key;
        if (keyFromInput) {
            key = desk.terminal().firstLineOfInput(KeyForm.LONGEST + 2);
        } else if (!kind.needsKey()) {
            return Optional.empty();
        } else if (desk.terminal().present()) {
            key = desk.terminal().askHidden("Your key for " + provider + ": ");
        } else {
            throw new Expected("--provider expects --key-stdin with it where nobody can be asked");
        }
        var given = key.map(String::strip).orElse("");
        switch (KeyForm.of(kind, given)) {
            case KeyForm.Good _ -> {}
            case KeyForm.Odd(var begin) ->
                    desk.complain(
                            "Note: keys for %s usually begin with %s; this one does not."
                                    .formatted(provider, begin));
            case KeyForm.OfAnother(var whose) ->
                    throw new Expected(
                            "the key for %s is expected, but this is one for %s"
                                    .formatted(provider, whose.id()));
            case KeyForm.Wrong _ ->
                    throw new Expected(
                            "the key for %s is expected on one line, %d to %d characters without spaces, such as %s…"
                                    .formatted(
                                            provider,
                                            KeyForm.SHORTEST,
                                            KeyForm.LONGEST,
                                            kind.keyBegin().isEmpty() ? "sk-" : kind.keyBegin()));
        }
        if (given.isEmpty()) {
            throw new Expected("--key-stdin expects the key on the first line of the input");
        }
        return Optional.of(given);
    }

    @Override
    int withoutKeeper() throws InterruptedException {
        return askAlone();
    }
}
