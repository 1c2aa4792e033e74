package dev.berth.window.scene;

import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/// Copies a text, and says so until something else is done.
public final class CopyButton extends Button {
    private final String label;

    /// @param label with an underscore before the letter that chooses it
    /// @param name what it copies, for those who do not see where it stands
    /// @param done what it says afterwards
    public CopyButton(String label, String name, String done, Supplier<String> text) {
        super(label);
        this.label = label;
        setAccessibleText(name);
        setOnAction(_ -> {
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text.get()));
            setText(done);
        });
        var _ =
                focusedProperty()
                        .subscribe(focused -> {
                            if (!focused) {
                                reset();
                            }
                        });
    }

    /// Says again what it does.
    public void reset() {
        setText(label);
    }
}
