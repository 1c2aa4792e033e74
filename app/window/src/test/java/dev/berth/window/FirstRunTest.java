package dev.berth.window;

import static dev.berth.window.Pictures.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Command;
import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Cure;
import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.FirstRun.Part;
import dev.berth.runtime.FirstRun.Verdict;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.Screens.View;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings.Look;
import dev.berth.runtime.Status;
import dev.berth.window.copies.ScriptedCopies;
import dev.berth.window.face.WindowWords;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.ScriptedBerth;
import dev.berth.window.link.ScriptedChoices.Chosen;
import dev.berth.window.link.ScriptedSearch;
import dev.berth.window.reset.ScriptedBelongings;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The first run in the whole window, with the keyboard alone, and with a keeper that a test
/// scripts.
@Timeout(90)
@ExtendWith({ApplicationExtension.class, OwnWindows.class})
final class FirstRunTest {
    private static final String KEY = "sk-ant-api03-0123456789abcdef";
    private static final Provider ANTHROPIC = Provider.usual(ProviderKind.ANTHROPIC);

    private final ScriptedSearch search = new ScriptedSearch();
    private final BlockingQueue<Verb> verbs = new LinkedBlockingQueue<>();
    private final ScriptedBerth keeper = new ScriptedBerth(Samples.report(new Status.NotSetUp()));
    private final BerthWindow window =
            new BerthWindow(
                    search,
                    Optional.of(verb -> {
                        verbs.add(verb);
                        return Optional.empty();
                    }),
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
    private final List<javafx.stage.Stage> stages = new ArrayList<>();

    @Start
    void open(javafx.stage.Stage stage) {
        stages.add(stage);
        window.open(stage);
    }

    @AfterEach
    void close() {
        window.bidFarewell();
    }

    @Test
    void fromNothingToReadyWithTheKeyboardAlone(FxRobot robot) throws InterruptedException {
        keeper.firstRun().finds(good(Part.ENGINE), good(Part.ROOM), good(Part.MEMORY));
        begin();

        awaitFocus("_Next");
        robot.push(KeyCode.ENTER);
        await("Who answers for your assistant?");
        awaitFocus("Anthropic");
        robot.push(KeyCode.SPACE);
        await("The models called Claude. You get a key here:");
        robot.press(KeyCode.ALT).push(KeyCode.K).release(KeyCode.ALT);
        robot.write(KEY, 0);
        robot.push(KeyCode.ENTER);
        await("A few choices");
        awaitFocus("Set _up");
        robot.press(KeyCode.ALT).push(KeyCode.S).release(KeyCode.ALT);
        robot.push(KeyCode.ENTER);
        await("Setting up your assistant");

        var setUp = (Command.SetUp) asked();
        assertThat(setUp.wishes().provider())
                .hasValueSatisfying(keyed -> assertThat(keyed.provider()).isEqualTo(ANTHROPIC));
        assertThat(keeper.firstRun().keys()).containsExactly(KEY);
        assertThat(keeper.choices().chosen())
                .containsExactly(
                        new Chosen(Setting.START_AT_SIGN_IN, Optional.of("false")),
                        new Chosen(Setting.NOTIFICATIONS, Optional.of("true")));
        assertThat(keeper.firstRun().draft().orElseThrow().page()).isEqualTo(Page.PROGRESS);

        keeper.tell(Samples.starting(Samples.fetching()));
        await("310 MB of 702 MB");
        keeper.tell(Samples.starting(Stage.PROVING));
        keeper.tell(Samples.ready());
        await(
                "Your assistant is set up and ready. It opens in your browser, and Berth keeps it"
                        + " running.");
        awaitFocus("_Open");
        verbs.clear();
        robot.push(KeyCode.ENTER);
        assertThat(verbs.poll(10, TimeUnit.SECONDS)).isEqualTo(Verb.OPEN);
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> !stages.getFirst().isShowing());
    }

    @Test
    void arrowsChooseWhoAnswers(FxRobot robot) throws InterruptedException {
        keeper.firstRun()
                .remembers(
                        new Draft(Page.PROVIDER, Optional.empty(), false, true, Optional.empty()));
        begin();
        awaitFocus("Anthropic");
        robot.push(KeyCode.SPACE);
        await("The models called Claude. You get a key here:");

        for (int times = 0; times < 6; times++) {
            robot.push(KeyCode.DOWN);
        }
        awaitFocus("Later");
        robot.push(KeyCode.ENTER);
        await("A few choices");
        robot.push(KeyCode.ENTER);
        assertThat(((Command.SetUp) asked()).wishes().provider()).isEmpty();
    }

