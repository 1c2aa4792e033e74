package dev.berth.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Command;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress.Stage;
import dev.berth.window.face.Words;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Program;
import dev.berth.window.link.ScriptedBerth;
import dev.berth.window.link.ScriptedSearch;
import dev.berth.window.scene.Theme;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.ColorScheme;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The whole window with a keeper that a test scripts.
@Timeout(60)
@ExtendWith(ApplicationExtension.class)
final class BerthWindowTest {
    private final ScriptedSearch search = new ScriptedSearch();
    private final BlockingQueue<Verb> verbs = new LinkedBlockingQueue<>();
    private final Program program =
            verb -> {
                verbs.add(verb);
                return Optional.empty();
            };
    private final ScriptedBerth keeper = new ScriptedBerth(Samples.ready());
    private final BerthWindow window =
            new BerthWindow(
                    search,
                    Optional.of(program),
                    List.of(Duration.ofMillis(20)),
                    Words.in(Locale.ENGLISH, ZoneOffset.UTC));
    private Optional<javafx.stage.Stage> opened = Optional.empty();

    @Start
    void open(javafx.stage.Stage stage) {
        Theme.wear(ColorScheme.LIGHT);
        opened = Optional.of(stage);
        window.open(stage);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void showsWhatTheKeeperTells(FxRobot robot) {
        assertThat(word(robot)).isEqualTo("One moment");

        search.put(keeper);
        window.begin();
        await(robot, "Ready");
        keeper.tell(Samples.starting(Stage.RECOVERING));
        await(robot, "Starting");
    }

    @Test
    void enterPressesTheMainChoice(FxRobot robot) throws InterruptedException {
        search.put(keeper);
        keeper.tell(Samples.attention(ProblemKind.NO_ROOM));
        window.begin();
        await(robot, "Needs attention");

        robot.push(KeyCode.ENTER);

        var asked = keeper.asked().poll(10, TimeUnit.SECONDS);
        assertThat(asked).isNotNull();
        assertThat(asked.command()).isEqualTo(new Command.Repair());
    }

    @Test
    void aLetterUnfoldsTheDetailsAndTheWindowGrows(FxRobot robot) {
        search.put(keeper);
        keeper.tell(Samples.attention(ProblemKind.NO_ROOM, "what was reported"));
        window.begin();
        await(robot, "Needs attention");
        var before = opened.orElseThrow().getHeight();
        var details = robot.lookup(".details").queryAs(TitledPane.class);

        robot.press(KeyCode.ALT).push(KeyCode.D).release(KeyCode.ALT);

        assertThat(details.isExpanded()).isTrue();
        waitUntil(() -> opened.orElseThrow().getHeight() > before);
        robot.press(KeyCode.ALT).push(KeyCode.Y).release(KeyCode.ALT);
        assertThat(onFxThread(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo("what was reported");
        assertThat(details.isExpanded()).isTrue();
        robot.press(KeyCode.ALT).push(KeyCode.D).release(KeyCode.ALT);
        assertThat(details.isExpanded()).isFalse();
        waitUntil(() -> opened.orElseThrow().getHeight() == before);
    }

    @Test
    void openIsLeftToTheProgramAndCanBePressedAgain(FxRobot robot) throws InterruptedException {
        search.put(keeper);
        window.begin();
        await(robot, "Ready");

        for (int times = 0; times < 2; times++) {
            press(robot, "_Open");
            assertThat(verbs.poll(10, TimeUnit.SECONDS)).isEqualTo(Verb.OPEN);
            waitUntil(() -> !button(robot, "_Open").isDisabled());
            assertThat(button(robot, "_Open").isFocused()).isTrue();
        }
    }

    @Test
    void theAddressIsCopied(FxRobot robot) {
        search.put(keeper);
        window.begin();
        await(robot, "Ready");

        press(robot, "_Copy");

        assertThat(onFxThread(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo("http://127.0.0.1:18789/");
        assertThat(button(robot, "Copied").isFocused()).isFalse();
    }

    @Test
    void aLostKeeperIsSaidAndFoundAgain(FxRobot robot) {
        search.put(keeper);
        window.begin();
        await(robot, "Ready");

        search.put(Optional::empty);
        keeper.breakOff();
        await(robot, "Not running");
        search.put(new ScriptedBerth(Samples.ready()));
        await(robot, "Ready");
    }

    @Test
    void escapeClosesIt(FxRobot robot) {
        window.begin();
        robot.push(KeyCode.ESCAPE);

        assertThat(opened.orElseThrow().isShowing()).isFalse();
    }

    @Test
    void controlWClosesIt(FxRobot robot) {
        window.begin();
        // Not by the robot: with the window gone, it would never let go of the Control key.
        robot.interact(() -> {
            var scene = opened.orElseThrow().getScene();
            Event.fireEvent(
                    scene,
                    new KeyEvent(
                            KeyEvent.KEY_PRESSED, "w", "w", KeyCode.W, false, true, false, false));
        });

        assertThat(opened.orElseThrow().isShowing()).isFalse();
    }

    @Test
    void aKeeperThatHangsHoldsNothingUp(FxRobot robot) throws InterruptedException {
        var asked = new CountDownLatch(1);
        var answers = new CountDownLatch(1);
        search.put(() -> {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Optional.of(keeper);
        });
        window.begin();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(word(robot)).isEqualTo("One moment");
        robot.push(KeyCode.ESCAPE);
        assertThat(opened.orElseThrow().isShowing()).isFalse();

        answers.countDown();
    }

    private static String word(FxRobot robot) {
        return robot.lookup("#word").queryAs(Label.class).getText();
    }

    private static void await(FxRobot robot, String word) {
        waitUntil(() -> word(robot).equals(word));
    }

    private static void press(FxRobot robot, String label) {
        var button = button(robot, label);
        robot.interact(button::fire);
    }

    private static Button button(FxRobot robot, String label) {
        return robot.lookup((Button button) -> button.getText().equals(label)).query();
    }

    private static void waitUntil(Callable<Boolean> holds) {
        try {
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> onFxThread(holds));
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T onFxThread(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, work);
    }
}
