package dev.berth.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The directory trees that Berth owns. A value: nothing is created by making one.
///
/// @param config settings
/// @param state control files; never inside what the service can write
/// @param data the service's files; the only path the service can write
/// @param copies safety copies
/// @param logs ours and the service's
/// @param run the socket between processes of one user
public record Home(Path config, Path state, Path data, Path copies, Path logs, Path run) {

    /// In bytes: a path has 4096 on Linux, and the files in a home need some.
    private static final int LONGEST = 3500;

    /// Everything under one folder (`BERTH_HOME`: tests, portable use).
    public static Home under(Path root) {
        var base = root.toAbsolutePath().normalize();
        return new Home(
                base.resolve("config"),
                base.resolve("state"),
                base.resolve("data"),
                base.resolve("copies"),
                base.resolve("logs"),
                base.resolve("run"));
    }

    /// Why `BERTH_HOME` cannot be a home, in one sentence; empty when it can be, or is not set.
    public static Optional<String> objection(Map<String, String> environment) {
        var chosen = environment.getOrDefault("BERTH_HOME", "");
        if (chosen.isBlank()) {
            return Optional.empty();
        }
        var fault = fault(chosen);
        return fault.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "BERTH_HOME expects the absolute path of a folder, such as /home/anna/berth, but %s %s."
                                .formatted(chosen.replaceAll("\\p{Cntrl}", "?"), fault));
    }

    private static String fault(String chosen) {
        if (chosen.codePoints().anyMatch(Character::isISOControl)) {
            return "has a line break or another control character in it";
        }
        if (chosen.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return "is longer than " + LONGEST + " bytes";
        }
        try {
            var path = Path.of(chosen);
            if (!path.isAbsolute()) {
                return "is not absolute";
            }
            return Files.exists(path) && !Files.isDirectory(path) ? "is not a folder" : "";
        } catch (InvalidPathException e) {
            return "is no path";
        }
    }

    /// The home that this environment means: `BERTH_HOME`, else the platform's usual places (XDG
    /// Base Directory Specification 0.8; on macOS the Library folders; on Windows LOCALAPPDATA).
    ///
    /// @param environment the process's environment
    /// @param osName as in the system property `os.name`
    /// @param userHome as in the system property `user.home`
    public static Home of(Map<String, String> environment, String osName, String userHome) {
        var chosen = environment.getOrDefault("BERTH_HOME", "");
        if (!chosen.isBlank()) {
            return under(Path.of(chosen));
        }
        var user = Path.of(userHome);
        if (osName.startsWith("Mac")) {
            var support = user.resolve("Library/Application Support/Berth");
            return under(support).withLogs(user.resolve("Library/Logs/Berth"));
        }
        if (osName.startsWith("Windows")) {
            var local = environment.getOrDefault("LOCALAPPDATA", "");
            return under(
                    local.isBlank()
                            ? user.resolve("AppData/Local/Berth")
                            : Path.of(local, "Berth"));
        }
        var data = xdg(environment, "XDG_DATA_HOME", user.resolve(".local/share"));
        var state = xdg(environment, "XDG_STATE_HOME", user.resolve(".local/state"));
        return new Home(
                xdg(environment, "XDG_CONFIG_HOME", user.resolve(".config")),
                state.resolve("state"),
                data.resolve("data"),
                data.resolve("copies"),
                state.resolve("logs"),
                state.resolve("run"));
    }

    private Home withLogs(Path folder) {
        return new Home(config, state, data, copies, folder, run);
    }

    /// The specification wants relative values to be ignored.
    private static Path xdg(Map<String, String> environment, String name, Path otherwise) {
        var value = environment.getOrDefault(name, "");
        var base = value.startsWith("/") ? Path.of(value) : otherwise;
        return base.resolve("berth");
    }

    /// What is under way from the source of the service's program; nothing there is needed again.
    public Path cache() {
        return copies.resolveSibling("cache");
    }

    /// `config/settings.json`
    public Path settingsFile() {
        return config.resolve("settings.json");
    }
}
