package dev.berth.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The finished program in its folder, run as a person would run it.
///
/// @param launcher the file that starts it
record Program(Path launcher) {

    /// Longer than any command that asks for nothing slow; in seconds.
    private static final long DEADLINE = 30;

    /// The program under test, as `./dev test` names it in `BERTH_PROGRAM`.
    static Program underTest() {
        var launcher = System.getenv("BERTH_PROGRAM");
        if (launcher == null) {
            throw new IllegalStateException(
                    "BERTH_PROGRAM must name the launcher to test: run ./dev test, which sets it");
        }
        return new Program(Path.of(launcher));
    }

    /// Runs one command to its end. `environment` is added to that of the tests.
    Outcome run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        try (var output = process.getInputStream()) {
            var text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(DEADLINE, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " did not end: " + text);
            }
            return new Outcome(process.exitValue(), text);
        } finally {
            process.destroyForcibly();
        }
    }

    /// What a command left: its exit status, and what it wrote to either stream.
    record Outcome(int status, String text) {}
}
