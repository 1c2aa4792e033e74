package dev.berth.window.settings;

import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.Command;
import dev.berth.runtime.ReleaseName;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.Setting;
import dev.berth.window.link.Act;
import dev.berth.window.link.Outlook;
import dev.berth.window.page.Page;
import dev.berth.window.page.Place;
import dev.berth.window.page.Surroundings;
import dev.berth.window.scene.Asking;
import dev.berth.window.scene.Presence;
import dev.berth.words.Words;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// What the person can choose. Each change holds at once, says so beside itself and can be taken
/// back. JavaFX thread only.
public final class SettingsPage implements Page {
    private final Surroundings window;
    private final Words words;
    private final Chooser chooser;
    private final Rows make;
    private final Label failure = Presence.wrapped("", "danger-text");
    private final VBox rows = new VBox();
    private final ScrollPane scroll;
    private final VBox view;

    public SettingsPage(Surroundings window) {
        this(window, dev.berth.runtime.Place.usual(System.getProperty("os.name", "")));
    }

    /// @param usual where the assistant lives on this computer when nobody chose
    SettingsPage(Surroundings window, dev.berth.runtime.Place usual) {
        this.window = window;
        words = window.words();
        chooser = new Chooser(window, this::fill);
        make = new Rows(words, chooser);
        Presence.keep(failure, false);
        rows.getStyleClass().addAll("page", "settings");
        var memory = make.picked(Setting.MEMORY, memory());
        rows.getChildren()
                .setAll(
                        failure,
                        make.check(Setting.START_AT_SIGN_IN),
                        make.check(Setting.LEAVE_RUNNING),
                        make.check(Setting.WAKE_WHEN_USED),
                        make.check(Setting.NOTIFICATIONS),
                        make.picked(Setting.LANGUAGE, language()),
                        make.picked(Setting.THEME, theme()),
                        memory,
                        make.picked(Setting.COPIES, copies()),
                        make.picked(Setting.UPDATES, updates()),
                        release(),
                        program(),
                        advanced());
        rows.getChildren()
                .addAll(
                        rows.getChildren().indexOf(memory) + 1,
                        new OwnPlaceRows(words, chooser, make, usual, this::ask).all());
        rows.setDisable(true);
        scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("plain");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        rows.addEventFilter(KeyEvent.KEY_RELEASED, _ -> FocusInView.show(scroll));
        view = new VBox(scroll);
    }

    private ComboBox<Optional<String>> language() {
        var box = Rows.combo(value -> words.text("language." + value.orElse("system")));
        box.getItems().setAll(List.of(Optional.empty(), Optional.of("en"), Optional.of("de")));
        return box;
    }

    private ComboBox<Optional<String>> theme() {
        var box = Rows.combo(value -> words.text("theme." + value.orElse("system")));
        box.getItems()
                .setAll(List.of(Optional.of("system"), Optional.of("light"), Optional.of("dark")));
        return box;
    }

    private ComboBox<Optional<String>> updates() {
        var box = Rows.combo(value -> words.text("updates." + value.orElse("look")));
        box.getItems().setAll(List.of(Optional.of("look"), Optional.of("never")));
        return box;
    }

    private ComboBox<Optional<String>> memory() {
        var box =
                Rows.combo(value ->
                        value.map(mib ->
                                        "%d GB".formatted(Math.round(Long.parseLong(mib) / 1024.0)))
                                .orElseGet(() -> words.text("memory.usual")));
        make.also(are -> box.getItems().setAll(Values.memory(are.settings(), are.inUse())));
        return box;
    }

    private ComboBox<Optional<String>> copies() {
        var box =
                Rows.combo(value ->
                        value.map(gib -> gib + " GB")
                                .orElseGet(() -> words.text("copies.limit.none")));
        make.also(are -> box.getItems().setAll(Values.copies(are.settings())));
        return box;
    }

