package dev.berth.window.settings;

import dev.berth.window.scene.Presence;
import dev.berth.words.Words;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One thing to choose: its name, its control, and what came of the last change. JavaFX thread
/// only.
final class Row extends VBox {
    private final Words words;
    private final Label outcome = Presence.wrapped("", "small");
    private final Hyperlink undo = new Hyperlink();
    private final HBox said = new HBox(outcome, undo);

    /// @param content the name and the control
    Row(Words words, Node... content) {
        super(content);
        this.words = words;
        undo.setText(words.text("settings.undo"));
        undo.getStyleClass().add("small");
        undo.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(outcome, Priority.SOMETIMES);
        said.getStyleClass().add("row");
        getChildren().add(said);
        getStyleClass().add("setting");
        quiet();
    }

    /// Nothing was changed.
    void quiet() {
        Presence.keep(said, false);
    }

    void saving() {
        tell(words.text("settings.saving"), "muted");
        Presence.keep(undo, false);
    }

    /// @param back takes it back
    void saved(Runnable back) {
        tell("✓ " + words.text("settings.saved"), "success-text");
        undo.setOnAction(_ -> back.run());
        undo.setVisited(false);
        Presence.keep(undo, true);
    }

    void refused(String sentence) {
        tell(sentence, "danger-text");
        Presence.keep(undo, false);
    }

    private void tell(String text, String style) {
        outcome.setText(text);
        outcome.getStyleClass().removeAll("muted", "success-text", "danger-text");
        outcome.getStyleClass().add(style);
        Presence.keep(said, true);
    }
}
