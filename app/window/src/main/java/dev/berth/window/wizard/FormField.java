package dev.berth.window.wizard;

import dev.berth.window.scene.Presence;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// Something to fill in, with its name above it and what is to say about it below. JavaFX thread
/// only.
final class FormField extends VBox {
    private final Label name = new Label();
    private final TextField input;
    private final Label remark = Presence.wrapped("", "remark", "small");

    /// @param name with an underscore before the letter that leads here
    FormField(String name, TextField input) {
        this.input = input;
        this.name.setMnemonicParsing(true);
        this.name.setLabelFor(input);
        name(name);
        getStyleClass().add("form-field");
        getChildren().setAll(this.name, input, remark);
        remark(Optional.empty());
    }

    TextField input() {
        return input;
    }

    void name(String text) {
        name.setText(text);
        input.setAccessibleText(text.replace("_", ""));
    }

    void remark(Optional<String> text) {
        Presence.put(remark, text);
        input.setAccessibleHelp(text.orElse(""));
    }
}
