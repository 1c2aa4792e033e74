package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Read a safety copy from its first byte to its last.",
        footer = {"", "Examples:", "  berth copy verify 20261122T151500Z-daily"})
final class CopyVerifyVerb extends Verb {
    @Parameters(paramLabel = "COPY", description = "Which one.")
    private String copy = "";

    CopyVerifyVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        return CopyWork.at(desk)
                .here((copies, watcher) -> copies.verify(copy, watcher), "%s is as it was made.");
    }
}
