package dev.berth.window;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class MainTest {

    @Start
    void open(Stage stage) {
        new Main().start(stage);
    }

    @Test
    void windowOpensWithoutAScreen(FxRobot robot) {
        var sentence = robot.lookup("#sentence").queryAs(Label.class);

        assertThat(sentence.getText()).isEqualTo("Berth");
        assertThat(sentence.getWidth()).isPositive();
        assertThat(sentence.getScene().getWindow().isShowing()).isTrue();
    }
}
