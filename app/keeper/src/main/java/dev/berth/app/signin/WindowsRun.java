package dev.berth.app.signin;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A value under `Run` of the current user (Windows), read and written with its own `reg.exe`.
public final class WindowsRun implements Autostart {
    private static final String NAME = "Berth";
    private static final String EXPLORER = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\";
    private static final String RUN = EXPLORER + "Run";

    /// Where the task list of Windows notes what was switched off: the first byte is odd then.
    private static final String APPROVED = EXPLORER + "Explorer\\StartupApproved\\Run";

    private static final Pattern OFF = Pattern.compile("REG_BINARY\\s+[0-9A-Fa-f][13579BDFbdf]");
    private static final long SECONDS = 5;

    private final List<String> program;
    private final StartCommand command;

    /// @param program how `reg.exe` is started
    public WindowsRun(List<String> program, StartCommand command) {
        this.program = List.copyOf(program);
        this.command = command;
    }

    @Override
    public Entry entry() throws IOException {
        if (run("query", RUN, "/v", NAME).isEmpty()) {
            return Entry.NONE;
        }
        var approved = run("query", APPROVED, "/v", NAME).orElse("");
        return OFF.matcher(approved).find() ? Entry.SWITCHED_OFF : Entry.ENTERED;
    }

    @Override
    public void enter() throws IOException {
        var line = "\"" + command.launcher() + "\" --sign-in";
        if (run("add", RUN, "/v", NAME, "/t", "REG_SZ", "/d", line, "/f").isEmpty()) {
            throw new IOException("Windows did not take the entry");
        }
    }

    @Override
    public void remove() throws IOException {
        var _ = run("delete", RUN, "/v", NAME, "/f");
    }

    /// What it said; empty when it failed.
    private Optional<String> run(String... arguments) throws IOException {
        var line = new ArrayList<>(program);
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).redirectError(Redirect.DISCARD).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
    }
}
