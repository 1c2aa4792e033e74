package dev.berth.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The finished program in its folder, run as a person would run it.
///
/// @param launcher the file that starts it
record Program(Path launcher) {

    /// Longer than any command that asks for nothing slow.
    private static final Duration DEADLINE = Await.LONG;

    /// The program under test, as `./dev test` names it in `BERTH_PROGRAM`.
    static Program underTest() {
        return new Program(Path.of(Surroundings.named("BERTH_PROGRAM", "the launcher to test")));
    }

    /// Runs one command to its end. `environment` is added to that of the tests.
    Outcome run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(command(arguments), environment, DEADLINE);
    }

    /// The words that start it.
    List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Runs any program to its end.
    static Outcome run(List<String> command, Map<String, String> environment, Duration deadline)
            throws IOException, InterruptedException {
        return run(command, environment, deadline, "");
    }

    /// The same with something on its standard input.
    static Outcome run(
            List<String> command, Map<String, String> environment, Duration deadline, String input)
            throws IOException, InterruptedException {
        // Into files: a child that the program leaves behind must not keep us reading.
        var out = Files.createTempFile("berth-out", ".txt");
        var err = Files.createTempFile("berth-err", ".txt");
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "%s did not end within %s: %s%s"
                                .formatted(command, deadline, text(out), text(err)));
            }
            return new Outcome(process.exitValue(), text(out), text(err));
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /// What a command left: its exit status, and what it wrote to either stream.
    record Outcome(int status, String out, String err) {
        /// All that a person saw.
        String text() {
            return out + err;
        }

        /// Its lines of answer.
        List<String> lines() {
            return out.lines().toList();
        }
    }
}
