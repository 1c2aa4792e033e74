package dev.berth.window.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.ProblemKind;
import dev.berth.window.Samples;
import dev.berth.window.face.Face;
import dev.berth.window.face.Faces;
import dev.berth.window.face.Forbidden;
import dev.berth.window.face.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.image.Image;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class FaceViewTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final List<Stage> stages = new ArrayList<>();

    @Start
    void keep(Stage stage) {
        stages.add(stage);
    }

    static Stream<Arguments> looks() {
        return LANGUAGES.stream()
                .flatMap(language ->
                        Stream.of(ColorScheme.values())
                                .map(scheme -> Arguments.of(language, scheme)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyFaceIsShownWhole(Locale language, ColorScheme scheme) throws IOException {
        var faces = faces(language);
        for (var named : Samples.outlooks().entrySet()) {
            var face = faces.of(named.getValue());
            for (var folded : face.details().isEmpty() ? List.of(true) : List.of(true, false)) {
                var view = view(faces.words(), scheme);
                var name =
                        "%s-%s-%s%s"
                                .formatted(
                                        named.getKey(),
                                        language.getLanguage(),
                                        scheme.name().toLowerCase(Locale.ROOT),
                                        folded ? "" : "-unfolded");
                var picture = onFxThread(() -> shown(view, face, folded));
                Png.write(picture, SCREENSHOTS.resolve(name + ".png"));

                var nodes = onFxThread(() -> visible(view).toList());
                assertThat(texts(nodes).toList())
                        .as(name)
                        .contains(face.word(), face.sentence())
                        .allSatisfy(
                                text -> assertThat(text).doesNotContainPattern(Forbidden.WORDS));
                assertNothingIsCutOff(nodes, name);
                assertEveryControlHasAName(nodes, name);
            }
        }
    }

    private Image shown(FaceView view, Face face, boolean folded) {
        var stage = stages.getFirst();
        stage.setScene(new Scene(view));
        view.show(face);
        visible(view)
                .filter(TitledPane.class::isInstance)
                .map(TitledPane.class::cast)
                .forEach(pane -> pane.setExpanded(!folded));
        stage.show();
        view.applyCss();
        stage.sizeToScene();
        view.layout();
        return view.getScene().snapshot(null);
    }

    private static void assertNothingIsCutOff(List<Node> nodes, String name) {
        assertThat(nodes.stream().filter(Labeled.class::isInstance).map(Labeled.class::cast))
                .as(name)
                .allSatisfy(labeled ->
                        assertThat(drawn(labeled))
                                .as("drawn of: " + labeled.getText())
                                .isEqualTo(labeled.getText().replace("_", "")));
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

    @Test
    void lettersThatChooseAreDifferentWithinAFace() {
        for (var language : LANGUAGES) {
            var faces = faces(language);
            for (var outlook : Samples.outlooks().values()) {
                var view = view(faces.words(), ColorScheme.LIGHT);
                onFxThread(() -> shown(view, faces.of(outlook), false));
                var letters =
                        onFxThread(() -> visible(view).toList()).stream()
                                .filter(Labeled.class::isInstance)
                                .map(Labeled.class::cast)
                                .filter(Labeled::isMnemonicParsing)
                                .filter(labeled -> labeled.getText().contains("_"))
                                .map(FaceViewTest::letter)
                                .toList();
                assertThat(letters).doesNotHaveDuplicates();
            }
        }
    }

    private static char letter(Labeled labeled) {
        var text = labeled.getText();
        return Character.toLowerCase(text.charAt(text.indexOf('_') + 1));
    }

    @Test
    void theMainChoiceIsTheDefaultAndHasTheFocus() {
        var view = view(faces(Locale.ENGLISH).words(), ColorScheme.LIGHT);
        onFxThread(() ->
                shown(
                        view,
                        faces(Locale.ENGLISH).of(Samples.attention(ProblemKind.NO_ROOM)),
                        true));

        var main = button(view, "_Repair");
        assertThat(main.isDefaultButton()).isTrue();
        assertThat(main.isFocused()).isTrue();
    }

    @Test
    void whatDidNotChangeStaysAsItWas() {
        var faces = faces(Locale.ENGLISH);
        var view = view(faces.words(), ColorScheme.LIGHT);
        var problem = Samples.attention(ProblemKind.NO_ROOM, "one");
        onFxThread(() -> shown(view, faces.of(problem), false));
        var before = button(view, "_Repair");

        onFxThread(() -> {
            view.show(faces.of(problem));
            return true;
        });
        assertThat(button(view, "_Repair")).isSameAs(before);
        assertThat(details(view).isExpanded()).isTrue();

        onFxThread(() -> {
            view.show(faces.of(Samples.attention(ProblemKind.NO_ROOM, "two")));
            return true;
        });
        assertThat(details(view).isExpanded()).isFalse();
    }

    @Test
    void theBarNeverMovesByItself() {
        var faces = faces(Locale.ENGLISH);
        for (var outlook : Samples.outlooks().values()) {
            var view = view(faces.words(), ColorScheme.LIGHT);
            onFxThread(() -> shown(view, faces.of(outlook), true));
            assertThat(all(view).filter(ProgressBar.class::isInstance).map(ProgressBar.class::cast))
                    .hasSize(1)
                    .allSatisfy(bar -> assertThat(bar.isIndeterminate()).isFalse());
        }
    }

    private static Faces faces(Locale language) {
        return new Faces(Words.in(language, ZoneOffset.UTC), true);
    }

    private static FaceView view(Words words, ColorScheme scheme) {
        return onFxThread(() -> {
            Theme.wear(scheme);
            return new FaceView(words, Drawings.load(), _ -> {}, () -> {});
        });
    }

    private static Button button(FaceView view, String label) {
        return visible(view)
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button -> button.getText().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static TitledPane details(FaceView view) {
        return visible(view)
                .filter(TitledPane.class::isInstance)
                .map(TitledPane.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> texts(List<Node> nodes) {
        return nodes.stream()
                .flatMap(node ->
                        switch (node) {
                            case Label label -> Stream.of(label.getText());
                            case Labeled labeled -> Stream.of(labeled.getText());
                            case TextInputControl input -> Stream.of(input.getText());
                            default -> Stream.of();
                        });
    }

    private static Stream<Node> visible(Node node) {
        if (!node.isVisible()) {
            return Stream.of();
        }
        return node instanceof Parent parent
                ? Stream.concat(
                        Stream.of(node),
                        parent.getChildrenUnmodifiable().stream().flatMap(FaceViewTest::visible))
                : Stream.of(node);
    }

    private static Stream<Node> all(Node node) {
        return node instanceof Parent parent
                ? Stream.concat(
                        Stream.of(node),
                        parent.getChildrenUnmodifiable().stream().flatMap(FaceViewTest::all))
                : Stream.of(node);
    }

    private static <T> T onFxThread(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }
}
