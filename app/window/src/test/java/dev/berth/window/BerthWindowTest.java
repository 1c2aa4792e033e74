package dev.berth.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Command;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Screens.View;
import dev.berth.runtime.Screens.Word;
import dev.berth.runtime.Settings.Look;
import dev.berth.runtime.Status;
import dev.berth.window.copies.ScriptedCopies;
import dev.berth.window.face.WindowWords;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Program;
import dev.berth.window.link.ScriptedBerth;
import dev.berth.window.link.ScriptedSearch;
import dev.berth.window.reset.ScriptedBelongings;
import dev.berth.window.scene.Theme;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TitledPane;
import javafx.scene.image.Image;
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
@ExtendWith({ApplicationExtension.class, OwnWindows.class})
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
                    new Opening(
                            View.STATE,
                            Look.system(),
                            language -> WindowWords.in(language, Locale.ENGLISH, ZoneOffset.UTC),
                            InstantSource.system(),
                            new ScriptedCopies(),
                            "0.1.0",
                            ScriptedDoctor::new,
                            new ScriptedBelongings()));
    private Optional<javafx.stage.Stage> opened = Optional.empty();

    @Start
    void open(javafx.stage.Stage stage) {
        Theme.wear(ColorScheme.LIGHT);
        opened = Optional.of(stage);
        window.open(stage);
    }

    @AfterEach
    void close() {
        window.bidFarewell();
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
    void isFoundByTheProgramsPictureInAListOfWindows() {
        window.begin();

        var icons = onFxThread(() -> opened.orElseThrow().getIcons());

        assertThat(icons).extracting(Image::getWidth).contains(16.0, 32.0, 48.0, 128.0);
        assertThat(icons).noneMatch(Image::isError);
    }

    @Test
    void enterPressesTheMainChoice(FxRobot robot) {
        search.put(keeper);
        keeper.tell(Samples.attention(ProblemKind.NO_ROOM));
        window.begin();
        await(robot, "Needs attention");

        waitUntil(() -> button(robot, "_Repair").isFocused());
        // More than once: the display hands the keyboard over when it likes.
        waitUntil(() -> {
            robot.push(KeyCode.ENTER);
            return !keeper.asked().isEmpty();
        });
        assertThat(keeper.asked().element().command()).isEqualTo(new Command.Repair());
    }

    @Test
    void aLetterUnfoldsTheDetails(FxRobot robot) {
        search.put(keeper);
        keeper.tell(Samples.attention(ProblemKind.NO_ROOM, "what was reported"));
        window.begin();
        await(robot, "Needs attention");
        var details = robot.lookup(".details").queryAs(TitledPane.class);

        robot.press(KeyCode.ALT).push(KeyCode.D).release(KeyCode.ALT);

        assertThat(details.isExpanded()).isTrue();
        robot.press(KeyCode.ALT).push(KeyCode.Y).release(KeyCode.ALT);
        assertThat(onFxThread(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo("what was reported");
        assertThat(details.isExpanded()).isTrue();
        robot.press(KeyCode.ALT).push(KeyCode.D).release(KeyCode.ALT);
        assertThat(details.isExpanded()).isFalse();
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

    @Test
    void keysLeadToThePagesAndEscapeLeadsBack(FxRobot robot) {
        ready(robot);

        robot.press(KeyCode.CONTROL).push(KeyCode.DIGIT3).release(KeyCode.CONTROL);
        waitUntil(() -> !robot.lookup(".log-lines").queryAll().isEmpty());
        robot.push(KeyCode.ESCAPE);
        await(robot, "Ready");
        assertThat(opened.orElseThrow().isShowing()).isTrue();
    }

    @Test
    void aSecondWindowAsksForTheFirstAndEnds(FxRobot robot) throws InterruptedException {
        keeper.screens().takeIt();
        search.put(keeper);
        window.begin();

        assertThat(keeper.screens().shown().take()).isEqualTo(View.STATE);
        assertThat(window.isOnly(Duration.ofSeconds(10))).isFalse();
        waitUntil(() -> !opened.orElseThrow().isShowing());
    }

    @Test
    void theKeepersWordLeadsToAPage(FxRobot robot) {
        ready(robot);
        onFxThread(() -> {
            opened.orElseThrow().setIconified(true);
            return true;
        });

        keeper.screens().tell(new Word.Show(View.SETTINGS));

        waitUntil(() -> !robot.lookup("#notifications").queryAll().isEmpty());
        assertThat(opened.orElseThrow().isIconified()).isFalse();
    }

    @Test
    void withoutAnIconClosingMakesItSmallAndOneSentenceSaysSo(FxRobot robot) {
        ready(robot);
        keeper.screens().tell(new Word.Tray(false));
        waitUntil(() -> !robot.lookup(".window-note").queryAll().isEmpty());

        robot.push(KeyCode.ESCAPE);

        waitUntil(() -> opened.orElseThrow().isIconified());
        assertThat(opened.orElseThrow().isShowing()).isTrue();
    }

    @Test
    void quitEndsBerthAndThenTheWindow(FxRobot robot) throws InterruptedException {
        ready(robot);
        robot.interact(() -> robot.lookup(".pages-row > .button").queryAs(Button.class).fire());
        waitUntil(() -> robot.lookup("#menu-quit").tryQuery().isPresent());

        robot.clickOn("#menu-quit");
        assertThat(asked()).isEqualTo(new Command.Quit());
        search.put(Optional::empty);
        keeper.breakOff();

        waitUntil(() -> !opened.orElseThrow().isShowing());
    }

    @Test
    void anotherLanguageAndOtherColoursChangeTheOpenWindow(FxRobot robot) {
        ready(robot);
        robot.press(KeyCode.CONTROL).push(KeyCode.DIGIT4).release(KeyCode.CONTROL);
        waitUntil(() ->
                robot.lookup("#language").tryQuery().filter(box -> !box.isDisabled()).isPresent());

        robot.interact(() -> choose(robot, "#theme", Optional.of("dark")));
        waitUntil(
                () -> String.valueOf(Application.getUserAgentStylesheet()).contains("primer-dark"));
        robot.interact(() -> choose(robot, "#language", Optional.of("de")));
        waitUntil(() ->
                robot.lookup((Labeled labeled) -> "Einstellungen".equals(labeled.getText()))
                        .tryQuery()
                        .isPresent());
        assertThat(robot.lookup("#language").tryQuery()).isPresent();
    }

    @Test
    void whereNothingIsSetUpTheFirstRunIsShown(FxRobot robot) {
        search.put(new ScriptedBerth(Samples.report(new Status.NotSetUp())));
        window.begin();

        waitUntil(() -> robot.lookup(".pages-row").tryQuery().filter(Node::isVisible).isEmpty());
    }

    @Test
    void aRepairCanBeCancelledAndItsOutcomeIsSaid(FxRobot robot) throws InterruptedException {
        search.put(keeper);
        keeper.tell(Samples.attention(ProblemKind.NEVER_READY));
        window.begin();
        await(robot, "Needs attention");
        press(robot, "_Repair");
        var repair = keeper.asked().take();
        keeper.tell(Samples.starting(Stage.CHECKING));
        await(robot, "Starting");

        press(robot, "_Cancel");
        assertThat(asked()).isEqualTo(new Command.GiveUp());
        keeper.tell(Samples.ready());
        repair.outcome().complete(Samples.ready());
        await(robot, "Ready");
    }

    private Command asked() throws InterruptedException {
        return Objects.requireNonNull(keeper.asked().poll(10, TimeUnit.SECONDS)).command();
    }

    @SuppressWarnings("unchecked")
    private static void choose(FxRobot robot, String id, Optional<String> value) {
        ((ComboBox<Optional<String>>) robot.lookup(id).queryAs(ComboBox.class)).setValue(value);
    }

    private void ready(FxRobot robot) {
        search.put(keeper);
        window.begin();
        await(robot, "Ready");
        waitUntil(keeper.screens()::isAttended);
        waitUntil(() -> opened.orElseThrow().isFocused());
    }

    private static String word(FxRobot robot) {
        return robot.lookup("#word").<Label>tryQuery().map(Label::getText).orElse("");
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
