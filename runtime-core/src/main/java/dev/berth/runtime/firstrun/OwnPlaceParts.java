package dev.berth.runtime.firstrun;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The helper programs that a place of its own needs on Linux: the one that runs it, looked for in
/// the helper folders and on `PATH`, and the one for its network, in the helper folders alone
/// (podman.md B-02). On other systems they come with the engine. Any thread.
public final class OwnPlaceParts {
    private static final String NETWORK = "gvproxy";
    private static final Pattern FOLDERS =
            Pattern.compile("(?m)^\\s*helper_binaries_dir\\s*=\\s*\\[([^\\]]*)\\]");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    /// As built into the engine's program (containers.conf(5), `helper_binaries_dir`).
    private static final List<String> USUAL =
            List.of(
                    "/usr/local/libexec/podman",
                    "/usr/local/lib/podman",
                    "/usr/libexec/podman",
                    "/usr/lib/podman");

    private final Map<String, String> environment;
    private final boolean linux;
    private final String runner;

    /// For this computer.
    public OwnPlaceParts(Map<String, String> environment) {
        this(environment, System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /// @param system `os.name` of the Java runtime
    /// @param processor `os.arch` of it
    OwnPlaceParts(Map<String, String> environment, String system, String processor) {
        this.environment = Map.copyOf(environment);
        linux = system.toLowerCase(Locale.ROOT).contains("linux");
        runner = "qemu-system-" + (processor.equals("amd64") ? "x86_64" : processor);
    }

    /// Names of those that are not here.
    public List<String> missing() {
        if (!linux) {
            return List.of();
        }
        var helpers = folders();
        return Stream.concat(
                        Stream.of(runner)
                                .filter(name ->
                                        !isIn(Stream.concat(helpers.stream(), path()), name)),
                        Stream.of(NETWORK).filter(name -> !isIn(helpers.stream(), name)))
                .toList();
    }

    private static boolean isIn(Stream<Path> folders, String program) {
        return folders.anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
    }

    private Stream<Path> path() {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(part -> !part.isEmpty())
                .map(Path::of);
    }

    private List<Path> folders() {
        var first = Stream.of(environment.getOrDefault("CONTAINERS_HELPER_BINARY_DIR", ""));
        var configured = settings().filter(Files::isReadable).flatMap(OwnPlaceParts::named);
        return Stream.concat(Stream.concat(first, configured), USUAL.stream())
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .toList();
    }

    private Stream<Path> settings() {
        var chosen = Optional.ofNullable(environment.get("CONTAINERS_CONF"));
        if (chosen.isPresent()) {
            return Stream.of(Path.of(chosen.get()));
        }
        var home = environment.getOrDefault("HOME", "/");
        var own = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
        return Stream.of(
                Path.of(own, "containers/containers.conf"),
                Path.of("/etc/containers/containers.conf"),
                Path.of("/usr/share/containers/containers.conf"));
    }

    private static Stream<String> named(Path file) {
        try {
            return FOLDERS
                    .matcher(Files.readString(file))
                    .results()
                    .flatMap(list -> QUOTED.matcher(list.group(1)).results())
                    .map((MatchResult quoted) -> quoted.group(1))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }
}
