package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import picocli.CommandLine.Command;

@Command(
        name = "copy",
        description = "Make safety copies of what your assistant knows, and bring one back.",
        synopsisSubcommandLabel = "(create | list | verify | restore | export | import)",
        footer = {
            "",
            "Examples:",
            "  berth copy create",
            "  berth copy list",
            "  berth copy restore 20261122T151500Z-daily",
            "  berth copy export moving.tar.zst     the newest one, for another computer",
            "  berth copy import moving.tar.zst"
        })
final class CopyVerb extends Verb {

    CopyVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        throw new Expected(
                "expected one of create, list, verify, restore, export, import, such as berth copy list");
    }
}
