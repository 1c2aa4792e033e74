package dev.berth.window.scene;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.scene.image.Image;

/// The program's own picture, by which a person finds the window in a list of windows. Reads files:
/// made before the JavaFX thread has anything to do.
public final class ProgramIcon {
    /// In pixels; whoever shows it takes the nearest.
    private static final int[] SIZES = {16, 24, 32, 48, 64, 128};

    private final List<byte[]> files;

    private ProgramIcon(List<byte[]> files) {
        this.files = files;
    }

    /// The one that the menu of programs shows as well, from the icons' module.
    public static ProgramIcon load() {
        return new ProgramIcon(IntStream.of(SIZES).mapToObj(ProgramIcon::file).toList());
    }

    /// It in each of its sizes. JavaFX thread only.
    public List<Image> images() {
        return files.stream().map(file -> new Image(new ByteArrayInputStream(file))).toList();
    }

    private static byte[] file(int size) {
        var name =
                "META-INF/berth/icons/hicolor/%1$dx%1$d/apps/dev.berth.Berth.png".formatted(size);
        try (var stream = ClassLoader.getSystemResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
