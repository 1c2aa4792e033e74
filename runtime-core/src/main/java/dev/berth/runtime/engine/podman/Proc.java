package dev.berth.runtime.engine.podman;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The kernel's view of processes and sockets (proc(5)). What cannot be read, because it has ended
/// or belongs to somebody else, is empty.
final class Proc {
    private final Path root;

    /// @param root `/proc`
    Proc(Path root) {
        this.root = root;
    }

    /// A socket that waits for connections.
    ///
    /// @param address in the kernel's hexadecimal form
    /// @param uid its owner's
    record Listening(String address, long uid, long inode) {}

    /// All that listen on a port, of both families; empty when the tables cannot be read.
    Optional<List<Listening>> listening(int port) {
        try {
            var all = new ArrayList<Listening>();
            for (var table : List.of("tcp", "tcp6")) {
                var file = root.resolve("self/net").resolve(table);
                if (Files.exists(file)) {
                    Files.readAllLines(file).stream()
                            .flatMap(line -> listening(line, port).stream())
                            .forEach(all::add);
                }
            }
            return Files.exists(root.resolve("self/net/tcp")) ? Optional.of(all) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// `0: 0100007F:4965 00000000:0000 0A 0:0 0:0 0 1001 0 87928 …`; 0A is listening.
    private static Optional<Listening> listening(String line, int port) {
        var fields = line.strip().split("\\s+", -1);
        if (fields.length < 10 || !fields[3].equals("0A")) {
            return Optional.empty();
        }
        var end = ":%04X".formatted(port);
        return fields[1].endsWith(end)
                ? Optional.of(
                        new Listening(
                                fields[1].substring(0, fields[1].length() - end.length()),
                                Long.parseLong(fields[7]),
                                Long.parseLong(fields[9])))
                : Optional.empty();
    }

    List<Long> processes() {
        return list(root).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> name.chars().allMatch(Character::isDigit))
                .map(Long::valueOf)
                .toList();
    }

    /// The arguments with which a process was started.
    List<String> arguments(long pid) {
        try {
            var all = Files.readString(of(pid).resolve("cmdline"), UTF_8);
            return List.of(all.split("\0", -1));
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /// The environment with which a process was started, as `NAME=VALUE`; empty where it cannot be
    /// read.
    List<String> environment(long pid) {
        try {
            var all = Files.readString(of(pid).resolve("environ"), ISO_8859_1);
            return List.of(all.split("\0", -1));
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /// The user a process belongs to.
    Optional<Long> uid(long pid) {
        try {
            return Optional.of(((Number) Files.getAttribute(of(pid), "unix:uid")).longValue());
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /// The paths of its control groups, one of each hierarchy.
    List<String> groups(long pid) {
        try {
            return Files.readAllLines(of(pid).resolve("cgroup"), ISO_8859_1).stream()
                    .map(line -> line.substring(line.lastIndexOf(':') + 1))
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /// What its open files are: `socket:[87928]`, `net:[4026532184]`, paths.
    List<String> openFiles(long pid) {
        return list(of(pid).resolve("fd")).stream().flatMap(fd -> link(fd).stream()).toList();
    }

    /// The networks in which its threads are: `net:[4026532184]`.
    List<String> networks(long pid) {
        return Stream.concat(Stream.of(of(pid)), list(of(pid).resolve("task")).stream())
                .flatMap(thread -> link(thread.resolve("ns/net")).stream())
                .distinct()
                .toList();
    }

    private Path of(long pid) {
        return root.resolve(Long.toString(pid));
    }

    private static Optional<String> link(Path path) {
        try {
            return Optional.of(Files.readSymbolicLink(path).toString());
        } catch (IOException | UnsupportedOperationException unreadable) {
            return Optional.empty();
        }
    }

    private static List<Path> list(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException | UncheckedIOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
    }
}
