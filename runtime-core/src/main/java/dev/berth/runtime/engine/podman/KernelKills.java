package dev.berth.runtime.engine.podman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The kernel's own counts of processes that it killed for memory.
///
/// - `/proc/vmstat`, line `oom_kill`: on the whole computer, for a group's limit or for want of any
///   memory (Linux 4.13; mm/oom_kill.c counts both).
/// - `memory.events`, line `oom_kill`, with the second version of control groups: in a group and
///   all below it (Documentation/admin-guide/cgroup-v2.rst). A run's own group is gone with the
///   run, but the group above it goes on counting. With the first version nothing above counts, and
///   an ordinary user's limit does not hold there at all.
///
/// What cannot be read is empty.
final class KernelKills {
    private static final String LINE = "oom_kill ";

    private final Path root;

    /// @param root `/`
    KernelKills(Path root) {
        this.root = root;
    }

    /// On the whole computer since it was started.
    OptionalLong onComputer() {
        return count(root.resolve("proc/vmstat"));
    }

    /// The file that counts for the group above that of a process.
    Optional<Path> fileAbove(long pid) {
        try (var lines = Files.lines(root.resolve("proc/" + pid + "/cgroup"))) {
            return lines.filter(line -> line.startsWith("0::/"))
                    .map(line -> Path.of(line.substring("0::/".length())))
                    .flatMap(group -> Stream.ofNullable(group.getParent()))
                    .map(above ->
                            root.resolve("sys/fs/cgroup").resolve(above).resolve("memory.events"))
                    .filter(Files::isReadable)
                    .findFirst();
        } catch (IOException | RuntimeException gone) {
            return Optional.empty();
        }
    }

    OptionalLong count(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(LINE))
                    .mapToLong(line -> Long.parseLong(line.substring(LINE.length()).strip()))
                    .findFirst();
        } catch (IOException | RuntimeException unreadable) {
            return OptionalLong.empty();
        }
    }
}
