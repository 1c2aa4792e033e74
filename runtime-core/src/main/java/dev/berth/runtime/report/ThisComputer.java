package dev.berth.runtime.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What this computer and this program are: versions, sizes, and what of the environment changes
/// how they work.
final class ThisComputer {
    private static final List<String> PROPERTIES =
            List.of(
                    "os.name",
                    "os.version",
                    "os.arch",
                    "java.version",
                    "java.vm.version",
                    "java.vendor",
                    "user.language",
                    "file.encoding",
                    "stdout.encoding");
    private static final List<String> VARIABLES =
            List.of(
                    "LANG",
                    "LC_ALL",
                    "PATH",
                    "XDG_RUNTIME_DIR",
                    "XDG_SESSION_TYPE",
                    "XDG_CURRENT_DESKTOP",
                    "DBUS_SESSION_BUS_ADDRESS",
                    "CONTAINER_HOST",
                    "CONTAINER_CONNECTION",
                    "DOCKER_HOST",
                    "CONTAINERS_CONF",
                    "CONTAINERS_STORAGE_CONF",
                    "HTTPS_PROXY",
                    "HTTP_PROXY",
                    "NO_PROXY",
                    "https_proxy",
                    "http_proxy",
                    "no_proxy",
                    "SSL_CERT_FILE",
                    "BERTH_HOME");
    private static final List<String> FILES =
            List.of(
                    "etc/os-release",
                    "proc/version",
                    "proc/meminfo",
                    "proc/loadavg",
                    "proc/uptime",
                    "proc/pressure/memory",
                    "proc/pressure/io",
                    "proc/sys/user/max_user_namespaces",
                    "proc/sys/kernel/unprivileged_userns_clone",
                    "sys/fs/selinux/enforce",
                    "sys/fs/cgroup/cgroup.controllers",
                    "etc/subuid",
                    "etc/subgid",
                    "etc/containers/containers.conf",
                    "etc/containers/storage.conf",
                    "etc/containers/registries.conf");

    private final Map<String, String> environment;
    private final Path root;
    private final String version;

    ThisComputer(Map<String, String> environment, Path root, String version) {
        this.environment = Map.copyOf(environment);
        this.root = root;
        this.version = version;
    }

    List<Piece> all(List<Path> folders) {
        return List.of(versions(folders), system(), settingsOfTheEngine());
    }

    private Piece versions(List<Path> folders) {
        var lines = new ArrayList<String>();
        lines.add("berth: " + version);
        PROPERTIES.forEach(name -> lines.add(name + ": " + System.getProperty(name, "")));
        lines.add("processors: " + Runtime.getRuntime().availableProcessors());
        new TreeMap<>(environment)
                .forEach((name, value) -> {
                    if (VARIABLES.contains(name)) {
                        lines.add(name + ": " + value);
                    }
                });
        folders.forEach(folder -> lines.add(disk(folder)));
        return Piece.of("versions.txt", String.join("\n", lines) + "\n");
    }

    private static String disk(Path folder) {
        var there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            var disk = Files.getFileStore(there);
            return "disk of %s: %s, %d MB of %d MB free%s"
                    .formatted(
                            folder,
                            disk.type(),
                            disk.getUsableSpace() / 1_000_000,
                            disk.getTotalSpace() / 1_000_000,
                            disk.isReadOnly() ? ", read-only" : "");
        } catch (IOException unknown) {
            return "disk of " + folder + ": unknown";
        }
    }

    private Piece system() {
        var text = new StringBuilder();
        FILES.forEach(file -> append(text, root.resolve(file)));
        return Piece.of("system.txt", text.toString());
    }

    /// The person's own, which override those of the system (containers.conf(5)).
    private Piece settingsOfTheEngine() {
        var home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        var own =
                Path.of(
                        environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config"),
                        "containers");
        var text = new StringBuilder();
        Stream.of("containers.conf", "storage.conf", "registries.conf", "policy.json")
                .map(own::resolve)
                .forEach(file -> append(text, file));
        return Piece.of("engine/settings.txt", text.toString());
    }

    private static void append(StringBuilder text, Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        text.append("== ").append(file).append(" ==\n");
        try (var in = Files.newInputStream(file)) {
            text.append(new String(in.readNBytes(64 * 1024), StandardCharsets.UTF_8)).append('\n');
        } catch (IOException unreadable) {
            text.append("cannot be read: ").append(unreadable.getMessage()).append('\n');
        }
    }
}
