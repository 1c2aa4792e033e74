package dev.berth.runtime.engine.podman;

import dev.berth.runtime.store.MachineRecord.Identity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The environment of everything that concerns the machine: the person's own, but for the list of
/// connections. Podman writes each machine into that list, and may make it the usual one (podman.md
/// C-04), so that ours goes into a list of ours, and the person's stays byte for byte.
///
/// - **5.0 and later** keep the list in a file that `PODMAN_CONNECTIONS_CONF` names.
/// - **4.x** keeps it in `containers.conf`. The variable `CONTAINERS_CONF` names another file, and
///   then no other is read: ours says what the person's and the system's say.
///
/// Which provider makes a machine is pinned to that of ours once it is made, because the usual one
/// changes from version to version (podman.md A2).
final class MachineWorld {
    private static final Logger LOG = LoggerFactory.getLogger(MachineWorld.class);

    private static final PodmanVersion FIVE = new PodmanVersion(5, 0, 0);
    private static final Set<String> PROVIDERS =
            Set.of("qemu", "applehv", "libkrun", "wsl", "hyperv");

    /// A sign-in helper that a file names and that is not there stops each fetch (podman.md B-13).
    private static final Pattern SIGN_IN_HELPER =
            Pattern.compile("\"(?:credsStore|[^\"]+)\"\\s*:\\s*\"([A-Za-z0-9_.-]+)\"");

    private static final String SHELL =
            """
            #!/bin/sh
            PATH="${PATH#*:}"
            export PATH
            exec ssh -F /dev/null -o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=no "$@"
            """;

    private final Map<String, String> environment;
    private final Path folder;
    private final Path root;
    private final String system;

    /// @param environment ours
    /// @param folder a folder of ours
    MachineWorld(Map<String, String> environment, Path folder) {
        this(environment, folder, Path.of("/"), System.getProperty("os.name", ""));
    }

