import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/// Draws the masters while Berth is built: `Draw MASTERS TARGET`. Each state as PNG, as bare pixels
/// (ARGB, most significant byte first, row by row: what a panel is sent over the bus), as a coloured
/// drawing and as a symbolic one, which panels colour themselves; the program's own icon likewise. Files
/// that desktops look for lie as an icon theme has them. Run as a source file.
final class Draw {
    private static final String CALM = "#2f86c9";
    private static final String ALARM = "#dd5a2a";
    private static final String ASLEEP = "#84898f";

    /// Every colour stands out by 3 to 1 or more from light panels (#f2f1f0) and from dark ones
    /// (#2b2b2b) alike, because nobody tells us which of them ours is on.
    private static final Map<String, String> COLOURS =
            Map.of(
                    "ready", CALM,
                    "starting", CALM,
                    "starting-2", CALM,
                    "starting-3", CALM,
                    "starting-4", CALM,
                    "needs-attention", ALARM,
                    "paused", ASLEEP,
                    "not-set-up", ASLEEP);

    /// What panels ask for; they scale the nearest one where theirs is missing.
    private static final List<Integer> SIZES = List.of(16, 22, 24, 32, 44, 48, 64);

    private static final List<Integer> APP_SIZES =
            List.of(16, 22, 24, 32, 44, 48, 64, 128, 256, 512);

    private static final String APP = "dev.berth.Berth";

    private Draw() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        var masters = Path.of(arguments[0]);
        var target = Path.of(arguments[1]);
        for (var state : COLOURS.entrySet()) {
            var master = Files.readString(masters.resolve(state.getKey() + ".svg"));
            var name = "berth-" + state.getKey();
            var coloured = master.replace("currentColor", state.getValue());
            for (int size : SIZES) {
                var picture = picture(coloured, size);
                png(picture, target, size, name);
                write(target.resolve("argb/" + name + "-" + size), pixels(picture));
            }
            text(target.resolve("hicolor/scalable/apps/" + name + ".svg"), coloured);
            text(
                    target.resolve("hicolor/symbolic/apps/" + name + "-symbolic.svg"),
                    symbolic(master));
        }
        var app = Files.readString(masters.resolve("app.svg"));
        for (int size : APP_SIZES) {
            png(picture(app, size), target, size, APP);
        }
        text(target.resolve("hicolor/scalable/apps/" + APP + ".svg"), app);
    }

    private static BufferedImage picture(String drawing, int size) {
        SVGDocument document =
                Objects.requireNonNull(
                        new SVGLoader()
                                .load(
                                        new ByteArrayInputStream(
                                                drawing.getBytes(StandardCharsets.UTF_8)),
                                        null,
                                        LoaderContext.createDefault()),
                        "a master cannot be read");
        var picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        document.render(null, pen, new ViewBox(0, 0, size, size));
        pen.dispose();
        return picture;
    }

    private static byte[] pixels(BufferedImage picture) {
        int size = picture.getWidth();
        var pixels = ByteBuffer.allocate(size * size * Integer.BYTES);
        pixels.asIntBuffer().put(picture.getRGB(0, 0, size, size, null, 0, size));
        return pixels.array();
    }

    /// GTK gives every path its own colour; Plasma replaces this style sheet.
    private static String symbolic(String master) {
        return master.replace("fill=\"currentColor\"", "class=\"ColorScheme-Text\" fill=\"currentColor\"")
                .replaceFirst(
                        "</title>",
                        "</title>\n  <style id=\"current-color-scheme\" type=\"text/css\">"
                                + ".ColorScheme-Text { color: #232629; }</style>");
    }

    private static void png(BufferedImage picture, Path target, int size, String name)
            throws IOException {
        var file = target.resolve("hicolor/" + size + "x" + size + "/apps/" + name + ".png");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        ImageIO.write(picture, "png", file.toFile());
    }

    private static void text(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, bytes);
    }
}
