package dev.berth.window.shell;

import atlantafx.base.theme.Styles;
import dev.berth.runtime.Command;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings.Look;
import dev.berth.window.link.Act;
import dev.berth.window.link.Calls;
import dev.berth.window.link.Outlook;
import dev.berth.window.page.Frame;
import dev.berth.window.page.Page;
import dev.berth.window.page.Pages;
import dev.berth.window.page.Place;
import dev.berth.window.page.Surroundings;
import dev.berth.window.scene.Presence;
import dev.berth.words.Words;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The window in one language: a row that leads to the pages, the page, a line below. JavaFX thread
/// only.
public final class Shell implements Surroundings {
    private static final Map<Place, KeyCode> IN_ROW = inRow();

    private final Words words;
    private final Calls keeper;
    private final Consumer<Act> press;
    private final Pages pages;
    private final Frame frame;

    private final BorderPane view = new BorderPane();
    private final HBox row = new HBox();
    private final Map<Place, ToggleButton> toggles = new EnumMap<>(Place.class);
    private final Button more;
    private final Label note;
    private final Map<Place, Page> made = new EnumMap<>(Place.class);

    private Place place = Place.STATE;
    private Optional<Page> shown = Optional.empty();
    private Outlook newest = Outlook.FIRST;
    private boolean quitting;
    private Optional<ProblemKind> explained = Optional.empty();

    /// @param press sets an act going
    public Shell(Words words, Calls keeper, Consumer<Act> press, Pages pages, Frame frame) {
        this.words = words;
        this.keeper = keeper;
        this.press = press;
        this.pages = pages;
        this.frame = frame;
        note = Presence.wrapped(words.text("no-tray"), "muted", "small", "window-note");
        note.setMaxWidth(Double.MAX_VALUE);
        more = new Button("", new FontIcon(Feather.MORE_HORIZONTAL));
        more.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        more.setAccessibleText(words.text("menu.name"));
        more.getStyleClass().add(Styles.FLAT);
        more.setOnAction(_ -> menu().show(more, Side.BOTTOM, 0, 0));
        layOut();
    }

    private static Map<Place, KeyCode> inRow() {
        var keys = new EnumMap<Place, KeyCode>(Place.class);
        keys.put(Place.STATE, KeyCode.DIGIT1);
        keys.put(Place.ACTIVITY, KeyCode.DIGIT2);
        keys.put(Place.LOG, KeyCode.DIGIT3);
        keys.put(Place.SETTINGS, KeyCode.DIGIT4);
        return keys;
    }

