package dev.berth.window.wizard;

import dev.berth.window.scene.Presence;
import dev.berth.window.wizard.course.Event;
import dev.berth.window.wizard.course.Options;
import dev.berth.window.wizard.course.WizardState;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The choices that have a good answer already, and what happens next. JavaFX thread only.
final class OptionsView implements PageView {
    private final WizardWords words;
    private final Consumer<Event> tell;
    private final VBox view = new VBox();
    private final CheckBox atSignIn;
    private final CheckBox telling;
    private final TextField folder = new TextField();
    private final VBox data;
    private final Label program = Presence.wrapped("");
    private final Label own;
    private Options options = WizardState.first().options();

    OptionsView(WizardWords words, Consumer<Event> tell) {
        this.words = words;
        this.tell = tell;
        atSignIn = box("options.sign-in", Options::startAtSignIn);
        telling = box("options.telling", Options::notifications);
        folder.setEditable(false);
        folder.getStyleClass().add("to-copy");
        folder.setAccessibleText(words.text("options.data.name"));
        data = section("options.data", Presence.wrapped(words.text("options.data.about")), folder);
        own = Presence.wrapped(words.text("options.next.own"));
        var next =
                section(
                        "options.next",
                        own,
                        program,
                        Presence.wrapped(words.text("options.next.place")),
                        Presence.wrapped(words.text("options.next.start")));
        view.getStyleClass().add("options");
        view.getChildren().setAll(new VBox(10, atSignIn, telling), data, next);
    }

    private CheckBox box(String key, Predicate<Options> shown) {
        var box = new CheckBox(words.text(key));
        box.setMnemonicParsing(true);
        box.setWrapText(true);
        box.setOnAction(_ -> {
            // The letter in the text is an action that a box itself has no use for.
            if (box.isSelected() == shown.test(options)) {
                box.setSelected(!box.isSelected());
            }
            chosen();
        });
        return box;
    }

    private VBox section(String key, Node... content) {
        var section = new VBox(Presence.wrapped(words.text(key), "section-title"));
        section.getChildren().addAll(content);
        section.getStyleClass().add("section");
        return section;
    }

    private void chosen() {
        tell.accept(new Event.Chosen(atSignIn.isSelected(), telling.isSelected()));
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public String title(WizardState state) {
        return words.text("options.title");
    }

    @Override
    public String sentence(WizardState state) {
        return words.text("options.sentence");
    }

    @Override
    public void show(WizardState state) {
        options = state.options();
        atSignIn.setSelected(options.startAtSignIn());
        telling.setSelected(options.notifications());
        Presence.keep(data, options.dataFolder().isPresent());
        folder.setText(options.dataFolder().map(Path::toString).orElse(""));
        Presence.keep(own, state.lodging().isApart());
        program.setText(
                words.text(state.file().isPresent() ? "options.next.file" : "options.next.fetch"));
    }

    @Override
    public Node first(WizardState state, Node main) {
        return main;
    }
}
