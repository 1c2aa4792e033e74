package dev.berth.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/// Whether letters stand out from what is behind them: Web Content Accessibility Guidelines 2.2,
/// 1.4.3, and drawings that mean something, 1.4.11; level AA.
final class Contrast {
    private static final double LEAST = 4.5;
    private static final double LEAST_LARGE = 3;

    /// In pixels: 18 points, or 14 points and bold.
    private static final double LARGE = 24;

    private static final double LARGE_BOLD = 18.66;

    private Contrast() {}

    /// What is switched off is exempt, as in the guidelines.
    static void assertReadable(Scene scene, List<Node> nodes, String name) {
        for (var node : nodes) {
            if (node instanceof Text text
                    && !text.getText().isBlank()
                    && text.getFill() instanceof Color letters
                    && !isDisabled(text)) {
                var behind = behind(scene, text);
                var ratio = ratio(over(letters, behind), behind);
                assertThat(ratio)
                        .as("%s: \"%s\", %s on %s", name, text.getText(), letters, behind)
                        .isGreaterThanOrEqualTo(
                                isLarge(text) || text instanceof FontIcon ? LEAST_LARGE : LEAST);
            }
        }
    }

    private static boolean isDisabled(Node node) {
        return node.isDisabled();
    }

    private static boolean isLarge(Text text) {
        var font = text.getFont();
        return font.getSize() >= LARGE
                || (font.getSize() >= LARGE_BOLD && font.getStyle().contains("Bold"));
    }

    /// The colours of all that lies below, laid over each other.
    private static Color behind(Scene scene, Node node) {
        var fills = new ArrayDeque<Color>();
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof Region region && region.getBackground() != null) {
                var own = region.getBackground().getFills();
                // The last fill lies on top of the earlier ones.
                for (int i = own.size() - 1; i >= 0; i--) {
                    if (own.get(i).getFill() instanceof Color color) {
                        fills.addLast(color);
                    }
                }
            }
        }
        var result = scene.getFill() instanceof Color color ? color : Color.WHITE;
        while (!fills.isEmpty()) {
            result = over(fills.removeLast(), result);
        }
        return result;
    }

    private static Color over(Color top, Color below) {
        var alpha = top.getOpacity();
        return Color.color(
                top.getRed() * alpha + below.getRed() * (1 - alpha),
                top.getGreen() * alpha + below.getGreen() * (1 - alpha),
                top.getBlue() * alpha + below.getBlue() * (1 - alpha));
    }

    static double ratio(Color one, Color other) {
        var lighter = Math.max(luminance(one), luminance(other));
        var darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
