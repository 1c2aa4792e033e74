package dev.berth.runtime.engine.podman;

import dev.berth.runtime.store.MachineRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a machine that was cut short while it was made leaves, and what it must have. Podman writes
/// disk and connections before the entry from 5.0 on, and the other way round before (podman.md A1;
/// lab).
final class Leftover {
    private static final Pattern IMAGE_PATH =
            Pattern.compile("\"ImagePath\"\\s*:\\s*\\{\\s*\"Path\"\\s*:\\s*\"([^\"\\\\]+)\"");

    /// A file's time may be cut to full seconds.
    private static final long ROUNDED = 1;

    private Leftover() {}

    /// A part that is not there.
    static Optional<String> missing(Inspection machine) {
        return Stream.concat(disk(machine).stream(), machine.ignition().stream())
                .filter(file -> !Files.exists(file))
                .map(Path::toString)
                .findFirst();
    }

    /// Its disk, as `inspect` says it, or its entry.
    static Optional<Path> disk(Inspection machine) {
        if (machine.disk().isPresent()) {
            return machine.disk();
        }
        try {
            var found = IMAGE_PATH.matcher(Files.readString(machine.entryFile()));
            return found.find() ? Optional.of(Path.of(found.group(1))) : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /// The name of the file that this one is made from.
    static String imageName(MachineRecord plan, String original) {
        int dot = original.indexOf('.', 1);
        return plan.name()
                + "-"
                + Long.toString(plan.asked().toEpochMilli(), Character.MAX_RADIX)
                + (dot < 0 ? "" : original.substring(dot));
    }

    /// Files of one that has no entry: only such as have its name and are younger than our plan to
    /// make it.
    static List<Path> of(MachineRecord plan, MachineReader.Info info) {
        var name = Pattern.quote(plan.name());
        var linked = Pattern.quote(imageName(plan, ""));
        var disk =
                Pattern.compile(
                        "(?:"
                                + linked
                                + "|"
                                + name
                                + "(?:_.+|-(?:amd64|arm64|x86_64|aarch64)))"
                                + "\\.(?:qcow2|raw|vhdx)(?:\\..+)?");
        var beside = Pattern.compile(name + "\\.ign");
        return Stream.concat(
                        files(info.images(), disk, plan.asked()),
                        files(info.entries(), beside, plan.asked()))
                .toList();
    }

    private static Stream<Path> files(Path folder, Pattern name, Instant since) {
        try (var all = Files.list(folder)) {
            return all
                    .filter(file -> name.matcher(file.getFileName().toString()).matches())
                    .filter(file -> isYounger(file, since))
                    .toList()
                    .stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    private static boolean isYounger(Path file, Instant since) {
        try {
            return Files.isRegularFile(file)
                    && !Files.getLastModifiedTime(file)
                            .toInstant()
                            .isBefore(since.minusSeconds(ROUNDED));
        } catch (IOException gone) {
            return false;
        }
    }
}
