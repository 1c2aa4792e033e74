package dev.berth.app.desk;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Tells whether the computer is being shut down, as its system says; the signal to end is the same
/// as that of somebody who only wants this program to end. Where the system says nothing it is not.
final class SystemShutdown {
    private static final long LONGEST_MILLIS = 500;

    /// The first is systemd's; the second is older, and prints the level before and the one now, of
    /// which 0 is off and 6 is once more.
    private static final List<List<String>> QUESTIONS =
            List.of(List.of("systemctl", "is-system-running"), List.of("runlevel"));

    private SystemShutdown() {}

    static boolean isUnderWay() {
        return QUESTIONS.stream()
                .flatMap(question -> answer(question).stream())
                .anyMatch(SystemShutdown::tells);
    }

    static boolean tells(String answer) {
        return answer.equals("stopping") || answer.matches("\\S+ [06]");
    }

    private static Optional<String> answer(List<String> question) {
        try {
            var process =
                    new ProcessBuilder(question)
                            .redirectInput(Redirect.PIPE)
                            .redirectError(Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            try (var said = process.getInputStream()) { // destroying it would close this
                return Optional.of(new String(said.readNBytes(64), StandardCharsets.UTF_8).strip());
            }
        } catch (IOException none) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
