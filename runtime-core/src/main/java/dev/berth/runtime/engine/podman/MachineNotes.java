package dev.berth.runtime.engine.podman;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What we note of the machine in a folder of ours, for the case that we are killed or the power
/// goes: who starts it, and a copy of its entry. Owner thread only.
final class MachineNotes {
    private static final Logger LOG = LoggerFactory.getLogger(MachineNotes.class);

    /// A number is used again, so that its moment of birth must fit too; in ms, as the system tells
    /// it.
    private static final long SAME_BIRTH = 50;

    private static final Pattern STALE_FLAG = Pattern.compile("(\"Starting\"\\s*:\\s*)true");

    private final Path folder;

    /// @param folder of ours; made when needed
    MachineNotes(Path folder) {
        this.folder = folder;
    }

    // -- who starts it

    /// Notes the program that starts it, before it is waited for (podman.md S-17).
    void starts(ProcessHandle child) {
        try {
            Files.createDirectories(folder);
            MachineWorld.replace(
                    startNote(),
                    child.pid()
                            + " "
                            + child.info().startInstant().map(Instant::toEpochMilli).orElse(0L)
                            + "\n");
        } catch (IOException notNoted) {
            LOG.warn("who starts the machine is not noted", notNoted);
        }
    }

    /// The one that was noted, if it still lives.
    Optional<ProcessHandle> starter() {
        try {
            var words = Files.readString(startNote()).strip().split(" ", -1);
            long pid = Long.parseLong(words[0]);
            long birth = Long.parseLong(words[1]);
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            Math.abs(
                                            process.info()
                                                            .startInstant()
                                                            .map(Instant::toEpochMilli)
                                                            .orElse(0L)
                                                    - birth)
                                    <= SAME_BIRTH);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    void startIsOver() {
        try {
            Files.deleteIfExists(startNote());
        } catch (IOException stays) {
            LOG.debug("left behind: {}", startNote(), stays);
        }
    }

    private Path startNote() {
        return folder.resolve("starting");
    }

    /// Where a start writes what it says; it may outlive us.
    Path startOutput() throws IOException {
        Files.createDirectories(folder);
        return folder.resolve("start");
    }

    // -- its entry

    /// Keeps a copy of an entry that is good (podman.md W-09).
    void keep(Inspection machine) {
        try {
            Files.createDirectories(folder);
            Files.copy(
                    machine.entryFile(),
                    copyOf(machine.name()),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notKept) {
            LOG.debug("no copy of the entry of {}", machine.name(), notKept);
        }
    }

    /// Whether an entry was emptied by a crash, and we have a copy.
    boolean canRestore(String name, Path entry) {
        return isEmptied(entry) && Files.isRegularFile(copyOf(name));
    }

    /// Before 5.0 entries were written in place, so that a loss of power leaves nothing or zeros.
    private static boolean isEmptied(Path entry) {
        try {
            if (!Files.isRegularFile(entry) || Files.size(entry) > 1 << 20) {
                return false;
            }
            for (byte one : Files.readAllBytes(entry)) {
                if (one != 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// Puts the copy in the place of an emptied entry.
    void restore(String name, Path entry) throws IOException {
        if (canRestore(name, entry)) {
            MachineWorld.replace(entry, Files.readString(copyOf(name)));
        }
    }

    /// The copy means nothing any more.
    void forget(String name) {
        try {
            Files.deleteIfExists(copyOf(name));
        } catch (IOException stays) {
            LOG.debug("left behind: {}", copyOf(name), stays);
        }
    }

    /// 4.x refuses to start what once was cut short: its flag survives (podman.md S-01). Only
    /// called when nothing of the machine and no program that starts it lives.
    void takeFlagBack(Inspection machine) throws IOException {
        var entry = machine.entryFile();
        var text = Files.readString(entry);
        var changed = STALE_FLAG.matcher(text).replaceFirst("$1false");
        if (!changed.equals(text)) {
            Files.createDirectories(folder);
            MachineWorld.replace(folder.resolve(machine.name() + ".before"), text);
            MachineWorld.replace(entry, changed);
        }
    }

    private Path copyOf(String name) {
        return folder.resolve(name + ".entry");
    }

    // -- what it is made from

    /// 4.x names a machine's disk after the file that it is made from, so that two made from one
    /// share and destroy one disk (seen on 4.3.1): a link gives it a name of its own.
    Path named(Path file, String name) throws IOException {
        Files.createDirectories(folder);
        var link = folder.resolve(name);
        Files.deleteIfExists(link);
        try {
            return Files.createSymbolicLink(link, file.toAbsolutePath());
        } catch (UnsupportedOperationException | FileSystemException noSuchLinks) {
            return Files.createLink(link, file.toAbsolutePath());
        }
    }

    void unnamed(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException stays) {
            LOG.debug("left behind: {}", name, stays);
        }
    }
}
