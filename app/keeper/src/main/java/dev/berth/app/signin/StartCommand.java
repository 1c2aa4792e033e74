package dev.berth.app.signin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What starts Berth at sign-in: the launcher, and which home it is about where that is not the
/// usual one.
///
/// @param launcher absolute path
/// @param home value of `BERTH_HOME`
public record StartCommand(Path launcher, Optional<String> home) {

    /// For this program in this environment.
    public static StartCommand of(Path launcher, Map<String, String> environment) {
        return new StartCommand(
                launcher.toAbsolutePath(),
                Optional.ofNullable(environment.get("BERTH_HOME")).filter(path -> !path.isEmpty()));
    }

    /// The program and its arguments.
    List<String> words() {
        var berth = List.of(launcher.toString(), "--sign-in");
        return home.map(path ->
                        List.of("env", "BERTH_HOME=" + path, berth.getFirst(), berth.getLast()))
                .orElse(berth);
    }
}
