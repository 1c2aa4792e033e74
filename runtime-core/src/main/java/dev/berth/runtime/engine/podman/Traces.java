package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.podman.Inspected.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Podman itself writes into our folder, and what it proves.
///
/// - **The id of the newest container** (`--cidfile`), written before `podman create` answers. If
///   we are killed between that and our own recording of the id, the file is the record.
/// - **Out of memory.** With the kernel's first version of control groups conmon 2.1 notices that
///   the kernel killed for memory and writes an empty file `oom`, but into its working folder,
///   where Podman 4.3.1 does not look: `State.OOMKilled` stays false (seen as root). So each
///   container is started with a working folder of its own in here. What else speaks for it or
///   against it is weighed by [EndEvidence].
///
/// Owner thread only.
final class Traces {
    private static final Logger LOG = LoggerFactory.getLogger(Traces.class);

    /// Between the kernel's kill and the end of the run that it caused.
    private static final Duration KILL_TO_END = Duration.ofSeconds(15);

    /// In a run's folder: the kernel's counts when the run was last seen alive.
    private static final String COUNTS = "kills";

    private final Path folder;
    private final KernelKills kernel;

    /// @param folder a folder of ours that exists or can be made, owner-only
    Traces(Path folder, KernelKills kernel) {
        this.folder = folder;
        this.kernel = kernel;
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
        Files.deleteIfExists(run.resolve(COUNTS));
        seenAlive(id, kernel.onComputer(), OptionalLong.empty());
        return run;
    }

    /// The kernel's count at this moment, to be handed to [#seenAlive] when the run turns out to be
    /// alive after it.
    OptionalLong killsByNow() {
        return kernel.onComputer();
    }

    /// Notes the kernel's counts of a moment at which the run was alive, for the time when it has
    /// ended; on disk, because we may have been started anew by then.
    ///
    /// @param onComputer counted before it was seen alive
    /// @param pid its first process, where known
    void seenAlive(ContainerId id, OptionalLong onComputer, OptionalLong pid) {
        if (onComputer.isEmpty() || !Files.isDirectory(run(id))) {
            return;
        }
        var above = pid.isPresent() ? kernel.fileAbove(pid.getAsLong()) : Optional.<Path>empty();
        var inGroup = above.map(kernel::count).orElse(OptionalLong.empty());
        var counts =
                onComputer.getAsLong()
                        + (inGroup.isPresent()
                                ? "\n" + inGroup.getAsLong() + "\n" + above.get()
                                : "");
        try {
            var file = run(id).resolve(COUNTS);
            if (!Files.exists(file) || !Files.readString(file).equals(counts)) {
                Files.writeString(file, counts);
            }
        } catch (IOException notNoted) {
            LOG.debug("the kernel's counts were not noted", notNoted);
        }
    }

    /// Whether a run ended because its memory was used up.
    boolean outOfMemory(ContainerId id, Exit exit) {
        return evidence(id, exit).outOfMemory();
    }

    private EndEvidence evidence(ContainerId id, Exit exit) {
        var counts = counts(id);
        var watcherSaw =
                killedAt(id)
                        .filter(killed -> !killed.isBefore(exit.began()))
                        .filter(killed -> killed.plus(KILL_TO_END).isAfter(exit.at()))
                        .isPresent();
        return new EndEvidence(
                exit.code(),
                exit.outOfMemory(),
                watcherSaw,
                counts.isEmpty()
                        ? OptionalLong.empty()
                        : since(counts.getFirst(), kernel.onComputer()),
                counts.size() < 3
                        ? OptionalLong.empty()
                        : since(counts.get(1), kernel.count(Path.of(counts.get(2)))));
    }

    private static OptionalLong since(String before, OptionalLong now) {
        try {
            return now.isPresent()
                    ? OptionalLong.of(now.getAsLong() - Long.parseLong(before))
                    : OptionalLong.empty();
        } catch (NumberFormatException torn) {
            return OptionalLong.empty();
        }
    }

    private List<String> counts(ContainerId id) {
        try {
            return Files.readAllLines(run(id).resolve(COUNTS));
        } catch (IOException none) {
            return List.of();
        }
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
            Files.deleteIfExists(run(id).resolve(COUNTS));
            Files.deleteIfExists(run(id));
        } catch (IOException stays) {
            LOG.debug("left behind: {}", run(id), stays);
        }
    }

    private Path run(ContainerId id) {
        return folder.resolve(id.brief());
    }
}
