package dev.berth.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.forbidden.Forbidden;
import dev.berth.window.scene.Png;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.text.Text;
import org.testfx.util.WaitForAsyncUtils;

/// What a person would see of a scene, and what nobody may have to see.
public final class Pictures {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private Pictures() {}

    /// Keeps a picture of the scene for a person to look at.
    public static void keep(Scene scene, String name) throws IOException {
        var picture = onFxThread(() -> scene.snapshot(null));
        Png.write(picture, SCREENSHOTS.resolve(name + ".png"));
    }

    /// The nodes that are seen.
    public static List<Node> visible(Scene scene) {
        return onFxThread(() -> visible(scene.getRoot()).toList());
    }

    private static Stream<Node> visible(Node node) {
        if (!node.isVisible()) {
            return Stream.of();
        }
        return node instanceof Parent parent
                ? Stream.concat(
                        Stream.of(node),
                        parent.getChildrenUnmodifiable().stream().flatMap(Pictures::visible))
                : Stream.of(node);
    }

    /// The texts that are seen.
    public static List<String> texts(List<Node> nodes) {
        return nodes.stream()
                .flatMap(node ->
                        switch (node) {
                            case Labeled labeled -> Stream.of(labeled.getText());
                            case TextInputControl input -> Stream.of(input.getText());
                            default -> Stream.<String>of();
                        })
                .filter(text -> text != null && !text.isEmpty())
                .toList();
    }

    /// No forbidden word, nothing cut off, a name for every control, letters to read everywhere.
    public static void assertGood(Scene scene, String name) {
        var nodes = visible(scene);
        assertThat(texts(nodes))
                .as(name)
                .allSatisfy(text -> assertThat(text).doesNotContainPattern(Forbidden.WORDS));
        assertDrawn(scene, nodes, name);
    }

    /// Nothing cut off, a name for every control, letters to read everywhere.
    public static void assertDrawn(Scene scene, List<Node> nodes, String name) {
        assertNothingIsCutOff(nodes, name);
        assertEveryControlHasAName(nodes, name);
        onFxThread(() -> {
            Contrast.assertReadable(scene, nodes, name);
            return true;
        });
    }

    private static void assertNothingIsCutOff(List<Node> nodes, String name) {
        assertThat(nodes.stream().filter(Labeled.class::isInstance).map(Labeled.class::cast))
                .as(name)
                .filteredOn(labeled -> labeled.getText() != null && !labeled.getText().isEmpty())
                .filteredOn(labeled -> !isLineOfLog(labeled))
                .allSatisfy(labeled ->
                        assertThat(drawn(labeled))
                                .as("drawn of: " + labeled.getText())
                                .isEqualTo(
                                        labeled.isMnemonicParsing()
                                                ? labeled.getText().replace("_", "")
                                                : labeled.getText()));
    }

    /// Those are as long as they are.
    private static boolean isLineOfLog(Labeled labeled) {
        return labeled.getStyleClass().contains("list-cell");
    }

    /// What the control really draws; a text without enough room ends in dots there.
    private static String drawn(Labeled labeled) {
        var at = labeled instanceof TitledPane ? ".title > .text" : ".text";
        return labeled.lookup(at) instanceof Text text ? text.getText() : "";
    }

    private static void assertEveryControlHasAName(List<Node> nodes, String name) {
        assertThat(nodes.stream().filter(Node::isFocusTraversable))
                .as(name)
                .allSatisfy(node -> {
                    var text = node instanceof Labeled labeled ? labeled.getText() : "";
                    var spoken = node.getAccessibleText();
                    assertThat(spoken == null ? text : spoken).as(node.toString()).isNotBlank();
                    assertThat(node.getAccessibleRole()).isNotNull();
                });
    }

    /// Does something on the JavaFX thread and waits for it.
    public static <T> T onFxThread(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }
}
