package dev.berth.window.settings;

import javafx.scene.control.ScrollPane;

/// Moves a page so that what has the keyboard's focus is seen; JavaFX does not. JavaFX thread only.
final class FocusInView {

    private FocusInView() {}

    static void show(ScrollPane pane) {
        var owner = pane.getScene().getFocusOwner();
        var content = pane.getContent();
        if (owner == null || content == null) {
            return;
        }
        var at = content.sceneToLocal(owner.localToScene(owner.getBoundsInLocal()));
        double room = pane.getViewportBounds().getHeight();
        double hidden = content.getBoundsInLocal().getHeight() - room;
        double top = pane.getVvalue() * hidden;
        if (hidden > 0 && (at.getMinY() < top || at.getMaxY() > top + room)) {
            pane.setVvalue(Math.clamp((at.getCenterY() - room / 2) / hidden, 0, 1));
        }
    }
}
