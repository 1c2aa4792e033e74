package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Another real process with this room's classes.
final class ChildJvm {

    private ChildJvm() {}

    /// Started through `sh`, so that a limit can be set first.
    static Process start(String shellPrefix, Class<?> main, Object... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.addAll(List.of("sh", "-c", shellPrefix + " exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
        command.add(classPath());
        command.add(main.getName());
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String classPath() {
        return String.join(
                System.getProperty("path.separator"),
                "target/classes",
                "target/test-classes",
                System.getProperty("java.class.path", ""),
                System.getProperty("jdk.module.path", ""));
    }
}
