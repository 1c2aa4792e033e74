package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.podman.Inspected.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Podman itself writes into our folder, and what it proves.
///
/// - **The id of the newest container** (`--cidfile`), written before `podman create` answers. If
///   we are killed between that and our own recording of the id, the file is the record.
/// - **Out of memory.** With the kernel's first version of control groups conmon 2.1 notices that
///   the kernel killed for memory and writes an empty file `oom`, but into its working folder,
///   where Podman 4.3.1 does not look: `State.OOMKilled` stays false (seen as root). So each
///   container is started with a working folder of its own in here.
///
/// Owner thread only.
final class Traces {
    private static final Logger LOG = LoggerFactory.getLogger(Traces.class);

    /// Between the kernel's kill and the end of the run that it caused.
    private static final Duration KILL_TO_END = Duration.ofSeconds(15);

    /// 128 and SIGKILL.
    private static final int KILLED = 137;

    private final Path folder;

    /// @param folder a folder of ours that exists or can be made, owner-only
    Traces(Path folder) {
        this.folder = folder;
    }

    /// The place for a new id, free again.
    Path freeIdFile(Ownership ours) throws IOException {
        Files.createDirectories(folder);
        var file = idFile(ours);
        Files.deleteIfExists(file);
        return file;
    }

    /// The newest container that Podman made for us; empty when none is known.
    Optional<ContainerId> newest(Ownership ours) {
        try {
            var id = Files.readString(idFile(ours)).strip();
            return ContainerId.isOne(id) ? Optional.of(new ContainerId(id)) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private Path idFile(Ownership ours) {
        return folder.resolve(ours.name() + ".id");
    }

    /// The working folder of a run that begins now.
    Path folderForRun(ContainerId id) throws IOException {
        var run = Files.createDirectories(run(id));
        Files.deleteIfExists(run.resolve("oom"));
        return run;
    }

    /// Whether a run ended because its memory was used up. A service that survives the killing of
    /// one of its children has not. Podman's own word is sticky: once true it stays so through
    /// later runs (4.3.1), therefore it counts for a killed run only.
    boolean outOfMemory(ContainerId id, Exit exit) {
        return (exit.outOfMemory() && exit.code() == KILLED)
                || (exit.code() != 0
                        && killedAt(id)
                                .filter(killed -> !killed.isBefore(exit.began()))
                                .filter(killed -> killed.plus(KILL_TO_END).isAfter(exit.at()))
                                .isPresent());
    }

    private Optional<Instant> killedAt(ContainerId id) {
        try {
            var time = Files.getLastModifiedTime(run(id).resolve("oom")).toInstant();
            return Optional.of(time);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /// The container is gone, so its run's folder means nothing any more.
    void forget(ContainerId id) {
        try {
            Files.deleteIfExists(run(id).resolve("oom"));
            Files.deleteIfExists(run(id));
        } catch (IOException stays) {
            LOG.debug("left behind: {}", run(id), stays);
        }
    }

    private Path run(ContainerId id) {
        return folder.resolve(id.brief());
    }
}
