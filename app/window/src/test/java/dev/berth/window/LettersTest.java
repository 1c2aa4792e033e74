package dev.berth.window;

import static dev.berth.window.Pictures.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith({ApplicationExtension.class, OwnWindows.class})
final class LettersTest {
    private final StackPane root = new StackPane();

    @SuppressWarnings("NullAway.Init")
    private Scene scene;

    @Start
    void open(Stage stage) {
        scene = new Scene(root, 300, 200);
        Letters.keep(scene);
        stage.setScene(scene);
        stage.show();
    }

    /// Which of the two JavaFX takes for a key is chance, and it knows no keys without a display.
    @ParameterizedTest
    @CsvSource({"_Start, I _sign in", "I _sign in, _Start"})
    void aPressFindsOnlyTheLetterThatIsThere(String before, String now) {
        var letters =
                onFxThread(() -> {
                    show(new Button(before));
                    show(new Button(now));
                    Event.fireEvent(scene, pressed(KeyCode.S));
                    return List.copyOf(scene.getMnemonics().values());
                });
        assertThat(letters).hasSize(1).noneMatch(List::isEmpty);
    }

    private void show(Button button) {
        root.getChildren().setAll(button);
        root.applyCss();
        root.layout();
    }

    private static KeyEvent pressed(KeyCode letter) {
        var name = letter.getName();
        return new KeyEvent(KeyEvent.KEY_PRESSED, name, name, letter, false, false, true, false);
    }
}
