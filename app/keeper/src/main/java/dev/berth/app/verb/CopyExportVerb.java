package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Copies;
import dev.berth.runtime.SafetyCopy;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "Write a safety copy to a file, for another disk or another computer.",
            "It holds all that your assistant knows: keep it as you keep a key."
        },
        footer = {
            "",
            "Examples:",
            "  berth copy export moving.tar.zst",
            "  berth copy export moving.tar.zst --copy 20261122T151500Z-daily"
        })
final class CopyExportVerb extends Verb {
    @Parameters(paramLabel = "COPYFILE", description = "The file to write; there must be none yet.")
    private Path file = Path.of("");

    @Option(
            names = "--copy",
            paramLabel = "COPY",
            description = "Which one (standard: the newest).")
    private @Nullable String copy;

    CopyExportVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        return CopyWork.at(desk)
                .here(
                        (copies, watcher) -> copies.export(chosen(copies), file, watcher),
                        "%s was written to " + String.valueOf(file).replace("%", "%%") + ".");
    }

    private String chosen(Copies copies) throws Copies.Failure {
        var named = Optional.ofNullable(copy);
        if (named.isPresent()) {
            return named.get();
        }
        return copies.list().stream()
                .filter(one -> one.state() == SafetyCopy.State.GOOD)
                .findFirst()
                .map(SafetyCopy::id)
                .orElseThrow(() ->
                        new Copies.Failure(
                                "There is no safety copy yet. Make one with: berth copy create"));
    }
}
