package dev.berth.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the kernel tells of processes and listeners.
final class Proc {
    private static final Path PROC = Path.of("/proc");

    private Proc() {}

    /// The environment of a process; empty when it is gone or another user's.
    static List<String> environment(long pid) {
        return strings(pid, "environ");
    }

    /// The arguments of a process; empty when it is gone.
    static List<String> arguments(long pid) {
        return strings(pid, "cmdline");
    }

    private static List<String> strings(long pid, String file) {
        try {
            var bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }

    /// All processes of a container but its init, the newest last.
    static List<ProcessHandle> inside(long init) {
        return ProcessHandle.of(init).stream().flatMap(ProcessHandle::descendants).toList();
    }

    /// Addresses outside loopback that a process of this user listens on, as the kernel writes
    /// them.
    static Set<String> listenersOutsideLoopback() throws IOException {
        var own = Long.toString(uid());
        var found = new ArrayList<String>();
        for (var table : List.of("net/tcp", "net/tcp6")) {
            for (var line : Files.readAllLines(PROC.resolve(table)).stream().skip(1).toList()) {
                var columns = line.strip().split("\\s+", -1);
                if (columns[3].equals("0A") && columns[7].equals(own) && !loopback(columns[1])) {
                    found.add(columns[1]);
                }
            }
        }
        return found.stream().collect(Collectors.toSet());
    }

    private static boolean loopback(String address) {
        return address.startsWith("0100007F:")
                || address.startsWith("00000000000000000000000001000000:")
                || address.startsWith("0000000000000000FFFF00000100007F:");
    }

    static long uid() throws IOException {
        return ((Number) Files.getAttribute(PROC.resolve("self"), "unix:uid")).longValue();
    }
}
