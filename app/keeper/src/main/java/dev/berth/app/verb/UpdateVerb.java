package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.StatusWords;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Command.LookForRelease;
import dev.berth.runtime.Command.Update;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusJson;
import dev.berth.runtime.StatusReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "update",
        description = {
            "Use another release of your assistant: the newest, or the one that you name.",
            "It is fetched while the one of now goes on, and a safety copy is made first. If your",
            "assistant does not get ready with it, it is again the one of before, with its data."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it is used, or there is no newer one",
            "1:nothing has changed; a sentence says why",
            "31:Berth is not running"
        },
        footer = {
            "",
            "Examples:",
            "  berth update --check   say whether there is a newer release",
            "  berth update           use it",
            "  berth update --image ghcr.io/openclaw/openclaw:2026.10.1",
            "  berth update --image-file assistant.tar"
        })
final class UpdateVerb extends Verb {
    @ArgGroup(multiplicity = "0..1")
    private @Nullable Program program;

    @Option(
            names = "--copy",
            paramLabel = "COPY",
            description = "Begin with the data of this safety copy, for an older release.")
    private Optional<String> copy = Optional.empty();

    @Option(names = "--json", description = "For programs: what status --json says afterwards.")
    private boolean json;

    /// Where the release comes from.
    static final class Program {
        @Option(
                names = "--image",
                paramLabel = "REF",
                description = "Name of the assistant's program.")
        private @Nullable String name;

        @Option(
                names = "--image-file",
                paramLabel = "TAR",
                description = "The assistant's program in a file, for a computer without network.")
        private @Nullable Path file;

        @Option(
                names = "--check",
                description = "Only say whether there is a newer release; nothing is changed.")
        private boolean check;
    }

    UpdateVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() throws Exception {
        var named = source();
        if (copy.isPresent() && named.isEmpty()) {
            throw new Expected(
                    "--copy expects a release beside it: name it with --image or --image-file");
        }
        if (program != null && program.check) {
            return new CopyAsking(desk, new LookForRelease(), json)
                    .ask(report -> StatusWords.newer(report.service().newer()));
        }
        Optional<Source> source;
        try (var keeper = desk.home().connect().orElse(null)) {
            if (keeper == null) {
                desk.complain(
                        "Berth is not running, so nothing can be updated. Start it with: berth start");
                return ExitStatus.NOT_RUNNING;
            }
            if (named.isPresent()) {
                source = named;
            } else {
                var known = known(keeper);
                source = offered(known);
                if (source.isEmpty()) {
                    return without(known);
                }
            }
        }
        var wanted = source.orElseThrow();
        return new CopyAsking(desk, new Update(wanted, copy), json)
                .ask(report -> used(wanted, report));
    }

    // -- the one that is offered

    /// What is known of newer releases; looked for where none is offered yet.
    private static StatusReport known(Berth keeper) throws InterruptedException {
        var now = keeper.status();
        if (now.service().newer().offer().isPresent()) {
            return now;
        }
        try {
            return keeper.ask(new LookForRelease()).toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Berth.LostContact lost) {
                throw lost;
            }
            throw new IllegalStateException("what was asked for failed", e.getCause());
        }
    }

    private Optional<Source> offered(StatusReport known) {
        var offer = known.service().newer().offer();
        if (!json) {
            offer.ifPresent(one -> desk.say(StatusWords.offered(one) + "."));
        }
        return offer.map(one -> new Source.Named(one.reference()));
    }

    /// There is none, or nobody can tell.
    private int without(StatusReport known) {
        var newer = known.service().newer();
        if (json) {
            desk.say(StatusJson.write(known));
        } else if (newer.unknown().isPresent()) {
            desk.complain(StatusWords.newer(newer));
        } else {
            desk.say(StatusWords.newer(newer));
        }
        return newer.unknown().isPresent() ? ExitStatus.FAILED : ExitStatus.REACHED;
    }

    private static String used(Source wanted, StatusReport report) {
        var ready = report.status() instanceof Status.Supervised(OperatorState.Ready _);
        return (ready ? "Your assistant uses %s now.%n".formatted(name(wanted)) : "")
                + StatusWords.headline(report);
    }

    private static String name(Source wanted) {
        return switch (wanted) {
            case Source.Named(var reference) -> reference;
            case Source.FromFile(var file) -> "the release in " + file.getFileName();
        };
    }

    /// The one that is named; empty where none is.
    private Optional<Source> source() {
        return program == null ? Optional.empty() : ProgramSource.of(program.name, program.file);
    }
}
