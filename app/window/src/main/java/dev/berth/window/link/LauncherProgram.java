package dev.berth.window.link;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The program behind its launcher. The environment is handed on as it is: the browser and the
/// keeper need the person's own.
///
/// @param launcher the file that starts it
/// @param deadline after which it is ended; longer than any verb here may take
public record LauncherProgram(Path launcher, Duration deadline) implements Program {
    private static final String SESSION = "setsid"; // part of every Linux, in util-linux

    /// Enough for what a verb says in a failure; the rest is read and dropped.
    private static final int MOST_BYTES = 4_000;

    @Override
    public Optional<String> run(Act.Verb verb) {
        if (verb == Act.Verb.KEEPER) {
            return leaveToItself(verb);
        }
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(verb.arguments());
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectInput(Redirect.from(new File("/dev/null")))
                            .redirectOutput(Redirect.DISCARD)
                            .start();
            return outcome(process, verb);
        } catch (IOException e) {
            return Optional.of(launcher + " could not be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(launcher + ": waiting for it was interrupted");
        }
    }

    /// In a session of its own, so that closing the terminal that opened the window does not end
    /// it.
    private Optional<String> leaveToItself(Act.Verb verb) {
        var command = new ArrayList<>(List.of(SESSION, "--fork", launcher.toString()));
        command.addAll(verb.arguments());
        var nowhere = Redirect.to(new File("/dev/null"));
        try {
            var _ =
                    new ProcessBuilder(command)
                            .redirectInput(Redirect.from(new File("/dev/null")))
                            .redirectOutput(nowhere)
                            .redirectError(nowhere)
                            .start();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(launcher + " could not be started: " + e.getMessage());
        }
    }

    private Optional<String> outcome(Process process, Act.Verb verb) throws InterruptedException {
        var said = new CompletableFuture<String>();
        Thread.ofVirtual()
                .name("berth-program-output")
                .start(() -> said.complete(drained(process.getErrorStream())));
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            end(process);
            return Optional.of(
                    "%s did not end within %d s".formatted(launcher, deadline.toSeconds()));
        }
        if (verb.isGood(process.exitValue())) {
            return Optional.empty();
        }
        // A grandchild may hold the stream open for longer than the verb lived.
        var text = said.completeOnTimeout("", 1, TimeUnit.SECONDS).join();
        return Optional.of(
                text.isBlank() ? launcher + " ended with " + process.exitValue() : text.strip());
    }

    /// Alone: its children are the person's browser, or the keeper.
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static String drained(InputStream stream) {
        try (stream) {
            var kept = stream.readNBytes(MOST_BYTES);
            stream.transferTo(OutputStream.nullOutputStream());
            return new String(kept, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
