package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Take a safety copy in from a file, checked. Nothing else changes.",
        footer = {"", "Examples:", "  berth copy import moving.tar.zst"})
final class CopyImportVerb extends Verb {
    @Parameters(paramLabel = "COPYFILE", description = "The file to read.")
    private Path file = Path.of("");

    CopyImportVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        return CopyWork.at(desk)
                .here(
                        (copies, watcher) -> copies.importFrom(file, watcher),
                        "%1$s is among the safety copies. Bring it back with: berth copy restore %1$s");
    }
}