    private void layOut() {
        var group = new ToggleGroup();
        IN_ROW.forEach((there, _) -> {
            var toggle = new ToggleButton(words.text("page." + key(there)), icon(there));
            toggle.setToggleGroup(group);
            toggle.getStyleClass().add(Styles.FLAT);
            toggle.setMinWidth(Region.USE_PREF_SIZE);
            toggle.setOnAction(_ -> go(there));
            toggles.put(there, toggle);
            row.getChildren().add(toggle);
        });
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        row.getChildren().addAll(room, more);
        row.getStyleClass().add("pages-row");
        view.setTop(row);
        view.getStyleClass().add("window");
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::escape);
        view.getStylesheets()
                .add(
                        Objects.requireNonNull(Presence.class.getResource("window.css"))
                                .toExternalForm());
    }

    private static FontIcon icon(Place there) {
        return new FontIcon(
                switch (there) {
                    case STATE, FIRST_RUN, RESET, COPIES, ABOUT, HEALTH, EXPLAINED -> Feather.HOME;
                    case ACTIVITY -> Feather.CLOCK;
                    case LOG -> Feather.ALIGN_LEFT;
                    case SETTINGS -> Feather.SLIDERS;
                });
    }

    private static String key(Place there) {
        return switch (there) {
            case STATE, FIRST_RUN, RESET, COPIES, ABOUT, HEALTH, EXPLAINED -> "state";
            case ACTIVITY -> "activity";
            case LOG -> "log";
            case SETTINGS -> "settings";
        };
    }

    /// What fills the scene.
    public Region view() {
        return view;
    }

    /// Where the person is.
    public Place place() {
        return place;
    }

    /// Makes the keys work in this scene, instead of those of an earlier shell.
    public void listenIn(Scene scene) {
        var keys = scene.getAccelerators();
        keys.clear();
        keys.put(new KeyCodeCombination(KeyCode.ESCAPE), this::back);
        keys.put(new KeyCodeCombination(KeyCode.W, KeyCombination.SHORTCUT_DOWN), frame::close);
        IN_ROW.forEach((there, digit) ->
                keys.put(
                        new KeyCodeCombination(digit, KeyCombination.SHORTCUT_DOWN),
                        () -> lead(there)));
    }

    /// Before a list can keep the key to itself; what is open above the page closes first.
    private void escape(KeyEvent key) {
        var above = key.getTarget() instanceof ComboBoxBase<?> box && box.isShowing();
        var isHome = place == Place.STATE || place == Place.FIRST_RUN;
        if (key.getCode() == KeyCode.ESCAPE && !above && !isHome) {
            key.consume();
            back();
        }
    }

    /// The first run is left by its own ways only.
    private void lead(Place there) {
        if (place != Place.FIRST_RUN) {
            go(there);
        }
    }

    private void back() {
        if (place == Place.STATE || place == Place.FIRST_RUN) {
            frame.close();
        } else {
            go(Place.STATE);
        }
    }

    @Override
    public void go(Place there) {
        if (shown.isPresent() && place == there) {
            select();
            return;
        }
        shown.ifPresent(Page::leave);
        place = there;
        var page = made.computeIfAbsent(there, wanted -> pages.make(wanted, this));
        shown = Optional.of(page);
        select();
        Presence.keep(row, there != Place.FIRST_RUN);
        view.setCenter(page.view());
        frame.resizable(there == Place.LOG || there == Place.ACTIVITY || there == Place.HEALTH);
        page.see(newest);
        page.enter();
    }

    @Override
    public void explain(ProblemKind problem) {
        explained = Optional.of(problem);
        if (place == Place.EXPLAINED) {
            shown.ifPresent(Page::enter);
        }
        go(Place.EXPLAINED);
    }

    @Override
    public Optional<ProblemKind> explained() {
        return explained;
    }

    private void select() {
        toggles.forEach((one, toggle) -> toggle.setSelected(one == place));
    }

    /// The window is closed, or gives way to one in another language.
    public void end() {
        shown.ifPresent(Page::leave);
        shown = Optional.empty();
    }

    /// How things stand.
    public void see(Outlook outlook) {
        newest = outlook;
        if (quitting && !outlook.inContact()) {
            frame.end();
            return;
        }
        shown.ifPresent(page -> page.see(outlook));
    }

    /// Whether there is an icon by which the person finds Berth when the window is closed.
    public void trayIs(boolean present) {
        view.setBottom(present ? null : note);
    }

    private ContextMenu menu() {
        var can = MenuState.of(newest);
        var menu = new ContextMenu();
        menu.getItems()
                .setAll(
                        ask("menu.repair", can.repair(), new Command.Repair()),
                        ask("menu.restart", can.restart(), new Command.Restart()),
                        can.paused()
                                ? ask("menu.resume", can.pause(), new Command.Start())
                                : ask("menu.pause", can.pause(), new Command.Pause()),
                        item("menu.copies", true, () -> go(Place.COPIES)),
                        item("menu.reset", can.reset(), () -> go(Place.RESET)),
                        new SeparatorMenuItem(),
                        item("menu.health", true, () -> go(Place.HEALTH)),
                        item("menu.about", true, () -> go(Place.ABOUT)),
                        item("menu.quit", can.quit(), this::quit));
        return menu;
    }

    private MenuItem ask(String key, boolean sensible, Command command) {
        return item(
                key,
                sensible,
                () -> {
                    go(Place.STATE);
                    press(new Act.Ask(command));
                });
    }

    private MenuItem item(String key, boolean sensible, Runnable work) {
        var item = new MenuItem(words.text(key));
        item.setId(key.replace('.', '-'));
        item.setDisable(!sensible);
        item.setOnAction(_ -> work.run());
        return item;
    }

    private void quit() {
        quitting = true;
        go(Place.STATE);
        press(new Act.Ask(new Command.Quit()));
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public Calls keeper() {
        return keeper;
    }

    @Override
    public void press(Act act) {
        press.accept(act);
    }

    @Override
    public void wear(Look look) {
        frame.wear(look);
    }

    @Override
    public void close() {
        frame.close();
    }
}
