package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.EngineProgram;
import dev.berth.runtime.limit.Limit;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// The file `podman`, the one in use or another that a person would like to use.
final class ProgramFile implements EngineProgram {
    private final PodmanCli cli;

    ProgramFile(PodmanCli cli) {
        this.cli = cli;
    }

    @Override
    public Optional<InUse> inUse(Limit limit) {
        return cli.program()
                .map(program ->
                        new InUse(
                                program,
                                look(program, limit) instanceof Fitness.Fit(var version)
                                        ? Optional.of(version)
                                        : Optional.empty()));
    }

    @Override
    public Fitness look(Path program, Limit limit) {
        if (!Files.exists(program)) {
            // a link that leads nowhere is there, and cannot be started
            return Files.exists(program, LinkOption.NOFOLLOW_LINKS)
                    ? new Fitness.NotStartable()
                    : new Fitness.NoSuchFile();
        }
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            return new Fitness.NotStartable();
        }
        return switch (cli.version(program, limit)) {
            case Outcome.Finished said ->
                    Programs.version(said)
                            .<Fitness>map(Fitness.Fit::new)
                            .orElseGet(Fitness.Another::new);
            case Outcome.NoProgram _, Outcome.UnfitProgram _ -> new Fitness.NotStartable();
            case Outcome.OutputTooLong _ -> new Fitness.Another();
            case Outcome.TimedOut _, Outcome.Cancelled _ -> new Fitness.Silent();
        };
    }
}
