package dev.berth.window;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;

/// The letters that stand underlined in labels. JavaFX keeps an empty list for each that was ever
/// on a scene, one for `S` and another for `s`, and takes the first that fits a key: one that is
/// empty would make the letter of a label that is there do nothing (seen with JavaFX 26.0.2).
final class Letters {

    private Letters() {}

    /// Forgets before each press what nothing has any more. JavaFX thread only.
    static void keep(Scene scene) {
        scene.addEventFilter(
                KeyEvent.KEY_PRESSED,
                pressed -> {
                    if (pressed.isAltDown()) {
                        scene.getMnemonics().values().removeIf(List::isEmpty);
                    }
                });
    }
}
