package dev.berth.window.wizard;

import dev.berth.window.scene.CopyButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A line to be read and copied. JavaFX thread only.
final class CopyRow extends HBox {
    private final TextField line = new TextField();
    private final CopyButton copy;

    /// @param name what the line is
    /// @param copyName what the button copies
    CopyRow(WizardWords words, String name, String copyName) {
        copy = new CopyButton(words.text("copy"), copyName, words.text("copied"), line::getText);
        copy.setMinWidth(Region.USE_PREF_SIZE);
        line.setEditable(false);
        line.setAccessibleText(name);
        line.getStyleClass().add("to-copy");
        HBox.setHgrow(line, Priority.ALWAYS);
        getStyleClass().add("copy-row");
        getChildren().setAll(line, copy);
    }

    void show(String text) {
        if (!text.equals(line.getText())) {
            line.setText(text);
            copy.reset();
        }
    }
}
