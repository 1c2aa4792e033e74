package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The version of the program as such, which decides how it is spoken to. Asked once of each file.
/// Any thread may ask.
final class ClientVersion {
    private final PodmanCli cli;
    private final Podman podman;
    private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());

    ClientVersion(PodmanCli cli) {
        this.cli = cli;
        this.podman = new Podman(cli);
    }

    private record FileState(Path program, String key, FileTime changed, long size) {}

    private record Known(FileState file, PodmanVersion version) {}

    Answer<PodmanVersion> ask(Limit limit) {
        var file = cli.program().flatMap(ClientVersion::state);
        var before = known.get();
        if (before.isPresent() && file.equals(before.map(Known::file))) {
            return Answer.got(before.get().version());
        }
        return podman.askAloud(Call.of("client-version", "--version"), limit)
                .then(said -> {
                    var version = Programs.version(said).flatMap(PodmanVersion::parse);
                    known.set(version.flatMap(one -> file.map(state -> new Known(state, one))));
                    return version.map(Answer::got)
                            .orElseGet(() ->
                                    Json.unreadable(
                                            "client-version", "no version in: " + said.out()));
                });
    }

    private static Optional<FileState> state(Path program) {
        try {
            var file = Files.readAttributes(program, BasicFileAttributes.class);
            return Optional.of(
                    new FileState(
                            program,
                            String.valueOf(file.fileKey()),
                            file.lastModifiedTime(),
                            file.size()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
