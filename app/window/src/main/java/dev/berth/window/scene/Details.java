package dev.berth.window.scene;

import atlantafx.base.theme.Styles;
import dev.berth.words.Words;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/// Technical details: folded until opened on purpose, and folded again once they are others.
public final class Details extends TitledPane {
    private static final int ROWS = 5;

    private final TextArea text = new TextArea();
    private final CopyButton copy;

    /// Details in the person's language.
    public Details(Words words) {
        text.setEditable(false);
        text.setWrapText(true);
        text.setPrefRowCount(ROWS);
        text.setPrefColumnCount(1);
        text.setAccessibleText(words.text("details.title").replace("_", ""));
        copy =
                new CopyButton(
                        words.text("details.copy"),
                        words.text("details.copy.name"),
                        words.text("copied"),
                        text::getText);
        copy.getStyleClass().add(Styles.SMALL);
        var content = new VBox(8, text, copy);
        content.setAlignment(Pos.TOP_RIGHT);
        setText(words.text("details.title"));
        setMnemonicParsing(true);
        setContent(content);
        // The letter in the title is an action that the pane itself has no use for.
        addEventHandler(
                ActionEvent.ACTION,
                pressed -> {
                    if (pressed.getTarget().equals(this)) {
                        setExpanded(!isExpanded());
                    }
                });
        setAnimated(false);
        setExpanded(false);
        getStyleClass().add("details");
    }

    /// Shows these lines, folded; nothing where there are none.
    public void show(List<String> lines) {
        var next = String.join("\n", lines);
        if (!next.equals(text.getText())) {
            text.setText(next);
            copy.reset();
            setExpanded(false);
        }
        Presence.keep(this, !lines.isEmpty());
    }
}
