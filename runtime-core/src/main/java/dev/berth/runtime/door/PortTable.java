package dev.berth.runtime.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.runtime.limit.Limit;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which processes listen on a port, where there is no `/proc`: asked of the system's own tool, on
/// macOS `lsof`, on Windows `netstat`. Any thread may ask; the caller waits.
public final class PortTable {

    /// `p4711`, one line for each process (lsof(8), option -F).
    private static final Pattern LSOF = Pattern.compile("(?m)^p(\\d+)\\s*$");

    /// `TCP 127.0.0.1:18789 0.0.0.0:0 LISTENING 4711`. The word for the state is in the language of
    /// the computer: that nobody is at the other end tells it too.
    private static final Pattern NETSTAT =
            Pattern.compile(
                    "(?m)^\\s*TCP\\s+(?:127\\.0\\.0\\.1|0\\.0\\.0\\.0):(\\d+)\\s+0\\.0\\.0\\.0:0\\s+\\S+\\s+(\\d+)\\s*$");

    private final boolean windows;

    /// @param system `os.name` of the Java runtime
    public PortTable(String system) {
        windows = system.startsWith("Windows");
    }

    /// Their processes; empty where the tool did not say.
    public Optional<Set<Long>> listeners(int port, Limit limit) {
        var command =
                windows
                        ? List.of("netstat", "-ano", "-p", "TCP")
                        : List.of("/usr/sbin/lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fp");
        return said(command, limit).map(text -> windows ? netstat(text, port) : lsof(text));
    }

    /// Reads what `lsof -Fp` says.
    public static Set<Long> lsof(String text) {
        return LSOF.matcher(text)
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Reads what `netstat -ano` says.
    public static Set<Long> netstat(String text, int port) {
        return NETSTAT.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(Integer.toString(port)))
                .map(found -> Long.valueOf(found.group(2)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> said(List<String> command, Limit limit) {
        try {
            var out = File.createTempFile("berth", ".ports");
            try {
                var process =
                        new ProcessBuilder(command)
                                .redirectOutput(out)
                                .redirectError(Redirect.DISCARD)
                                .start();
                process.getOutputStream().close();
                if (!process.waitFor(
                        Math.max(1, limit.atMost().toMillis()), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                return Optional.of(Files.readString(out.toPath(), UTF_8));
            } finally {
                Files.deleteIfExists(out.toPath());
            }
        } catch (IOException notSaid) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
