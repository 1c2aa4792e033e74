import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/// Draws the masters while Berth is built: `Draw MASTERS TARGET PACKAGES`. Each state as PNG, as bare pixels
/// (ARGB, most significant byte first, row by row: what a panel is sent over the bus), as a coloured
/// drawing and as a symbolic one, which panels colour themselves; the program's own icon likewise. Files
/// that desktops look for lie as an icon theme has them; Windows and macOS take the program's icon in files of
/// their own, which only their packages need. Run as a source file.
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

    /// What Windows asks of a program's icon. Each is a PNG, which it reads since Vista.
    private static final List<Integer> ICO_SIZES = List.of(16, 20, 24, 32, 40, 48, 64, 256);

    /// The types of a PNG in an .icns, with its pixels: those with @2x have two for each point.
    private static final Map<String, Integer> ICNS_TYPES =
            new TreeMap<>(
                    Map.of(
                            "icp4", 16, "icp5", 32, "ic11", 32, "ic12", 64, "ic07", 128,
                            "ic08", 256, "ic13", 256, "ic09", 512, "ic14", 512, "ic10", 1024));

    private static final int ICO_HEAD = 6;
    private static final int ICO_ENTRY = 16;
    private static final int ICNS_HEAD = 8;

    private static final String APP = "dev.berth.Berth";

    private Draw() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        var masters = Path.of(arguments[0]);
        var target = Path.of(arguments[1]);
        var packages = Path.of(arguments[2]);
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
        write(packages.resolve("berth.ico"), ico(app));
        write(packages.resolve("berth.icns"), icns(app));
    }

    /// A head, an entry for each size, then the pictures; all numbers little end first.
    private static byte[] ico(String drawing) throws IOException {
        var pictures = new ByteArrayOutputStream();
        var head =
                ByteBuffer.allocate(ICO_HEAD + ICO_ENTRY * ICO_SIZES.size())
                        .order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0).putShort((short) 1).putShort((short) ICO_SIZES.size());
        for (int size : ICO_SIZES) {
            var png = png(drawing, size);
            head.put((byte) size).put((byte) size); // 256 does not fit, and is said as 0
            head.putShort((short) 0).putShort((short) 1).putShort((short) 32);
            head.putInt(png.length).putInt(head.capacity() + pictures.size());
            pictures.write(png);
        }
        return joined(head.array(), pictures.toByteArray());
    }

    /// A head with the length of all, then each picture behind its type and length; big end first.
    private static byte[] icns(String drawing) throws IOException {
        var pictures = new ByteArrayOutputStream();
        for (var type : ICNS_TYPES.entrySet()) {
            var png = png(drawing, type.getValue());
            pictures.write(icnsHead(type.getKey(), png.length));
            pictures.write(png);
        }
        return joined(icnsHead("icns", pictures.size()), pictures.toByteArray());
    }

    private static byte[] icnsHead(String type, int length) {
        return ByteBuffer.allocate(ICNS_HEAD)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .putInt(ICNS_HEAD + length)
                .array();
    }

    private static byte[] png(String drawing, int size) throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(picture(drawing, size), "png", png);
        return png.toByteArray();
    }

    private static byte[] joined(byte[] head, byte[] rest) {
        return ByteBuffer.allocate(head.length + rest.length).put(head).put(rest).array();
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
