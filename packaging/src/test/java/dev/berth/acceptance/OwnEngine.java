package dev.berth.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An ordinary person's engine beside the one of this account, with its own store and its own notes
/// of what runs, so that all its processes may be ended.
final class OwnEngine implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Path home;
    private final Path runtime;

    OwnEngine() throws Exception {
        home = Files.createTempDirectory("berth-engine-");
        runtime =
                Files.createDirectory(
                        home.resolve("run"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        var settings = Path.of(System.getProperty("user.home"), ".config/containers");
        var own = Files.createDirectories(home.resolve(".config/containers"));
        for (var name : List.of("storage.conf", "containers.conf")) {
            if (Files.exists(settings.resolve(name))) {
                Files.copy(settings.resolve(name), own.resolve(name));
            }
        }
    }

    /// What leads a program to it.
    Map<String, String> environment() {
        return Map.of("HOME", home.toString(), "XDG_RUNTIME_DIR", runtime.toString());
    }

    Program.Outcome podman(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("podman"));
        command.addAll(List.of(arguments));
        return Program.run(command, environment(), DEADLINE);
    }

    /// Ends everything of it, and what runs in it, as the end of a computer does.
    void kill() {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        for (var all = processes(); !all.isEmpty(); all = processes()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("these do not end: " + all);
            }
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(one -> one.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        }
    }

    /// Its own, and what runs in it; not the programs that use it.
    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> isOfIt(process.pid()))
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .distinct()
                .toList();
    }

    private boolean isOfIt(long pid) {
        var program =
                Path.of(Proc.arguments(pid).stream().findFirst().orElse("")).normalize().toString();
        return Stream.of("catatonit", "conmon", "slirp4netns", "pasta", "rootlessport", "podman")
                        .anyMatch(program::contains)
                && (Proc.environment(pid).contains("XDG_RUNTIME_DIR=" + runtime)
                        || Proc.arguments(pid).toString().contains(home.toString()));
    }

    @Override
    public void close() throws IOException {
        try {
            podman("system", "migrate"); // where a test has left it as it was killed
            podman("rm", "--all", "--force", "--time=0");
            // what lies in its store belongs to other ids of this account
            podman("unshare", "rm", "-rf", home.resolve(".local").toString());
            kill();
            Program.run(List.of("rm", "-rf", home.toString()), Map.of(), DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
