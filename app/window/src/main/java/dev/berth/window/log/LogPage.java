package dev.berth.window.log;

import atlantafx.base.theme.Styles;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.Subscription;
import dev.berth.window.link.Outlook;
import dev.berth.window.page.Page;
import dev.berth.window.page.Surroundings;
import dev.berth.window.scene.CopyButton;
import dev.berth.window.scene.Presence;
import dev.berth.words.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The assistant's log, as it goes on. JavaFX thread only.
public final class LogPage implements Page {
    private static final int MOST = 5_000;
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
    private static final KeyCombination SEARCH =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final Surroundings window;
    private final Lines lines = new Lines(MOST);
    private final ListView<String> list = new ListView<>(lines.all());
    private final TextField search = new TextField();
    private final Label found = new Label();
    private final CheckBox follow;
    private final Label empty = Presence.wrapped("", "muted");
    private final VBox view;
    private Optional<Subscription> following = Optional.empty();
    private long visit;

    public LogPage(Surroundings window) {
        this.window = window;
        var words = window.words();
        follow = new CheckBox(words.text("log.follow"));
        follow.setSelected(true);
        follow.setMinWidth(Region.USE_PREF_SIZE);
        follow.setOnAction(_ -> toTheEnd());
        list.setCellFactory(_ -> new Line());
        list.setPlaceholder(empty);
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setAccessibleText(words.text("page.log"));
        list.getStyleClass().add("log-lines");
        list.addEventFilter(ScrollEvent.SCROLL, scrolled -> moved(scrolled.getDeltaY() > 0));
        list.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> moved(!isAtTheEnd()));
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        list.addEventHandler(KeyEvent.KEY_RELEASED, this::released);
        VBox.setVgrow(list, Priority.ALWAYS);
        var copy =
                new CopyButton(
                        words.text("log.copy"),
                        words.text("log.copy.name"),
                        words.text("copied"),
                        () -> String.join("\n", copied()));
        copy.getStyleClass().add(Styles.SMALL);
        copy.setMinWidth(Region.USE_PREF_SIZE);
        view = new VBox(tools(words), list, below(copy));
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::shortcut);
        empty.setText(words.text("one-moment"));
    }

    private HBox tools(Words words) {
        search.setPromptText(words.text("log.search"));
        search.setAccessibleText(words.text("log.search"));
        HBox.setHgrow(search, Priority.ALWAYS);
        search.setOnAction(_ -> find(1));
        search.textProperty().subscribe(this::seek);
        found.getStyleClass().addAll("muted", "small");
        found.setMinWidth(Region.USE_PREF_SIZE);
        var tools =
                new HBox(
                        search,
                        found,
                        finder(Feather.CHEVRON_UP, "log.previous", -1),
                        finder(Feather.CHEVRON_DOWN, "log.next", 1));
        tools.getStyleClass().add("log-tools");
        return tools;
    }

    private Button finder(Feather icon, String key, int step) {
        var button = new Button("", new FontIcon(icon));
        button.setAccessibleText(window.words().text(key));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.SMALL);
        button.setOnAction(_ -> find(step));
        return button;
    }

    private HBox below(Button copy) {
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        var below = new HBox(follow, room, copy);
        below.getStyleClass().add("tools");
        return below;
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void enter() {
        lines.clear();
        long now = ++visit;
        following = Optional.of(window.keeper().follow(berth -> begin(berth, now)));
        list.requestFocus();
    }

    /// On a thread that may wait. Each keeper tells its last lines anew.
    private Subscription begin(Berth berth, long now) {
        var fresh = window.keeper().newest((Boolean _) -> cleared(now));
        var more = window.keeper().<String>last(MOST, added -> add(added, now));
        fresh.accept(true);
        return berth.followLog(MOST, more);
    }

    /// What an earlier visit still hears counts no more.
    private void cleared(long then) {
        if (then == visit) {
            lines.clear();
            empty.setText(window.words().text("log.empty"));
        }
    }

    private void add(List<String> added, long then) {
        if (then != visit) {
            return;
        }
        lines.add(added);
        if (!search.getText().isEmpty()) {
            tellFound();
        }
        if (follow.isSelected()) {
            toTheEnd();
        }
    }

    @Override
    public void leave() {
        visit++;
        following.ifPresent(Subscription::close);
        following = Optional.empty();
    }

    @Override
    public void see(Outlook outlook) {
        if (!outlook.inContact()) {
            empty.setText(window.words().text("no-contact"));
        }
    }

    private void toTheEnd() {
        if (follow.isSelected() && !lines.all().isEmpty()) {
            list.scrollTo(lines.all().size() - 1);
        }
    }

    /// The log goes on moving until the person moves up, and again once the end is reached.
    private void moved(boolean up) {
        follow.setSelected(!up && (follow.isSelected() || isAtTheEnd()));
    }

    private boolean isAtTheEnd() {
        return list.lookupAll(".scroll-bar").stream()
                .filter(ScrollBar.class::isInstance)
                .map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
                .allMatch(bar -> !bar.isVisible() || bar.getValue() >= bar.getMax() - 1e-3);
    }

    private void pressed(KeyEvent key) {
        switch (key.getCode()) {
            case UP, PAGE_UP, HOME -> moved(true);
            case END -> follow.setSelected(true);
            default -> {}
        }
    }

    /// Where the list is then, it is not yet when the key goes down.
    private void released(KeyEvent key) {
        if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.PAGE_DOWN) {
            moved(!isAtTheEnd());
        }
    }

    private void shortcut(KeyEvent key) {
        if (SEARCH.match(key)) {
            search.requestFocus();
            search.selectAll();
            key.consume();
        } else if (key.getCode() == KeyCode.F3) {
            find(key.isShiftDown() ? -1 : 1);
            key.consume();
        } else if (COPY.match(key) && list.isFocused()) {
            Clipboard.getSystemClipboard()
                    .setContent(Map.of(DataFormat.PLAIN_TEXT, String.join("\n", copied())));
            key.consume();
        }
    }

    /// The lines that the person marked; all where there are none or one.
    private List<String> copied() {
        var marked = list.getSelectionModel().getSelectedItems();
        return List.copyOf(marked.size() > 1 ? marked : lines.all());
    }

    private void seek(String text) {
        lines.seek(text);
        tellFound();
        list.refresh();
    }

    private void tellFound() {
        found.setText(
                search.getText().isEmpty() ? "" : window.words().text("log.found", lines.found()));
    }

    private void find(int step) {
        var selection = list.getSelectionModel();
        lines.next(selection.getSelectedIndex(), step)
                .ifPresent(index -> {
                    follow.setSelected(false);
                    selection.clearAndSelect(index);
                    list.scrollTo(index);
                });
    }

    /// A line, in one colour where it has what is sought.
    private final class Line extends ListCell<String> {
        @Override
        protected void updateItem(@Nullable String line, boolean none) {
            super.updateItem(line, none);
            setText(line);
            pseudoClassStateChanged(FOUND, line != null && lines.isFound(line));
        }
    }
}
