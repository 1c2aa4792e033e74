package dev.berth.app.signin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A file in the autostart folder (Desktop Application Autostart Specification 0.5, Desktop Entry
/// Specification 1.5).
public final class XdgAutostart implements Autostart {
    private static final String NAME = "dev.berth.Berth.desktop";

    /// How desktops switch an entry off: the specification's way, and GNOME's.
    private static final Pattern OFF =
            Pattern.compile(
                    "(?im)^\\s*(Hidden\\s*=\\s*true|X-GNOME-Autostart-enabled\\s*=\\s*false)\\s*$");

    private final Path file;
    private final StartCommand command;
    private final Path icon;

    /// @param folder `autostart` in the person's configuration folder
    /// @param icon a file, which need not be there
    public XdgAutostart(Path folder, StartCommand command, Path icon) {
        this.file = folder.resolve(NAME);
        this.command = command;
        this.icon = icon;
    }

    /// The folder in this environment (XDG Base Directory Specification 0.8).
    public static Path folder(Map<String, String> environment, String userHome) {
        return Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .filter(path -> path.startsWith("/"))
                .map(Path::of)
                .orElse(Path.of(userHome, ".config"))
                .resolve("autostart");
    }

    @Override
    public Entry entry() throws IOException {
        return written()
                .map(text -> OFF.matcher(text).find() ? Entry.SWITCHED_OFF : Entry.ENTERED)
                .orElse(Entry.NONE);
    }

    private Optional<String> written() throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void enter() throws IOException {
        var text = text();
        if (!written().equals(Optional.of(text))) {
            var folder = Objects.requireNonNull(file.getParent());
            Files.createDirectories(folder);
            var half = Files.createTempFile(folder, ".berth-", ".new");
            try {
                Files.writeString(half, text, StandardCharsets.UTF_8);
                Files.move(
                        half,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(half);
            }
        }
    }

    @Override
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    private String text() {
        return """
        [Desktop Entry]
        Type=Application
        Version=1.4
        Name=Berth
        Comment=Keeps your assistant running
        Comment[de]=Hält Ihren Assistenten am Laufen
        TryExec=%s
        Exec=%s
        Icon=%s
        Terminal=false
        StartupNotify=false
        X-GNOME-Autostart-enabled=true
        """
                .formatted(
                        escaped(command.launcher().toString()),
                        command.words().stream()
                                .map(XdgAutostart::quoted)
                                .collect(Collectors.joining(" ")),
                        escaped(icon.toString()));
    }

    /// One argument of `Exec`: quoted, then escaped as every value is.
    static String quoted(String word) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if ("\"`$\\".indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c == '%' ? "%%" : String.valueOf(c));
        }
        return escaped(quoted.append('"').toString());
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
    }
}
