package dev.berth.window.scene;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// What is not there takes no room either. JavaFX thread only.
public final class Presence {

    private Presence() {}

    /// Shows the node, or not.
    public static void keep(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    /// Shows the text, or nothing.
    public static void put(Label label, Optional<String> text) {
        label.setText(text.orElse(""));
        keep(label, text.isPresent());
    }

    /// A label that takes as many lines as it needs.
    public static Label wrapped(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
