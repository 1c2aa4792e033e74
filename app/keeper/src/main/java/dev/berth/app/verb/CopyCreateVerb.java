package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Command.MakeCopy;
import dev.berth.runtime.SafetyCopy;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "create",
        description = {
            "Make a safety copy of what your assistant knows.",
            "It goes on meanwhile, but for a moment in which it holds still."
        },
        footer = {"", "Examples:", "  berth copy create"})
final class CopyCreateVerb extends Verb {

    CopyCreateVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() throws Exception {
        return new CopyAsking(desk, new MakeCopy()).ask(_ -> made(desk.home().copies().list()));
    }

    private static String made(List<SafetyCopy> all) {
        return all.stream()
                .findFirst()
                .map(copy ->
                        copy.state() == SafetyCopy.State.GOOD
                                ? copy.id() + " was made and read back."
                                : copy.id()
                                        + " was made, but some things are not in it: berth copy list")
                .orElse("The safety copy was made.");
    }
}
