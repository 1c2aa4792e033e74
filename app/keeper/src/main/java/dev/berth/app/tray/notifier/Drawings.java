package dev.berth.app.tray.notifier;

import dev.berth.app.tray.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The pictures in the form that this desktop shows best (docs/decisions/0023). The bus's owner
/// thread only.
public final class Drawings {
    private static final List<Integer> SIZES = List.of(16, 22, 24, 32, 44, 48, 64);

    private final Form form;
    private final Path folder;
    private final Map<String, Drawing> known = new HashMap<>();

    /// @param folder an icon theme's parent, with the drawings as files; where it is missing, only
    ///   pixels are offered
    public Drawings(Form form, Path folder) {
        this.form = Files.isDirectory(folder) ? form : Form.PIXELS;
        this.folder = folder;
    }

    /// What a desktop can do with an icon.
    public enum Form {
        /// Gives a symbolic drawing the colour of its panel.
        SYMBOLIC,

        /// Finds a coloured drawing by its name.
        COLOURED,

        /// Wants the path of a file.
        PATH,

        /// Shows pixels as they are; each of the others is given these as well.
        PIXELS;

        /// What the desktop can do that calls itself so.
        ///
        /// @param names as in `XDG_CURRENT_DESKTOP`, with colons between
        public static Form of(String names) {
            for (var name : names.toUpperCase(Locale.ROOT).split(":", -1)) {
                switch (name) {
                    case "GNOME", "KDE" -> {
                        return SYMBOLIC;
                    }
                    case "X-CINNAMON", "LXQT" -> {
                        return PATH;
                    }
                    default -> {
                        // There may be another name.
                    }
                }
            }
            return COLOURED;
        }
    }

    Drawing of(Picture picture, int frame) {
        return known.computeIfAbsent(picture.file(frame), this::drawing);
    }

    private Drawing drawing(String file) {
        var pixels = SIZES.stream().map(size -> pixels(file, size)).toList();
        return switch (form) {
            case SYMBOLIC -> new Drawing(file + "-symbolic", folder.toString(), pixels);
            case COLOURED -> new Drawing(file, folder.toString(), pixels);
            case PATH ->
                    new Drawing(
                            folder.resolve("hicolor/48x48/apps/" + file + ".png").toString(),
                            "",
                            pixels);
            case PIXELS -> new Drawing("", "", pixels);
        };
    }

    private static Drawing.Pixels pixels(String file, int size) {
        var path = "META-INF/berth/icons/argb/" + file + "-" + size;
        try (var stream = ClassLoader.getSystemResourceAsStream(path)) {
            return new Drawing.Pixels(size, Objects.requireNonNull(stream, path).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
