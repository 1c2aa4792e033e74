package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a keeper starts to have copies worked on; nobody types it.
@Command(name = "work", hidden = true, description = "Started by Berth itself.")
final class CopyWorkVerb extends Verb {
    @Option(names = "--release", paramLabel = "REF", description = "Of the assistant.")
    private @Nullable String release;

    @Parameters(arity = "0..*", paramLabel = "ORDER", description = "What to do.")
    private List<String> order = new ArrayList<>();

    CopyWorkVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        return desk.home()
                .carryOut(order, Optional.ofNullable(release))
                .map(well -> well ? ExitStatus.REACHED : ExitStatus.FAILED)
                .orElseThrow(() -> new Expected("Berth itself starts this"));
    }
}
