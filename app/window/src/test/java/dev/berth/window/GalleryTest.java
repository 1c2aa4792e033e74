package dev.berth.window;

import static dev.berth.window.Pictures.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Choices.Why;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings.Look;
import dev.berth.window.about.AboutPage;
import dev.berth.window.activity.ActivityPage;
import dev.berth.window.copies.CopiesPage;
import dev.berth.window.copies.DesktopFilePicker;
import dev.berth.window.copies.ScriptedCopies;
import dev.berth.window.copies.Shelf;
import dev.berth.window.face.Faces;
import dev.berth.window.face.WindowWords;
import dev.berth.window.health.ExplainedPage;
import dev.berth.window.health.HealthPage;
import dev.berth.window.link.Counting;
import dev.berth.window.link.Examining;
import dev.berth.window.link.Link;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.ScriptedBerth;
import dev.berth.window.link.ScriptedSearch;
import dev.berth.window.log.LogPage;
import dev.berth.window.page.Frame;
import dev.berth.window.page.Page;
import dev.berth.window.page.Place;
import dev.berth.window.page.Surroundings;
import dev.berth.window.reset.ResetPage;
import dev.berth.window.reset.ScriptedBelongings;
import dev.berth.window.scene.Drawings;
import dev.berth.window.scene.Theme;
import dev.berth.window.settings.SettingsPage;
import dev.berth.window.shell.Shell;
import dev.berth.window.state.StatePage;
import dev.berth.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Every page in every look: pictures of all of them are kept, and each is walked for what nobody
/// may have to see.
@Timeout(120)
@ExtendWith({ApplicationExtension.class, OwnWindows.class})
final class GalleryTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final String LARGE_LETTERS = "-fx-font-size: 21px";

    private final ScriptedBerth keeper = new ScriptedBerth(Samples.ready());
    private final Link link =
            new Link(
                    found(keeper),
                    Optional.empty(),
                    List.of(Duration.ofHours(1)),
                    Platform::runLater,
                    _ -> {});
    private final List<Stage> stages = new ArrayList<>();

    private static ScriptedSearch found(ScriptedBerth berth) {
        var search = new ScriptedSearch();
        search.put(berth);
        return search;
    }

    @Start
    void begin(Stage stage) {
        stages.add(stage);
        link.begin();
    }

    @AfterEach
    void end() {
        link.close();
    }

    /// One look of everything.
    record Style(Locale language, ColorScheme scheme, boolean large) {
        String name() {
            return "%s-%s%s"
                    .formatted(
                            language.getLanguage(),
                            scheme.name().toLowerCase(Locale.ROOT),
                            large ? "-large" : "");
        }
    }

    static Stream<Arguments> styles() {
        return Stream.of(Locale.ENGLISH, Locale.GERMAN)
                .flatMap(language ->
                        Stream.of(
                                new Style(language, ColorScheme.LIGHT, false),
                                new Style(language, ColorScheme.DARK, false),
                                new Style(language, ColorScheme.LIGHT, true)))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("styles")
    void everyFace(Style style) throws IOException {
        var shell = open(style, Place.STATE);
        for (var named : Samples.outlooks().entrySet()) {
            onFxThread(() -> {
                shell.see(named.getValue());
                return true;
            });
            var face = new Faces(words(style), true).of(named.getValue());
            check(style, "state-" + named.getKey());
            assertThat(Pictures.texts(Pictures.visible(scene())))
                    .contains(face.word(), face.sentence());
            if (named.getKey().equals("attention-keeps-stopping")) {
                unfold();
                check(style, "state-" + named.getKey() + "-unfolded");
            }
            if (named.getKey().equals("attention-place-damaged")) {
                fire(".choices .button");
                check(style, "state-" + named.getKey() + "-asked");
                fire("#asking-no");
            }
            assertThat(bars()).isFalse();
        }
    }

    private void fire(String selector) {
        onFxThread(() -> {
            lookup(selector, ButtonBase.class).fire();
            return true;
        });
    }

    @ParameterizedTest
    @MethodSource("styles")
    void everyOtherPage(Style style) throws IOException {
        keeper.did(acts());
        keeper.logged(log());
        var shell = open(style, Place.ACTIVITY);
        await(() -> Pictures.texts(Pictures.visible(scene())).size() > 12);
        check(style, "activity");
        assertThat(Pictures.texts(Pictures.visible(scene())))
                .contains(words(style).text("act.fell-exited"))
                .noneMatch(text -> text.contains("told in English"));
        fire("#activity-steps");
        await(() ->
                Pictures.texts(Pictures.visible(scene()))
                        .contains(words(style).text("ending.open")));
        check(style, "activity-steps");

        go(shell, Place.LOG);
        await(() ->
                Pictures.texts(Pictures.visible(scene())).stream()
                        .anyMatch(text -> text.startsWith("2026")));
        check(style, "log");
        onFxThread(() -> {
            lookup(".log-tools .text-field", TextField.class).setText("telegram");
            return true;
        });
        check(style, "log-search");

        go(shell, Place.SETTINGS);
        await(() -> !scene().lookup("#theme").isDisabled());
        check(style, "settings");
        fire("#host-machine");
        check(style, "settings-move");
        fire("#asking-yes");
        await(() -> lookup("#own-place", TitledPane.class).isVisible());
        unfold();
        check(style, "settings-own-place-1");
        onFxThread(() -> {
            ((ScrollPane) scene().lookup(".plain")).setVvalue(0.55);
            return true;
        });
        check(style, "settings-own-place-2");
        keeper.choices()
                .refuse(Setting.ENGINE_PROGRAM, Why.PROGRAM_NOT_EXECUTABLE, "in English only");
        onFxThread(() -> {
            var field = lookup("#engineProgram", TextField.class);
            field.setText("/home/anna/notes.txt");
            field.fireEvent(new ActionEvent());
            unfold();
            return true;
        });
        await(() ->
                Pictures.texts(Pictures.visible(scene()))
                        .contains(words(style).text("refused.program-not-executable")));
        onFxThread(() -> {
            ((ScrollPane) scene().lookup(".plain")).setVvalue(1);
            return true;
        });
        check(style, "settings-refused");

        go(shell, Place.RESET);
        check(style, "reset-keep");
        onFxThread(() -> {
            scene().getRoot().lookupAll(".radio-button").stream()
                    .map(RadioButton.class::cast)
                    .forEach(option -> option.setSelected(true));
            return true;
        });
        check(style, "reset-erase");
        go(shell, Place.COPIES);
        await(() ->
                scene().lookup("#copies") instanceof ListView<?> all && all.getItems().size() == 2);
        check(style, "copies");
        go(shell, Place.HEALTH);
        await(() ->
                Pictures.texts(Pictures.visible(scene()))
                        .contains(words(style).text("health.fail", 1L)));
        check(style, "health");
        onFxThread(() -> {
            shell.explain(ProblemKind.SOMEBODY_ELSE_ANSWERS);
            return true;
        });
        check(style, "explained");
        go(shell, Place.ABOUT);
        check(style, "about");
        onFxThread(() -> {
            shell.trayIs(false);
            shell.go(Place.STATE);
            return true;
        });
        check(style, "no-tray");
    }

    private void check(Style style, String name) throws IOException {
        var scene = scene();
        onFxThread(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return true;
        });
        Pictures.keep(scene, name + "-" + style.name());
        Pictures.assertGood(scene, name + "-" + style.name());
    }

    private static void unfold() {
        onFxThread(() -> {
            current().lookupAll(".details").stream()
                    .filter(TitledPane.class::isInstance)
                    .map(TitledPane.class::cast)
                    .filter(TitledPane::isVisible)
                    .forEach(pane -> pane.setExpanded(true));
            return true;
        });
    }

    private static Parent current() {
        return Window.getWindows().getFirst().getScene().getRoot();
    }

    private boolean bars() {
        return onFxThread(() ->
                scene().getRoot().lookupAll(".progress-bar").stream()
                        .map(ProgressBar.class::cast)
                        .anyMatch(ProgressBar::isIndeterminate));
    }

    private Scene scene() {
        return stages.getFirst().getScene();
    }

    private <T> T lookup(String selector, Class<T> type) {
        return type.cast(scene().lookup(selector));
    }

    private Shell open(Style style, Place place) {
        return onFxThread(() -> {
            Theme.wear(style.scheme());
            var shell = new Shell(words(style), link, _ -> {}, this::page, new NoFrame());
            if (style.large()) {
                shell.view().setStyle(LARGE_LETTERS);
            }
            shell.see(seen());
            shell.go(place);
            var stage = stages.getFirst();
            stage.setScene(new Scene(shell.view()));
            stage.show();
            stage.sizeToScene();
            return shell;
        });
    }

    private static Outlook seen() {
        return new Outlook(new Outlook.Sight.Seen(Samples.ready()), new Outlook.Errand.None());
    }

    private Page page(Place place, Surroundings window) {
        return switch (place) {
            case STATE, FIRST_RUN ->
                    new StatePage(window, new Faces(window.words(), true), Drawings.load(), CLOCK);
            case ACTIVITY ->
                    new ActivityPage(
                            window, new Examining(ScriptedDoctor::new, Platform::runLater), CLOCK);
            case LOG -> new LogPage(window);
            case SETTINGS -> new SettingsPage(window);
            case RESET ->
                    new ResetPage(
                            window, new Counting(new ScriptedBelongings(), Platform::runLater));
            case COPIES ->
                    new CopiesPage(
                            window,
                            new Shelf(new ScriptedCopies(), Platform::runLater, told -> told),
                            new DesktopFilePicker());
            case HEALTH ->
                    new HealthPage(
                            window,
                            new Examining(ScriptedDoctor::new, Platform::runLater),
                            (_, _) -> Optional.empty());
            case EXPLAINED -> new ExplainedPage(window);
            case ABOUT -> new AboutPage(window, "0.1.0");
        };
    }

    private static void go(Shell shell, Place place) {
        onFxThread(() -> {
            shell.go(place);
            shell.view().applyCss(); // so that what is on the page can be looked up
            shell.view().layout();
            return true;
        });
    }

    private static Words words(Style style) {
        return WindowWords.in(Optional.empty(), style.language(), ZoneOffset.UTC);
    }

    private static List<Activity> acts() {
        return List.of(
                act("2026-11-19T20:00:00Z", "woke", "noticed"),
                act("2026-11-19T20:00:02Z", "asked-setup", "noticed"),
                act("2026-11-19T20:00:03Z", "fetch-release", "cancelled"),
                act("2026-11-20T07:10:00Z", "fetch-release", "done"),
                act("2026-11-20T07:14:00Z", "start", "failed"),
                act("2026-11-20T07:14:20Z", "fell-never-ready", "noticed"),
                act("2026-11-21T09:12:00Z", "remove", "done"),
                act("2026-11-21T09:12:20Z", "start", "done"),
                act("2026-11-21T09:13:00Z", "ready", "noticed"),
                act("2026-11-21T09:29:00Z", "stop", "cut-off"));
    }

    private static Activity act(String at, String step, String outcome) {
        return new Activity(
                step,
                Instant.parse(at),
                "person",
                step,
                step,
                Optional.empty(),
                outcome,
                Optional.empty());
    }

    private static List<String> log() {
        return IntStream.range(0, 60)
                .mapToObj(line ->
                        "2026-11-21T09:%02d:00Z [%s] message %d handled in %d ms"
                                .formatted(
                                        line,
                                        line % 3 == 0 ? "telegram" : "gateway",
                                        line,
                                        3 * line))
                .toList();
    }

    private static void await(Callable<Boolean> holds) {
        try {
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> onFxThread(holds));
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// A window of the desktop that does nothing.
    private static final class NoFrame implements Frame {
        @Override
        public void close() {}

        @Override
        public void end() {}

        @Override
        public void wear(Look look) {}

        @Override
        public void resizable(boolean allowed) {}
    }
}