    /// @param root where `etc` and `usr` are
    /// @param system `os.name` of the Java runtime
    MachineWorld(Map<String, String> environment, Path folder, Path root, String system) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.root = root;
        this.system = system;
    }

    /// What is added to ours.
    ///
    /// @param version of the program
    /// @param ours the machine, once made
    Map<String, String> variables(PodmanVersion version, Optional<Identity> ours)
            throws IOException {
        var added = new HashMap<String, String>();
        Files.createDirectories(folder);
        if (version.compareTo(FIVE) < 0) {
            added.put("CONTAINERS_CONF", conf().toString());
        } else {
            added.put("PODMAN_CONNECTIONS_CONF", folder.resolve("connections.json").toString());
        }
        ours.flatMap(MachineWorld::provider)
                .ifPresent(provider -> added.put("CONTAINERS_MACHINE_PROVIDER", provider));
        helpers().ifPresent(helpers -> added.put("CONTAINERS_HELPER_BINARY_DIR", helpers));
        path().ifPresent(path -> added.put("PATH", path));
        signIns().ifPresent(file -> added.put("REGISTRY_AUTH_FILE", file.toString()));
        return Map.copyOf(added);
    }

    /// The same for a command inside. 4.x has `ssh` note each machine among the hosts that the
    /// person knows, in the real home folder whatever `HOME` says (seen on 4.3.1), and lets a
    /// person's settings for `ssh` break it (podman.md B-12): a small script in our own folder
    /// stands before it in PATH.
    Map<String, String> forShell(PodmanVersion version, Optional<Identity> ours)
            throws IOException {
        var all = new HashMap<>(variables(version, ours));
        if (version.compareTo(FIVE) < 0 && !system.startsWith("Windows")) {
            var path = all.getOrDefault("PATH", environment.getOrDefault("PATH", "/usr/bin:/bin"));
            all.put("PATH", shell() + ":" + path);
        }
        return Map.copyOf(all);
    }

    private Path shell() throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        var script = bin.resolve("ssh");
        if (!Files.exists(script) || !Files.readString(script).equals(SHELL)) {
            replace(script, SHELL);
        }
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return bin;
    }

    /// The folder in which an entry lies is called after its provider.
    static Optional<String> provider(Identity identity) {
        var path = Path.of(identity.config());
        var of = identity.config().endsWith(".json") ? path.getParent() : path;
        return Optional.ofNullable(of)
                .flatMap(one -> Optional.ofNullable(one.getFileName()))
                .map(Path::toString)
                .filter(PROVIDERS::contains);
    }

    // -- 4.x: one file instead of all

    private Path conf() throws IOException {
        var file = folder.resolve("containers.conf");
        var theirs = new ContainersConf(Map.of());
        for (var one : confFiles()) {
            theirs = theirs.under(read(one));
        }
        var ours = Files.exists(file) ? read(file) : ContainersConf.empty();
        var text = theirs.withoutConnections().under(ours.connections()).text();
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            replace(file, text);
        }
        return file;
    }

    static void replace(Path file, String text) throws IOException {
        var beside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.writeString(beside, text);
        Files.move(
                beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private ContainersConf read(Path file) {
        try {
            var read = ContainersConf.read(Files.readString(file));
            if (read.isEmpty()) {
                LOG.warn("{} is written in a way that is not understood: it is left out", file);
            }
            return read.orElseGet(ContainersConf::empty);
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read: it is left out", file, unreadable);
            return ContainersConf.empty();
        }
    }

    /// containers.conf(5), the weaker first.
    private List<Path> confFiles() {
        var chosen = environment.getOrDefault("CONTAINERS_CONF", "");
        if (!chosen.isEmpty()) {
            return Stream.of(Path.of(chosen)).filter(Files::isRegularFile).toList();
        }
        var own = config().resolve("containers");
        return Stream.of(
                        Stream.of(root.resolve("usr/share/containers/containers.conf")),
                        Stream.of(root.resolve("etc/containers/containers.conf")),
                        pieces(root.resolve("etc/containers/containers.conf.d")),
                        Stream.of(own.resolve("containers.conf")),
                        pieces(own.resolve("containers.conf.d")))
                .flatMap(each -> each)
                .filter(Files::isRegularFile)
                .toList();
    }

    private static Stream<Path> pieces(Path folder) {
        try (var files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".conf"))
                    .sorted(Comparator.naturalOrder())
                    .toList()
                    .stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    private Path config() {
        var named = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return named.isEmpty() ? home().resolve(".config") : Path.of(named);
    }

    private Path home() {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
    }

    // -- programs beside Podman

    /// Homebrew and the installer put the network helper where Podman may not look (podman.md
    /// B-02).
    private Optional<String> helpers() {
        if (!system.startsWith("Mac") || environment.containsKey("CONTAINERS_HELPER_BINARY_DIR")) {
            return Optional.empty();
        }
        return Stream.of(
                        "opt/podman/bin",
                        "opt/homebrew/opt/podman/libexec/podman",
                        "usr/local/opt/podman/libexec/podman",
                        "opt/homebrew/bin",
                        "usr/local/bin")
                .map(root::resolve)
                .filter(one -> Files.isExecutable(one.resolve("gvproxy")))
                .map(Path::toString)
                .findFirst();
    }

    /// A window program's is short on macOS (podman.md B-01), and may lack `ssh-keygen` on Windows
    /// (B-08).
    private Optional<String> path() {
        var path = environment.getOrDefault("PATH", "");
        if (system.startsWith("Mac")) {
            return Optional.of(
                    path + ":/usr/local/bin:/opt/homebrew/bin:/opt/podman/bin:/usr/bin:/bin");
        }
        if (system.startsWith("Windows")) {
            return Optional.of(
                    path
                            + ";"
                            + environment.getOrDefault("SystemRoot", "C:\\Windows")
                            + "\\System32\\OpenSSH");
        }
        return Optional.empty();
    }

    /// An empty file of ours, only where the person's would stop each fetch.
    private Optional<Path> signIns() throws IOException {
        if (environment.containsKey("REGISTRY_AUTH_FILE") || !namesMissingHelper()) {
            return Optional.empty();
        }
        var file = folder.resolve("auth.json");
        if (!Files.exists(file)) {
            replace(file, "{}\n");
        }
        return Optional.of(file);
    }

    private boolean namesMissingHelper() {
        try {
            var text = Files.readString(home().resolve(".docker/config.json"));
            int store = text.indexOf("\"credsStore\"");
            int helpers = text.indexOf("\"credHelpers\"");
            if (store < 0 && helpers < 0) {
                return false;
            }
            var from = store < 0 ? helpers : helpers < 0 ? store : Math.min(store, helpers);
            return SIGN_IN_HELPER
                    .matcher(text.substring(from))
                    .results()
                    .limit(20)
                    .anyMatch(found -> !isInPath("docker-credential-" + found.group(1)));
        } catch (IOException none) {
            return false;
        }
    }

    private boolean isInPath(String program) {
        var path = path().orElseGet(() -> environment.getOrDefault("PATH", ""));
        return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                .filter(one -> !one.isBlank())
                .anyMatch(one ->
                        Files.isExecutable(Path.of(one, program))
                                || Files.isExecutable(Path.of(one, program + ".exe")));
    }
}