    @Test
    void whatIsMissingIsInstalledAndTheWayIsOpen(FxRobot robot) throws InterruptedException {
        keeper.firstRun().finds(missing());
        begin();
        awaitFocus("_Install it for me");

        robot.push(KeyCode.ENTER);
        var installing = keeper.firstRun().installing().poll(10, TimeUnit.SECONDS);
        assertThat(installing).isNotNull();
        installing.progress().accept(OptionalDouble.of(0.5));
        keeper.firstRun().finds(good(Part.ENGINE));
        installing.outcome().complete(new Installation.Installed());

        awaitFocus("_Next");
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void killedAnywhereItGoesOnThere(Page page) throws InterruptedException {
        keeper.firstRun().finds(good(Part.ENGINE));
        keeper.firstRun()
                .remembers(new Draft(page, Optional.of(ANTHROPIC), true, true, Optional.empty()));
        begin();

        await(
                switch (page) {
                    case WELCOME -> "Welcome to Berth";
                    case PROVIDER -> "A key is kept";
                    case OPTIONS -> "A few choices";
                    case PROGRESS -> "Setting up your assistant";
                });
        if (page == Page.PROGRESS) {
            assertThat(asked()).isInstanceOf(Command.SetUp.class);
        }
    }

    @Test
    void aSetUpUnderWayIsWatchedByTheNextWindow() {
        keeper.tell(Samples.starting(Stage.WAITING_FOR_SERVICE));
        beginAt(Page.PROGRESS);

        await("Setting up your assistant");
        assertThat(keeper.asked()).isEmpty();
    }

    @Test
    void forAnAssistantThatIsThereNoFirstRunOpens() {
        keeper.tell(Samples.ready());
        begin();

        await("Your assistant is ready.");
    }

    @Test
    void givenUpItIsBackAtTheChoices(FxRobot robot) throws InterruptedException {
        beginAt(Page.PROGRESS);
        await("Setting up your assistant");
        asked();
        keeper.tell(Samples.starting(Stage.PREPARING));

        robot.push(KeyCode.ESCAPE);
        await("Stop setting up? You can start again whenever you like.");
        robot.press(KeyCode.ALT).push(KeyCode.P).release(KeyCode.ALT);

        await("A few choices");
        assertThat(asked()).isEqualTo(new Command.GiveUp());
        assertThat(keeper.firstRun().draft().orElseThrow().page()).isEqualTo(Page.OPTIONS);
    }

    @Test
    void cancelledNothingIsKept(FxRobot robot) {
        beginAt(Page.OPTIONS);
        await("A few choices");

        robot.push(KeyCode.ESCAPE);
        await("Stop setting up? What you filled in will be forgotten.");
        robot.press(KeyCode.ALT).push(KeyCode.P).release(KeyCode.ALT);

        await("Not set up yet");
        waitUntil(() -> keeper.firstRun().draft().isEmpty());
    }

    @Test
    void aMissingKeyLeadsToItsPage(FxRobot robot) throws InterruptedException {
        keeper.tell(Samples.attention(ProblemKind.KEY_MISSING));
        keeper.firstRun()
                .remembers(
                        new Draft(
                                Page.PROGRESS,
                                Optional.of(ANTHROPIC),
                                false,
                                true,
                                Optional.empty()));
        begin();
        await("Setting up stopped");
        awaitFocus("Enter the _key");
        robot.push(KeyCode.ENTER);

        await("Who answers for your assistant?");
        assertThat(asked()).isEqualTo(new Command.GiveUp());
    }

    @Test
    void aKeeperThatFellIsStartedAgain() throws InterruptedException {
        beginAt(Page.OPTIONS);
        await("A few choices");

        nobodyIsThere();
        keeper.breakOff();

        assertThat(verbs.poll(10, TimeUnit.SECONDS)).isEqualTo(Verb.KEEPER);
    }

    /// At sign-out an open first run had started a Berth that nobody saw.
    @Test
    void aKeeperThatWasQuitIsNot() {
        beginAt(Page.OPTIONS);
        await("A few choices");

        nobodyIsThere();
        keeper.tell(Samples.report(new Status.NotRunning()));
        keeper.breakOff();

        int looked = search.looks();
        waitUntil(() -> search.looks() > looked + 5);
        assertThat(verbs).isEmpty();
    }

    // -- how a test waits

    private void nobodyIsThere() {
        search.put(Optional::empty);
        search.standsAlone(new Status.NotSetUp());
    }

    private void beginAt(Page page) {
        keeper.firstRun()
                .remembers(new Draft(page, Optional.empty(), false, true, Optional.empty()));
        begin();
    }

    private void begin() {
        search.put(keeper);
        window.begin();
    }

    private Command asked() throws InterruptedException {
        var asked = keeper.asked().poll(10, TimeUnit.SECONDS);
        assertThat(asked).isNotNull();
        return asked.command();
    }

    private void await(String text) {
        waitUntil(() ->
                Pictures.texts(Pictures.visible(stages.getFirst().getScene())).contains(text));
    }

    private void awaitFocus(String label) {
        waitUntil(() ->
                stages.getFirst().isFocused()
                        && stages.getFirst().getScene().getFocusOwner()
                                instanceof javafx.scene.control.Labeled labeled
                        && labeled.getText().equals(label));
    }

    private static void waitUntil(Callable<Boolean> holds) {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> onFxThread(holds));
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static Check good(Part part) {
        return new Check(
                part, Verdict.GOOD, "All is well.", Optional.empty(), new Cure.None(), List.of());
    }

    private static Check missing() {
        return new Check(
                Part.ENGINE,
                Verdict.BAD,
                "It is missing.",
                Optional.empty(),
                new Cure.Install("sudo apt-get install it"),
                List.of());
    }
}
