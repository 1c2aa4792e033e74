package dev.berth.runtime.door;

import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Who listens on which port of this computer, as a person would name them: from the kernel's
/// tables on Linux (proc(5)), from the system's own tool elsewhere. Any thread; takes some
/// milliseconds, elsewhere up to a second.
public final class Occupants {
    private static final Duration TOOL = Duration.ofSeconds(1);
    private static final String LISTENING = "0A";

    /// 127.0.0.1, and every address of this computer, in both families and the kernel's form.
    private static final Set<String> OURS =
            Set.of(
                    "0100007F",
                    "0000000000000000FFFF00000100007F",
                    "00000000",
                    "00000000000000000000000000000000");

    private final Path proc;
    private final Optional<PortTable> tool;

    private Occupants(Path proc, Optional<PortTable> tool) {
        this.proc = proc;
        this.tool = tool;
    }

    /// Those of this computer.
    public static Occupants ofThisComputer() {
        var system = System.getProperty("os.name", "");
        return system.startsWith("Linux")
                ? in(Path.of("/proc"))
                : new Occupants(Path.of("/proc"), Optional.of(new PortTable(system)));
    }

    /// @param proc `/proc`
    static Occupants in(Path proc) {
        return new Occupants(proc, Optional.empty());
    }

    /// Who listens where our address is, or would be; empty where nobody does or it cannot be told.
    public Optional<Occupant> at(int port) {
        return tool.isPresent()
                ? tool.get().listeners(port, new Limit(TOOL, new Cancellation())).stream()
                        .flatMap(Set::stream)
                        .map(this::named)
                        .findFirst()
                : sockets(port).stream().map(this::holder).findFirst();
    }

    /// The numbers of those that listen there.
    private List<String> sockets(int port) {
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(proc.resolve("self/net").resolve(table)))
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields.length > 9 && fields[3].equals(LISTENING))
                .filter(fields -> isThere(fields[1], port))
                .map(fields -> fields[9])
                .toList();
    }

    private static boolean isThere(String address, int port) {
        var end = ":%04X".formatted(port);
        return address.endsWith(end)
                && OURS.contains(address.substring(0, address.length() - end.length()));
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    private Occupant holder(String socket) {
        var file = "socket:[" + socket + "]";
        return list(proc).stream()
                .filter(process -> process.getFileName().toString().matches("\\d+"))
                .filter(process ->
                        list(process.resolve("fd")).stream()
                                .anyMatch(open -> link(open).equals(file)))
                .map(process -> Long.parseLong(process.getFileName().toString()))
                .findFirst()
                .map(this::named)
                .orElseGet(Occupant::ofAnotherAccount);
    }

    private Occupant named(long pid) {
        return new Occupant(name(pid), OptionalLong.of(pid));
    }

    /// Of the file that runs, for a process may call itself what it likes.
    private Optional<String> name(long pid) {
        var file = link(proc.resolve(Long.toString(pid)).resolve("exe")).replace(" (deleted)", "");
        return Optional.of(file)
                .filter(path -> !path.isEmpty())
                .or(() -> ProcessHandle.of(pid).flatMap(process -> process.info().command()))
                .map(path ->
                        path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
                .filter(name -> !name.isEmpty());
    }

    private static String link(Path path) {
        try {
            return Files.readSymbolicLink(path).toString();
        } catch (IOException | UnsupportedOperationException unreadable) {
            return "";
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