    private Row release() {
        var now = Presence.wrapped("", "muted", "small");
        make.also(are -> now.setText(are.inUse().release()));
        var field = Rows.field("release", words.text("release.field"));
        var use = new Button(words.text("release.use"));
        use.setMinWidth(Region.USE_PREF_SIZE);
        var other = new HBox(field, use);
        other.getStyleClass().add("row");
        Presence.keep(other, false);
        var open = new Button(words.text("release.other"));
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(_ -> {
            Presence.keep(other, true);
            field.requestFocus();
        });
        var row = new Row(words, Rows.named(words.text("release.name"), open), now, other);
        Runnable go = () -> useRelease(field.getText().strip(), row);
        use.setOnAction(_ -> go.run());
        field.setOnAction(_ -> go.run());
        return row;
    }

    private void useRelease(String text, Row row) {
        ReleaseName.of(text)
                .ifPresentOrElse(
                        name -> {
                            var source = new Source.Named(name.text());
                            var wishes = new SetUpWishes(Optional.of(source), Optional.empty());
                            window.go(Place.STATE);
                            window.press(new Act.Ask(new Command.SetUp(wishes)));
                        },
                        () -> row.refused(words.text("release.refused")));
    }

    private Row program() {
        var field = Rows.field(Setting.ENGINE_PROGRAM.id(), make.text(Setting.ENGINE_PROGRAM));
        var choose = new Button(words.text("program.choose"));
        var save = new Button(words.text("save"));
        var clear = new Button(words.text("program.clear"));
        var buttons = new HBox(choose, save, clear);
        buttons.getStyleClass().add("row");
        var now = Presence.wrapped("", "muted", "small");
        var row =
                new Row(
                        words,
                        Presence.wrapped(make.text(Setting.ENGINE_PROGRAM)),
                        field,
                        buttons,
                        now);
        Runnable keep = () -> chooser.choose(Setting.ENGINE_PROGRAM, Rows.typed(field), row);
        field.setOnAction(_ -> keep.run());
        save.setOnAction(_ -> keep.run());
        clear.setOnAction(_ -> {
            field.clear();
            keep.run();
        });
        choose.setOnAction(_ -> {
            var file = new FileChooser().showOpenDialog(view.getScene().getWindow());
            if (file != null) {
                field.setText(file.getPath());
                keep.run();
            }
        });
        make.also(are -> {
            field.setText(Values.of(are.settings(), Setting.ENGINE_PROGRAM).orElse(""));
            Presence.put(
                    now,
                    are.inUse()
                            .engineProgram()
                            .map(path ->
                                    words.text(
                                            "program.now",
                                            path,
                                            are.inUse().engineVersion().orElse("?"))));
        });
        return row;
    }

    private TitledPane advanced() {
        var content =
                new VBox(
                        make.line(Setting.MIRROR),
                        make.line(Setting.PROXY),
                        make.line(Setting.PORT),
                        make.line(Setting.NAMES));
        content.getStyleClass().add("settings");
        var pane = new TitledPane(words.text("settings.advanced"), content);
        pane.setAnimated(false);
        pane.setExpanded(false);
        pane.getStyleClass().add("details");
        return pane;
    }

    /// Asks in the place of the rows.
    private void ask(String title, String sentence, String yes, Runnable go) {
        var asking =
                new Asking(
                        words,
                        title,
                        sentence,
                        yes,
                        agreed -> {
                            view.getChildren().setAll(scroll);
                            if (agreed) {
                                go.run();
                            }
                        });
        view.getChildren().setAll(asking);
        asking.begin();
    }

    private void fill(Answer.Are are) {
        make.fill(are);
        rows.setDisable(false);
        Presence.keep(failure, false);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void enter() {
        chooser.look(sentence -> Presence.put(failure, Optional.of(sentence)));
    }

    @Override
    public void leave() {
        view.getChildren().setAll(scroll); // nothing is asked any more
    }

    @Override
    public void see(Outlook outlook) {}
}
