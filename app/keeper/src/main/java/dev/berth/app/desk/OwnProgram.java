package dev.berth.app.desk;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How another process of this program is started.
public final class OwnProgram {

    private OwnProgram() {}

    /// What started us as jpackage's launchers do (Windows, macOS), else the launcher beside our
    /// Java; empty while developing.
    public static Optional<Path> launcher(Path javaHome) {
        return packaged()
                .or(() -> Optional.of(javaHome.resolve("bin").resolve("berth")))
                .filter(Files::isExecutable);
    }

    /// Jpackage's launchers name themselves.
    private static Optional<Path> packaged() {
        return Optional.ofNullable(System.getProperty("jpackage.app-path")).map(Path::of);
    }

    /// The process of the window: with jpackage it has a launcher of its own beside ours.
    public static List<String> windowCommand(Path javaHome) {
        return packaged()
                .map(own -> List.of(windowBeside(own).toString()))
                .orElseGet(() ->
                        Stream.concat(command(javaHome).stream(), Stream.of("window")).toList());
    }

    /// @param launcher `Berth` or `Berth.exe`
    static Path windowBeside(Path launcher) {
        var name = String.valueOf(launcher.getFileName());
        return launcher.resolveSibling(name.endsWith(".exe") ? "BerthWindow.exe" : "BerthWindow");
    }

    /// The launcher; while developing, the Java with the modules or classes that we run from.
    public static List<String> command(Path javaHome) {
        return launcher(javaHome)
                .map(file -> List.of(file.toString()))
                .orElseGet(() -> java(javaHome));
    }

    private static List<String> java(Path javaHome) {
        var java = javaHome.resolve("bin").resolve("java").toString();
        var modules = System.getProperty("jdk.module.path", "");
        return modules.isEmpty()
                ? List.of(java, "-cp", System.getProperty("java.class.path"), "dev.berth.app.Main")
                : List.of(java, "-p", modules, "-m", "dev.berth.app/dev.berth.app.Main");
    }

    /// What goes before a command that shall not end with our terminal, where there is such a
    /// thing.
    public static Optional<String> newSession() {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            var file = Path.of(folder, "setsid");
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return Optional.of(file.toString());
            }
        }
        return Optional.empty();
    }
}
