package dev.berth.app.desk;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The terminal that this process was started at.
public final class ConsoleTerminal implements Terminal {
    private final @Nullable Console console;
    private final InputStream input;

    /// @param console as the platform gives it
    public ConsoleTerminal(@Nullable Console console, InputStream input) {
        this.console = console != null && console.isTerminal() ? console : null;
        this.input = input;
    }

    @Override
    public boolean present() {
        return console != null;
    }

    @Override
    public Optional<String> ask(String question) {
        return console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readLine("%s", question));
    }

    @Override
    public Optional<String> askHidden(String question) {
        return console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("%s", question)).map(String::new);
    }

    @Override
    public Optional<String> firstLineOfInput(int atMost) {
        var line = new byte[atMost];
        int length = 0;
        try {
            for (int b = input.read(); b >= 0 && b != '\n'; b = input.read()) {
                if (length == atMost) {
                    return Optional.empty();
                }
                line[length++] = (byte) b;
            }
            if (moreFollows()) {
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty(); // it is closed
        }
        return length == 0
                ? Optional.empty()
                : Optional.of(new String(line, 0, length, StandardCharsets.UTF_8));
    }

    /// Whether there is more than that line, as far as it has come; nothing is waited for.
    private boolean moreFollows() throws IOException {
        while (input.available() > 0) {
            if (!Character.isWhitespace(input.read())) {
                return true;
            }
        }
        return false;
    }
}
