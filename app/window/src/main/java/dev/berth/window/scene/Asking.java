package dev.berth.window.scene;

import dev.berth.words.Words;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks before something is done, in the place of the page that wants to do it. Enter and Esc both
/// mean no. JavaFX thread only.
public final class Asking extends VBox {
    private final Button no;

    /// @param sentence what will happen
    /// @param yes with an underscore before the letter that chooses it
    /// @param answer told once, whether the person said yes
    public Asking(
            Words words, String title, String sentence, String yes, Consumer<Boolean> answer) {
        var go = button(yes);
        go.setId("asking-yes");
        go.setOnAction(_ -> answer.accept(true));
        no = button(words.text("cancel"));
        no.setId("asking-no");
        no.setDefaultButton(true);
        no.setOnAction(_ -> answer.accept(false));
        var buttons = new HBox(go, no);
        buttons.getStyleClass().addAll("row", "ending");
        getChildren()
                .setAll(Presence.wrapped(title, "page-title"), Presence.wrapped(sentence), buttons);
        getStyleClass().addAll("page", "asking");
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                pressed -> {
                    if (pressed.getCode() == KeyCode.ESCAPE) {
                        pressed.consume();
                        answer.accept(false);
                    }
                });
    }

    private static Button button(String text) {
        var button = new Button(text);
        button.setMnemonicParsing(true);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /// Where the keyboard begins: what changes nothing.
    public void begin() {
        applyCss();
        no.requestFocus();
    }
}
