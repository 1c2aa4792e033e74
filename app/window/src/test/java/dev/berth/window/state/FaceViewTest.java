package dev.berth.window.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.ProblemKind;
import dev.berth.window.OwnWindows;
import dev.berth.window.Samples;
import dev.berth.window.face.Face;
import dev.berth.window.face.Faces;
import dev.berth.window.face.WindowWords;
import dev.berth.window.scene.Drawings;
import dev.berth.window.scene.Theme;
import dev.berth.words.Words;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TitledPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith({ApplicationExtension.class, OwnWindows.class})
final class FaceViewTest {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final List<Stage> stages = new ArrayList<>();

    @Start
    void keep(Stage stage) {
        stages.add(stage);
    }

    private boolean shown(FaceView view, Face face, boolean folded) {
        var stage = stages.getFirst();
        if (view.getScene() == null) {
            stage.setScene(new Scene(view));
        }
        view.show(face);
        view.applyCss();
        visible(view)
                .filter(TitledPane.class::isInstance)
                .map(TitledPane.class::cast)
                .forEach(pane -> pane.setExpanded(!folded));
        stage.show();
        view.applyCss();
        return stage.isShowing();
    }

    @Test
    void lettersThatChooseAreDifferentWithinAFace() {
        for (var language : LANGUAGES) {
            var faces = faces(language);
            var view = view(faces.words(), ColorScheme.LIGHT);
            for (var outlook : Samples.outlooks().values()) {
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

    private static Faces faces(Locale language) {
        return new Faces(WindowWords.in(Optional.empty(), language, ZoneOffset.UTC), true);
    }

    private static FaceView view(Words words, ColorScheme scheme) {
        return onFxThread(() -> {
            Theme.wear(scheme);
            return new FaceView(words, Drawings.load(), _ -> {});
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

    private static <T> T onFxThread(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }
}
