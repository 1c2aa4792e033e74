package dev.berth.window.log;

import static dev.berth.window.Pictures.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.window.OwnWindows;
import dev.berth.window.Stand;
import dev.berth.window.WorkMeter;
import java.time.Duration;
import java.util.stream.IntStream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
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
final class LogPageTest {
    @SuppressWarnings("NullAway.Init")
    private Stand stand;

    @SuppressWarnings("NullAway.Init")
    private LogPage page;

    @Start
    void begin(Stage stage) {
        stand = new Stand(stage);
    }

    @AfterEach
    void end() {
        onFxThread(() -> {
            page.leave();
            return true;
        });
        stand.close();
    }

    private ListView<?> list() {
        return stand.find(".log-lines", ListView.class);
    }

    private void open(int lines) {
        stand.berth().logged(IntStream.range(0, lines).mapToObj(i -> "line " + i).toList());
        page = stand.open(LogPage::new);
        Stand.await(() -> list().getItems().size() == Math.min(lines, 5_000));
    }

    @Test
    void followsUntilThePersonMovesUpAndAgainAtTheEnd(FxRobot robot) {
        open(200);
        Stand.await(() -> stand.texts().contains("line 199"));
        var follow = stand.find(".check-box", CheckBox.class);
        assertThat(follow.isSelected()).isTrue();

        Stand.await(() -> list().isFocused());
        robot.push(KeyCode.HOME);
        Stand.await(() -> !follow.isSelected());
        stand.berth().log("one more");
        Stand.await(() -> list().getItems().contains("one more"));
        assertThat(stand.texts()).doesNotContain("one more");

        robot.push(KeyCode.END);
        Stand.await(follow::isSelected);
        stand.berth().log("the last");
        Stand.await(() -> stand.texts().contains("the last"));
    }

    @Test
    void aFloodIsCutToTheLastLinesAndTheWindowGoesOnMoving() {
        open(10);
        flood("first", 30_000); // until the code is warm
        var meter = new WorkMeter();
        onFxThread(() -> {
            meter.start();
            return true;
        });

        WorkMeter.awaitPulse();
        WorkMeter.awaitPulse();

        flood("second", 100_000);
        WorkMeter.awaitPulse();
        WorkMeter.awaitPulse();

        onFxThread(() -> {
            meter.stop();
            return true;
        });
        assertThat(list().getItems()).hasSize(5_000);
        assertThat(meter.longest()).isBetween(Duration.ofNanos(1), Duration.ofMillis(50));
    }

    private void flood(String name, int lines) {
        IntStream.range(0, lines).forEach(i -> stand.berth().log(name + i));
        Stand.await(() -> list().getItems().getLast().equals(name + (lines - 1)));
    }

    @Test
    void findsOnwardsAndBackwards(FxRobot robot) {
        open(200);
        var field = stand.find(".text-field", TextField.class);
        robot.interact(() -> field.setText("LINE 7"));
        Stand.await(() -> stand.texts().contains("11 found"));

        robot.interact(field::requestFocus);
        robot.push(KeyCode.ENTER);
        Stand.await(() -> selected().equals("line 7"));
        robot.push(KeyCode.ENTER);
        Stand.await(() -> selected().equals("line 70"));
        robot.press(KeyCode.SHIFT).push(KeyCode.F3).release(KeyCode.SHIFT);
        Stand.await(() -> selected().equals("line 7"));
        Stand.await(() -> stand.texts().contains("line 7"));
    }

    @Test
    void whoLeavesFollowsNoMore() {
        open(10);
        assertThat(stand.berth().logFollowers()).isEqualTo(1);

        onFxThread(() -> {
            page.leave();
            return true;
        });

        Stand.await(() -> stand.berth().logFollowers() == 0);
    }

    private Object selected() {
        var item = list().getSelectionModel().getSelectedItem();
        return item == null ? "" : item;
    }
}
