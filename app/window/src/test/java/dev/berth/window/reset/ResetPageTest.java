package dev.berth.window.reset;

import static dev.berth.window.Pictures.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.window.OwnWindows;
import dev.berth.window.Stand;
import dev.berth.window.link.Act.Ask;
import dev.berth.window.link.Counting;
import dev.berth.window.page.Place;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@Timeout(60)
@ExtendWith({ApplicationExtension.class, OwnWindows.class})
final class ResetPageTest {
    @SuppressWarnings("NullAway.Init")
    private Stand stand;

    @Start
    void begin(Stage stage) {
        stand = new Stand(stage);
        stand.open(window ->
                new ResetPage(window, new Counting(new ScriptedBelongings(), Platform::runLater)));
    }

    @AfterEach
    void end() {
        stand.close();
    }

    @Test
    void theUsualWayKeepsTheDataAndSaysWhereItLies(FxRobot robot) throws InterruptedException {
        Stand.await(() -> stand.texts().contains("Your data: /home/anna/.local/share/berth/data"));
        Stand.await(() -> stand.find(".radio-button", RadioButton.class).isFocused());

        robot.push(KeyCode.ENTER);

        assertThat(stand.pressed().take())
                .isEqualTo(new Ask(new Command.Reset(EraseScope.KEEP_DATA)));
        assertThat(stand.gone().take()).isEqualTo(Place.STATE);
    }

    @Test
    void nothingIsErasedWithoutTheWord(FxRobot robot) throws InterruptedException {
        Stand.await(() -> stand.find(".radio-button", RadioButton.class).isFocused());
        robot.push(KeyCode.DOWN); // to the other choice
        var word = stand.find("#erase-word", TextField.class);
        Stand.await(word::isVisible);
        robot.push(KeyCode.ENTER);
        assertThat(danger().isDisabled()).isTrue();
        Stand.await(() ->
                stand.find("#erase-list", Label.class)
                        .getText()
                        .equals(
                                "\u2022 What your assistant knows and has made: 12 files, 3.4 MB\n"
                                        + "\u2022 The assistant's program, which Berth has fetched: at"
                                        + " least 860.0 MB"));

        robot.interact(() -> word.setText("erase"));
        assertThat(danger().isDisabled()).isTrue();
        robot.interact(() -> word.setText("ERASE"));
        assertThat(danger().isDisabled()).isFalse();
        assertThat(stand.pressed()).isEmpty();
        robot.interact(() -> danger().fire());

        assertThat(stand.pressed().take())
                .isEqualTo(new Ask(new Command.Reset(EraseScope.EVERYTHING)));
    }

    private Button danger() {
        return onFxThread(() -> stand.find(".button.danger", Button.class));
    }
}
