package dev.berth.window.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.forbidden.Forbidden;
import dev.berth.window.OwnWindows;
import dev.berth.window.Pictures;
import dev.berth.window.face.WindowWords;
import dev.berth.window.scene.Presence;
import dev.berth.window.scene.Theme;
import dev.berth.window.wizard.course.WizardState;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.ColorScheme;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Every page in both languages and both themes, at the usual size of letters and a larger one.
@Timeout(180)
@ExtendWith({ApplicationExtension.class, OwnWindows.class})
final class WizardViewTest {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);
    private static final List<Integer> LETTERS = List.of(14, 21);

    private final List<Stage> stages = new ArrayList<>();

    @Start
    void keep(Stage stage) {
        stages.add(stage);
    }

    static Stream<Arguments> looks() {
        return LANGUAGES.stream()
                .flatMap(language ->
                        Stream.of(ColorScheme.values())
                                .flatMap(scheme ->
                                        LETTERS.stream()
                                                .map(letters ->
                                                        Arguments.of(language, scheme, letters))));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyPageIsShownWhole(Locale language, ColorScheme scheme, int letters)
            throws IOException {
        var view = view(language, scheme, letters);
        for (var named : WizardSamples.states().entrySet()) {
            var worth = isWorthAPicture(named.getKey());
            if (!worth && scheme == ColorScheme.DARK) {
                continue; // what differs is its text, and that was seen in the light
            }
            var name =
                    "wizard-%s-%s-%s%s"
                            .formatted(
                                    named.getKey(),
                                    language.getLanguage(),
                                    scheme.name().toLowerCase(Locale.ROOT),
                                    letters == LETTERS.getFirst() ? "" : "-large");
            Pictures.onFxThread(() -> show(view, named.getValue()));
            if (worth) {
                Pictures.keep(view.getScene(), name);
            }

            var nodes = Pictures.visible(view.getScene());
            assertThat(texts(nodes))
                    .as(name)
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(text).doesNotContainPattern(Forbidden.WORDS))
                    .noneMatch(text -> text.contains(WizardSamples.KEY));
            Pictures.assertDrawn(view.getScene(), nodes, name);
            assertNothingIsToTheRight(nodes, name);
            assertLettersThatChooseAreDifferent(nodes, name);
        }
    }

    /// Of the many problems a few will do.
    private static boolean isWorthAPicture(String name) {
        return (!name.contains("engine-") && !name.startsWith("4-stuck"))
                || name.endsWith("engine-too-old")
                || name.endsWith("no-room")
                || name.endsWith("stuck-key-missing")
                || name.endsWith("stuck-no-network");
    }

    private boolean show(WizardView view, WizardState state) {
        var stage = stages.getFirst();
        view.show(state);
        if (view.getScene() == null) {
            stage.setScene(new Scene(view));
            stage.show();
            stage.sizeToScene();
        }
        view.applyCss();
        view.layout();
        return true;
    }

    /// Further down is scrolled to; further right is gone.
    private static void assertNothingIsToTheRight(List<Node> nodes, String name) {
        assertThat(nodes.stream().filter(Labeled.class::isInstance).map(Labeled.class::cast))
                .as(name)
                .filteredOn(labeled -> !labeled.getText().isEmpty())
                .allSatisfy(labeled -> {
                    var right = labeled.localToScene(labeled.getLayoutBounds()).getMaxX();
                    assertThat(right)
                            .as("right end of: " + labeled.getText())
                            .isLessThanOrEqualTo(labeled.getScene().getWidth());
                });
    }

    private static void assertLettersThatChooseAreDifferent(List<Node> nodes, String name) {
        assertThat(
                        nodes.stream()
                                .filter(node -> !node.isDisabled())
                                .filter(Labeled.class::isInstance)
                                .map(Labeled.class::cast)
                                .filter(Labeled::isMnemonicParsing)
                                .map(Labeled::getText)
                                .filter(text -> text.contains("_"))
                                .map(text ->
                                        Character.toLowerCase(text.charAt(text.indexOf('_') + 1))))
                .as(name)
                .doesNotHaveDuplicates();
    }

    @Test
    void theKeyIsShownToNobody() {
        var view = view(Locale.ENGLISH, ColorScheme.LIGHT, LETTERS.getFirst());
        Pictures.onFxThread(
                () -> show(view, Objects.requireNonNull(WizardSamples.states().get("2-typed"))));
        var field =
                Pictures.visible(view.getScene()).stream()
                        .filter(PasswordField.class::isInstance)
                        .map(PasswordField.class::cast)
                        .findFirst()
                        .orElseThrow();

        assertThat(field.getText()).isEqualTo(WizardSamples.KEY);
        Pictures.onFxThread(() -> {
            field.selectAll();
            field.copy();
            field.cut();
            return true;
        });
        assertThat(field.getText()).isEqualTo(WizardSamples.KEY);
        for (var attribute :
                List.of(
                        AccessibleAttribute.TEXT,
                        AccessibleAttribute.HELP,
                        AccessibleAttribute.ROLE_DESCRIPTION)) {
            assertThat(
                            String.valueOf(
                                    Pictures.onFxThread(() ->
                                            Optional.ofNullable(
                                                    field.queryAccessibleAttribute(attribute)))))
                    .doesNotContain(WizardSamples.KEY);
        }
        assertThat(field.toString()).doesNotContain(WizardSamples.KEY);
    }

    @Test
    void theMainButtonIsTheDefault() {
        var view = view(Locale.ENGLISH, ColorScheme.LIGHT, LETTERS.getFirst());
        for (var named : WizardSamples.states().entrySet()) {
            Pictures.onFxThread(() -> show(view, named.getValue()));
            assertThat(
                            Pictures.visible(view.getScene()).stream()
                                    .filter(Button.class::isInstance)
                                    .map(Button.class::cast)
                                    .filter(Button::isDefaultButton))
                    .as(named.getKey())
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aFieldInWhichSomebodyTypesKeepsItsFocusAndItsCaret() {
        var view = view(Locale.ENGLISH, ColorScheme.LIGHT, LETTERS.getFirst());
        var state = Objects.requireNonNull(WizardSamples.states().get("2-typed"));
        Pictures.onFxThread(() -> show(view, state));
        var field =
                Pictures.visible(view.getScene()).stream()
                        .filter(PasswordField.class::isInstance)
                        .map(PasswordField.class::cast)
                        .findFirst()
                        .orElseThrow();

        Pictures.onFxThread(() -> {
            field.requestFocus();
            field.positionCaret(3);
            view.show(state);
            return true;
        });
        assertThat(field.isFocused()).isTrue();
        assertThat(field.getCaretPosition()).isEqualTo(3);
    }

    @Test
    void onlyWhoHasAnAddressIsAskedForIt() {
        var view = view(Locale.ENGLISH, ColorScheme.LIGHT, LETTERS.getFirst());
        for (var named : WizardSamples.states().entrySet()) {
            Pictures.onFxThread(() -> show(view, named.getValue()));
            var asked = texts(Pictures.visible(view.getScene())).contains("_Address");
            assertThat(asked)
                    .as(named.getKey())
                    .isEqualTo(
                            named.getKey().matches("2-(local|custom|custom-strict|in-the-clear)"));
        }
    }

    @Test
    void noBarMovesByItself() {
        var view = view(Locale.ENGLISH, ColorScheme.LIGHT, LETTERS.getFirst());
        for (var state : WizardSamples.states().values()) {
            Pictures.onFxThread(() -> show(view, state));
            assertThat(
                            Pictures.visible(view.getScene()).stream()
                                    .filter(ProgressBar.class::isInstance)
                                    .map(ProgressBar.class::cast))
                    .allSatisfy(bar -> assertThat(bar.isIndeterminate()).isFalse());
        }
    }

    private static WizardView view(Locale language, ColorScheme scheme, int letters) {
        var words = new WizardWords(WindowWords.in(Optional.empty(), language, ZoneOffset.UTC));
        return Pictures.onFxThread(() -> {
            Theme.wear(scheme);
            var view = new WizardView(words, (_, _) -> Optional.empty(), _ -> {});
            view.setStyle("-fx-font-size: " + letters + "px");
            // As in the window, which wears it.
            view.getStylesheets()
                    .addFirst(
                            Objects.requireNonNull(Presence.class.getResource("window.css"))
                                    .toExternalForm());
            return view;
        });
    }

    private static List<String> texts(List<Node> nodes) {
        return nodes.stream()
                .flatMap(node ->
                        switch (node) {
                            // What is copied into a terminal is for the terminal.
                            case TextInputControl input
                                    when input.getStyleClass().contains("to-copy") ->
                                    Stream.of();
                            case PasswordField _ -> Stream.of();
                            case Labeled labeled -> Stream.of(labeled.getText());
                            case TextInputControl input when input.getParent() != null ->
                                    Stream.of(input.getPromptText());
                            default -> Stream.of();
                        })
                .filter(text -> text != null && !text.isEmpty())
                .toList();
    }
}
