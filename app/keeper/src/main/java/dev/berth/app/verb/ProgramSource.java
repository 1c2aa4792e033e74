package dev.berth.app.verb;

import dev.berth.runtime.ReleaseName;
import dev.berth.runtime.SetUpWishes.Source;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the assistant's program comes from, as `--image` or `--image-file` say it.
final class ProgramSource {
    private ProgramSource() {}

    /// The one that is named; empty where none is. What cannot be one is refused in one sentence.
    ///
    /// @throws Expected where it is neither a name nor a file that can be read
    static Optional<Source> of(@Nullable String name, @Nullable Path file) {
        if (file != null) {
            return Optional.of(inFile(file.toAbsolutePath().normalize()));
        }
        return name == null ? Optional.empty() : Optional.of(named(name));
    }

    private static Source inFile(Path file) {
        ProgramFile.objection(file)
                .ifPresent(objection -> {
                    throw new Expected(
                            "--image-file expects the assistant's program in a file, such as"
                                    + " assistant.tar, but %s %s".formatted(file, objection));
                });
        return new Source.FromFile(file);
    }

    private static Source named(String name) {
        return ReleaseName.of(name)
                .map(release -> new Source.Named(release.text()))
                .orElseThrow(() ->
                        new Expected(
                                "--image expects %s, but was given %s"
                                        .formatted(ReleaseName.EXPECTED, name)));
    }
}
