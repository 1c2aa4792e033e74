package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.StatusWords;
import dev.berth.runtime.Command.Update;
import dev.berth.runtime.ReleaseName;
import dev.berth.runtime.SetUpWishes.Source;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "update",
        description = {
            "Use another release of your assistant.",
            "It is fetched while the one of now goes on, and a safety copy is made first. If your",
            "assistant does not get ready with it, it is again the one of before, with its data."
        },
        footer = {
            "",
            "Examples:",
            "  berth update --image ghcr.io/openclaw/openclaw:2026.10.1",
            "  berth update --image-file assistant.tar"
        })
final class UpdateVerb extends Verb {
    @ArgGroup(multiplicity = "1")
    private @Nullable Program program;

    @Option(
            names = "--copy",
            paramLabel = "COPY",
            description = "Begin with the data of this safety copy, for an older release.")
    private Optional<String> copy = Optional.empty();

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
    }

    UpdateVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() throws Exception {
        var update = new Update(source(), copy);
        try (var keeper = desk.home().connect().orElse(null)) {
            if (keeper == null) {
                desk.complain(
                        "Berth is not running, so nothing can be updated. Start it with: berth start");
                return ExitStatus.NOT_RUNNING;
            }
        }
        return new CopyAsking(desk, update).ask(StatusWords::headline);
    }

    private Source source() {
        if (program != null && program.file != null) {
            var file = program.file.toAbsolutePath().normalize();
            ProgramFile.objection(file)
                    .ifPresent(objection -> {
                        throw new Expected(
                                "--image-file expects the assistant's program in a file, such as"
                                        + " assistant.tar, but %s %s".formatted(file, objection));
                    });
            return new Source.FromFile(file);
        }
        var name = program == null ? "" : String.valueOf(program.name);
        return ReleaseName.of(name)
                .map(release -> new Source.Named(release.text()))
                .orElseThrow(() ->
                        new Expected(
                                "--image expects %s, but was given %s"
                                        .formatted(ReleaseName.EXPECTED, name)));
    }
}
