package dev.berth.app.desk;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The browser that the person prefers: `$BROWSER` (several, with colons between, each with `%s`
/// for the page or without), else what the platform opens pages with.
public final class PlatformBrowser implements Browser {
    /// An opener that has not failed by then is showing the page.
    private static final long SECONDS_TO_FAIL = 3;

    private final Map<String, String> environment;
    private final String osName;

    /// @param osName as in the system property `os.name`
    public PlatformBrowser(Map<String, String> environment, String osName) {
        this.environment = environment;
        this.osName = osName;
    }

    @Override
    public boolean show(Path page) {
        return openers(page.toString()).stream().anyMatch(PlatformBrowser::opens);
    }

    /// The commands to try, one after the other.
    List<List<String>> openers(String page) {
        var openers = new ArrayList<List<String>>();
        Arrays.stream(environment.getOrDefault("BROWSER", "").split(":", -1))
                .filter(command -> !command.isBlank())
                .map(command -> preferred(command.strip(), page))
                .forEach(openers::add);
        if (osName.startsWith("Mac")) {
            openers.add(List.of("open", page));
        } else if (osName.startsWith("Windows")) {
            openers.add(List.of("rundll32", "url.dll,FileProtocolHandler", page));
        } else {
            openers.add(List.of("xdg-open", page));
        }
        return openers;
    }

    private static List<String> preferred(String command, String page) {
        var words = new ArrayList<String>();
        for (var word : command.split("\\s+", -1)) {
            words.add(word.replace("%s", page));
        }
        if (!command.contains("%s")) {
            words.add(page);
        }
        return words;
    }

    private static boolean opens(List<String> opener) {
        try {
            var process =
                    new ProcessBuilder(opener)
                            .redirectInput(Redirect.from(nowhere()))
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start();
            return !process.waitFor(SECONDS_TO_FAIL, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static File nowhere() {
        return new File(
                System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }
}
