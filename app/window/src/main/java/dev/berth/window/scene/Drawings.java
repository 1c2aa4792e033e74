package dev.berth.window.scene;

import dev.berth.window.face.Face.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Transform;
import javafx.scene.transform.Translate;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The drawings beside the word: Berth's own three, and Feather's where Berth has none. Reads
/// files: made before the JavaFX thread has anything to do.
public final class Drawings {
    /// What the masters are drawn on, in units of theirs.
    private static final double MASTER = 16;

    private static final double SIZE = 64;
    private static final Pattern PATH = Pattern.compile("<path\\s([^>]*)>");
    private static final Pattern SHIFT = Pattern.compile("translate\\((-?[\\d.]+) (-?[\\d.]+)\\)");
    private static final Pattern STRETCH = Pattern.compile("scale\\(([\\d.]+)\\)");

    private final Map<Picture, Node> byPicture;

    private Drawings(Map<Picture, Node> byPicture) {
        this.byPicture = byPicture;
    }

    /// A set of drawings for one scene.
    public static Drawings load() {
        var drawings = new EnumMap<Picture, Node>(Picture.class);
        for (var picture : Picture.values()) {
            var drawing =
                    switch (picture) {
                        case READY -> master("ready");
                        case STARTING -> master("starting");
                        case NEEDS_ATTENTION -> master("needs-attention");
                        case PAUSED -> feather(Feather.PAUSE_CIRCLE);
                        case NOT_SET_UP -> feather(Feather.ANCHOR);
                        case NOT_RUNNING -> feather(Feather.POWER);
                        case NO_CONNECTION -> feather(Feather.REFRESH_CW);
                    };
            drawing.getStyleClass().add("drawing");
            drawing.getStyleClass().add(picture.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            drawings.put(picture, drawing);
        }
        return new Drawings(drawings);
    }

    /// The one for this picture; a node is in one place at a time.
    public Node of(Picture picture) {
        return Objects.requireNonNull(byPicture.get(picture));
    }

    private static Node feather(Feather glyph) {
        return new FontIcon(glyph); // as large as ours by the style sheet, which has the last word
    }

    /// The master of that name, from the icons' module, which a class of ours cannot ask; its form
    /// is held by the tests of the icons' module.
    private static Node master(String name) {
        var file = "META-INF/berth/icons/" + name + ".svg";
        try (var stream = ClassLoader.getSystemResourceAsStream(file)) {
            var text =
                    new String(
                            Objects.requireNonNull(stream, file).readAllBytes(),
                            StandardCharsets.UTF_8);
            // Gives each drawing the same bounds, however much of them it fills.
            var drawing = new Group(new Rectangle(MASTER, MASTER, Color.TRANSPARENT));
            PATH.matcher(text).results().map(Drawings::shape).forEach(drawing.getChildren()::add);
            drawing.getTransforms().add(new Scale(SIZE / MASTER, SIZE / MASTER));
            return new Group(drawing);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static SVGPath shape(MatchResult path) {
        var attributes = path.group(1);
        var shape = new SVGPath();
        shape.setContent(attribute(attributes, "d"));
        shape.setFillRule(attributes.contains("evenodd") ? FillRule.EVEN_ODD : FillRule.NON_ZERO);
        shape.getTransforms().setAll(transforms(attribute(attributes, "transform")));
        shape.getStyleClass().add("shape");
        return shape;
    }

    private static List<Transform> transforms(String text) {
        var shift =
                SHIFT.matcher(text)
                        .results()
                        .<Transform>map(found -> new Translate(number(found, 1), number(found, 2)));
        var stretch =
                STRETCH.matcher(text)
                        .results()
                        .<Transform>map(found -> new Scale(number(found, 1), number(found, 1)));
        return Stream.concat(shift, stretch).toList();
    }

    private static double number(MatchResult found, int group) {
        return Double.parseDouble(found.group(group));
    }

    private static String attribute(String attributes, String name) {
        var found = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(attributes);
        return found.find() ? found.group(1) : "";
    }
}
