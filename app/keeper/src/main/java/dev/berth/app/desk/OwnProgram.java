package dev.berth.app.desk;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How another process of this program is started.
public final class OwnProgram {

    private OwnProgram() {}

    /// The launcher beside our Java; empty while developing.
    public static Optional<Path> launcher(Path javaHome) {
        return Optional.of(javaHome.resolve("bin").resolve("berth")).filter(Files::isExecutable);
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
