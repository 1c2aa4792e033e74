package dev.berth.window.settings;

import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.Setting;
import dev.berth.window.scene.Presence;
import dev.berth.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

/// Makes rows of every kind, and shows in all of them what holds. JavaFX thread only.
final class Rows {
    private final Words words;
    private final Chooser chooser;
    private final List<Consumer<Answer.Are>> fillers = new ArrayList<>();
    private boolean filling;

    Rows(Words words, Chooser chooser) {
        this.words = words;
        this.chooser = chooser;
    }

    /// Shows what holds.
    void fill(Answer.Are are) {
        filling = true;
        fillers.forEach(filler -> filler.accept(are));
        filling = false;
    }

    /// What else shows what holds, after what was made before it.
    void also(Consumer<Answer.Are> filler) {
        fillers.add(filler);
    }

    String text(Setting setting) {
        return words.text("setting." + setting.id());
    }

    /// Yes or no.
    Row check(Setting setting) {
        var box = new CheckBox(text(setting));
        box.setId(setting.id());
        box.setWrapText(true);
        var row = new Row(words, box);
        box.setOnAction(
                _ -> chooser.choose(setting, Optional.of(String.valueOf(box.isSelected())), row));
        also(are ->
                box.setSelected(
                        Values.of(are.settings(), setting).filter("true"::equals).isPresent()));
        return row;
    }

    /// @param text of a value
    static ComboBox<Optional<String>> combo(Function<Optional<String>, String> text) {
        var box = new ComboBox<Optional<String>>();
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Optional<String> value) {
                        return value == null ? "" : text.apply(value);
                    }

                    @Override
                    public Optional<String> fromString(String name) {
                        throw new UnsupportedOperationException("nothing is typed here");
                    }
                });
        return box;
    }

    /// One of several.
    ///
    /// @param below what stands below it
    Row picked(Setting setting, ComboBox<Optional<String>> box, Node... below) {
        box.setId(setting.id());
        box.setAccessibleText(text(setting));
        box.setMinWidth(Region.USE_PREF_SIZE);
        var row = new Row(words, named(text(setting), box, below));
        box.setOnAction(_ -> {
            if (!filling && box.getValue() != null) {
                chooser.choose(setting, box.getValue(), row);
            }
        });
        also(are -> box.setValue(Values.of(are.settings(), setting)));
        return row;
    }

    private static Node[] named(String name, Node control, Node... below) {
        var all = new Node[below.length + 1];
        all[0] = named(name, control);
        System.arraycopy(below, 0, all, 1, below.length);
        return all;
    }

    /// A name and its control in one line.
    static HBox named(String name, Node control) {
        var label = Presence.wrapped(name);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        label.setLabelFor(control);
        var row = new HBox(label, control);
        row.getStyleClass().add("row");
        return row;
    }

    /// Small print that says what is in use.
    Label now(Function<Answer.Are, Optional<String>> text) {
        var now = Presence.wrapped("", "muted", "small");
        also(are -> Presence.put(now, text.apply(are).map(used -> words.text("own.now", used))));
        return now;
    }

    static TextField field(String id, String name) {
        var field = new TextField();
        field.setId(id);
        field.setAccessibleText(name);
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    static Optional<String> typed(TextField field) {
        return Optional.of(field.getText().strip()).filter(text -> !text.isEmpty());
    }

    /// Something to be typed.
    Row line(Setting setting) {
        var field = field(setting.id(), text(setting));
        var save = new Button(words.text("save"));
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setAccessibleText(words.text("save") + ": " + text(setting));
        var line = new HBox(field, save);
        line.getStyleClass().add("row");
        var row = new Row(words, Presence.wrapped(text(setting)), line);
        Runnable keep = () -> chooser.choose(setting, typed(field), row);
        field.setOnAction(_ -> keep.run());
        save.setOnAction(_ -> keep.run());
        also(are -> field.setText(Values.of(are.settings(), setting).orElse("")));
        return row;
    }
}
