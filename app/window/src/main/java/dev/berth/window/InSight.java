package dev.berth.window;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;

/// Keeps a window that opens where a person can reach its title: below a panel at the top of the
/// screen. On a busy computer the wish for a place may come to nothing, and the window stands in
/// the corner under the panel (seen with openbox). JavaFX thread only.
final class InSight {
    private static final Duration PAUSE = Duration.millis(250);
    private static final int LOOKS = 80;
    private static final double ABOVE_ITS_MIDDLE = 1.0 / 3; // as JavaFX puts a new window

    private InSight() {}

    /// Looks after a window for the 20 s in which a busy computer may still put it somewhere.
    static void keep(Stage stage) {
        var looks = new Timeline(new KeyFrame(PAUSE, _ -> look(stage)));
        looks.setCycleCount(LOOKS);
        looks.play();
    }

    private static void look(Stage stage) {
        var room = screen(stage).getVisualBounds();
        if (stage.isShowing() && !stage.isIconified() && stage.getY() < room.getMinY()) {
            var right = Math.max(0, room.getWidth() - stage.getWidth());
            var below = Math.max(0, room.getHeight() - stage.getHeight());
            stage.setX(room.getMinX() + right / 2);
            stage.setY(room.getMinY() + below * ABOVE_ITS_MIDDLE);
        }
    }

    private static Screen screen(Stage stage) {
        return Screen.getScreensForRectangle(
                        stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight())
                .stream()
                .findFirst()
                .orElseGet(Screen::getPrimary);
    }
}
