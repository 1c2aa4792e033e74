package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Insight.Helper;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The programs that an engine on this computer needs beside its own: what `podman info` names, and
/// where it names nothing (before 4.6), what lies in the usual folders (containers.conf(5),
/// `helper_binaries_dir`).
final class HelperPrograms {
    private static final List<String> USUAL =
            List.of(
                    "/usr/local/libexec/podman",
                    "/usr/local/lib/podman",
                    "/usr/libexec/podman",
                    "/usr/lib/podman",
                    "/usr/bin",
                    "/usr/sbin",
                    "/usr/local/bin");

    private final List<String> folders;

    HelperPrograms(Map<String, String> environment) {
        folders =
                Stream.of(
                                Stream.of(
                                        environment.getOrDefault(
                                                "CONTAINERS_HELPER_BINARY_DIR", "")),
                                USUAL.stream(),
                                Stream.of(environment.getOrDefault("PATH", "").split(":", -1)))
                        .flatMap(some -> some)
                        .filter(folder -> folder.startsWith("/"))
                        .distinct()
                        .toList();
    }

    /// Those that this answer of `podman info` shows to be needed.
    List<Helper> of(JsonNode info) {
        return Stream.of(starter(info), watcher(info), connector(info), forwarder(info))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Helper> starter(JsonNode info) {
        var name = Json.text(info, "host", "ociRuntime", "name");
        return Optional.of(
                helper(
                        "starts the assistant",
                        name.isEmpty() ? List.of("crun", "runc") : List.of(name),
                        Json.text(info, "host", "ociRuntime", "path")));
    }

    private Optional<Helper> watcher(JsonNode info) {
        return Optional.of(
                helper(
                        "watches over the assistant",
                        List.of("conmon"),
                        Json.text(info, "host", "conmon", "path")));
    }

    /// `netavark` since 4.0, as root and in networks of one's own; plugins before (CNI).
    private Optional<Helper> connector(JsonNode info) {
        var backend = Json.text(info, "host", "networkBackend");
        return backend.equals("netavark")
                ? Optional.of(
                        helper(
                                "connects it to the network",
                                List.of("netavark"),
                                Json.text(info, "host", "networkBackendInfo", "path")))
                : Optional.empty();
    }

    /// What forwards an ordinary user's ports: one of the two.
    private Optional<Helper> forwarder(JsonNode info) {
        if (!Json.flag(info, "host", "security", "rootless")) {
            return Optional.empty();
        }
        var named =
                Stream.of("pasta", "slirp4netns")
                        .map(name -> Json.text(info, "host", name, "executable"))
                        .filter(path -> !path.isEmpty())
                        .findFirst()
                        .orElse("");
        return Optional.of(
                helper("leads the way out and in", List.of("pasta", "slirp4netns"), named));
    }

    /// What the engine names counts; where it names nothing, what is found.
    private Helper helper(String duty, List<String> names, String named) {
        var found =
                named.startsWith("/")
                        ? existing(named)
                        : names.stream()
                                .flatMap(
                                        name -> folders.stream().map(folder -> folder + "/" + name))
                                .flatMap(path -> existing(path).stream())
                                .findFirst();
        return new Helper(duty, names, found);
    }

    private static Optional<Path> existing(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Files::isExecutable);
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }
}
