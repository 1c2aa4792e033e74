package dev.berth.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.acceptance.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A Debian of the same release with apt and nothing else.
record CleanSystem(Path root) implements AutoCloseable {
    private static final Duration SYSTEM = Duration.ofMinutes(4);
    private static final Duration INSTALLATION = Duration.ofMinutes(4);
    private static final Path SOURCES = Path.of("/etc/apt/sources.list.d/debian.sources");
    private static final Path OLD_SOURCES = Path.of("/etc/apt/sources.list");

    static CleanSystem made() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/mmdebstrap")),
                "there is no mmdebstrap on this machine");
        var sources = Stream.of(OLD_SOURCES, SOURCES).filter(Files::isReadable).toList();
        assumeTrue(!sources.isEmpty(), "this machine has no sources of Debian packages");
        var system = new CleanSystem(Files.createTempDirectory("berth-clean-"));
        try {
            var command =
                    new ArrayList<>(
                            List.of(
                                    "mmdebstrap",
                                    "--variant=apt",
                                    "--quiet",
                                    "--include=ca-certificates",
                                    codename(),
                                    system.root().toString()));
            sources.forEach(file -> command.add(file.toString()));
            var made = Program.run(command, Map.of(), SYSTEM);
            assumeTrue(made.status() == 0, "no system could be made: " + made.text());
            system.furnish();
            return system;
        } catch (Exception | Error e) {
            system.close();
            throw e;
        }
    }

    private static String codename() throws IOException {
        return Files.readAllLines(Path.of("/etc/os-release")).stream()
                .filter(line -> line.startsWith("VERSION_CODENAME="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElse("stable");
    }

    /// The way to the packages as this machine has it.
    private void furnish() throws Exception {
        for (var file : List.of("resolv.conf", "hosts")) {
            var own = Path.of("/etc", file);
            if (Files.isReadable(own)) {
                Files.copy(
                        own,
                        root.resolve("etc").resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (var files = Files.list(Path.of("/etc/apt/apt.conf.d"))) {
            for (var file : files.filter(CleanSystem::tellsTheWay).toList()) {
                Files.copy(
                        file,
                        root.resolve("etc/apt/apt.conf.d").resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        must("mount", "-t", "proc", "proc", root.resolve("proc").toString());
    }

    private static boolean tellsTheWay(Path file) {
        try {
            return Files.readString(file).contains("Acquire::");
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// Runs a command of this machine; what does not work here cannot be tested here.
    static void must(String... command) throws Exception {
        var outcome = Program.run(List.of(command), Map.of(), Await.LONG);
        assumeTrue(outcome.status() == 0, String.join(" ", command) + ": " + outcome.text());
    }

    /// Runs a line of shell in it, as root.
    Outcome run(String line) throws Exception {
        return Program.run(
                List.of(
                        "env",
                        "-i",
                        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                        "LANG=C.UTF-8",
                        "HOME=/root",
                        "USER=root",
                        "BERTH_HOME=/home-of-berth",
                        "chroot",
                        root.toString(),
                        "/bin/sh",
                        "-c",
                        line),
                Map.of(),
                INSTALLATION);
    }

    /// Processes whose root is the clean system.
    List<String> leftBehind() {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    try {
                        return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/root"))
                                .equals(root);
                    } catch (IOException gone) {
                        return false;
                    }
                })
                .map(process -> String.join(" ", Proc.arguments(process.pid())))
                .toList();
    }

    @Override
    public void close() throws IOException {
        try {
            Program.run(List.of("umount", root.resolve("proc").toString()), Map.of(), Await.LONG);
            // nothing below another mount is touched, should one be left
            Program.run(
                    List.of("rm", "-rf", "--one-file-system", root.toString()),
                    Map.of(),
                    Await.LONG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
