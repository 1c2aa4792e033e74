package dev.berth.app.signin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;

/// A property list among the person's launch agents (macOS, launchd.plist(5)).
public final class LaunchAgent implements Autostart {
    private static final String LABEL = "dev.berth.Berth";

    private final Path file;
    private final StartCommand command;

    /// @param userHome of whom it is
    public LaunchAgent(Path userHome, StartCommand command) {
        this.file = userHome.resolve("Library/LaunchAgents").resolve(LABEL + ".plist");
        this.command = command;
    }

    @Override
    public Entry entry() throws IOException {
        try {
            var text = Files.readString(file);
            return text.replaceAll("\\s", "").contains("<key>Disabled</key><true/>")
                    ? Entry.SWITCHED_OFF
                    : Entry.ENTERED;
        } catch (NoSuchFileException e) {
            return Entry.NONE;
        }
    }

    @Override
    public void enter() throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text(), StandardCharsets.UTF_8);
    }

    @Override
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    private String text() {
        var words =
                command.words().stream()
                        .map(word -> word.equals("env") ? "/usr/bin/env" : word)
                        .map(word -> "    <string>" + escaped(word) + "</string>")
                        .collect(Collectors.joining("\n"));
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        <dict>
          <key>Label</key>
          <string>%s</string>
          <key>ProgramArguments</key>
          <array>
        %s
          </array>
          <key>RunAtLoad</key>
          <true/>
          <key>LimitLoadToSessionType</key>
          <string>Aqua</string>
        </dict>
        </plist>
        """
                .formatted(LABEL, words);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
