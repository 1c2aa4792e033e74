package dev.berth.runtime.doctor;

import dev.berth.runtime.Home;
import dev.berth.runtime.store.HomeLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Which process looks after the home, told without its help.
final class Keeping {
    private final Path file;
    private final Path folder;
    private final Path proc;

    /// @param proc `/proc`
    Keeping(Home home, Path proc) {
        folder = home.state();
        file = folder.resolve("lock");
        this.proc = proc;
    }

    /// The process that holds the lock: by the kernel's own list (`/proc/locks`, proc(5)),
    /// elsewhere the living one that the file names.
    OptionalLong holder() throws IOException {
        var locks = proc.resolve("locks");
        if (Files.isReadable(locks) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return byKernel(locks);
        }
        return HomeLock.named(folder)
                .map(HomeLock.Holder::pid)
                .filter(pid -> ProcessHandle.of(pid).isPresent())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /// `1: POSIX ADVISORY WRITE 4711 fe:00:2236459 0 EOF`
    private OptionalLong byKernel(Path locks) throws IOException {
        var number = ":" + Files.getAttribute(file, "unix:ino");
        try (Stream<String> lines = Files.lines(locks)) {
            return lines.map(line -> line.strip().split("\\s+", -1))
                    .filter(fields -> fields.length > 5 && fields[1].equals("POSIX"))
                    .filter(fields -> fields[5].endsWith(number))
                    .mapToLong(fields -> Long.parseLong(fields[4]))
                    .findFirst();
        }
    }

    /// Whether somebody has halted this process (`T` in its state, proc(5)).
    boolean isHalted(long pid) {
        try {
            var stat = Files.readString(proc.resolve(Long.toString(pid)).resolve("stat"));
            var state = stat.substring(stat.lastIndexOf(')') + 1).strip();
            return state.startsWith("T") || state.startsWith("t");
        } catch (IOException gone) {
            return false;
        }
    }

    /// The kind of disk on which the notes lie, where it is one of another computer.
    Optional<String> farDisk() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        var kind = Files.getFileStore(folder).type();
        return Stream.of("nfs", "cifs", "smb", "sshfs", "9p", "afs", "glusterfs", "ceph")
                        .anyMatch(kind::contains)
                ? Optional.of(kind)
                : Optional.empty();
    }

    Path file() {
        return file;
    }
}
