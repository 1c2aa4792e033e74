package dev.berth.window.reset;

import atlantafx.base.theme.Styles;
import dev.berth.runtime.Belonging;
import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.window.link.Act;
import dev.berth.window.link.Counting;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Reply;
import dev.berth.window.page.Page;
import dev.berth.window.page.Place;
import dev.berth.window.page.Surroundings;
import dev.berth.window.scene.Presence;
import dev.berth.words.Words;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks what a reset should take away: a choice, and one word before anything is erased. JavaFX
/// thread only.
public final class ResetPage implements Page {
    private static final double MEGABYTE = 1e6;

    private final Surroundings window;
    private final RadioButton keep;
    private final RadioButton erase;
    private final TextField word = new TextField();
    private final Label place = Presence.wrapped("", "muted", "small");
    private final Label listed = Presence.wrapped("", "small");
    private final Counting counting;
    private final Button go;
    private final VBox view;
    private boolean inContact;

    public ResetPage(Surroundings window, Counting counting) {
        this.window = window;
        this.counting = counting;
        listed.setId("erase-list");
        var words = window.words();
        var group = new ToggleGroup();
        keep = option(words.text("reset.keep"), group);
        erase = option(words.text("reset.erase"), group);
        keep.setSelected(true);
        var typing = new VBox(Presence.wrapped(words.text("reset.type", secret(words))), word);
        typing.getStyleClass().add("typing");
        word.setId("erase-word");
        word.setAccessibleText(words.text("reset.type", secret(words)));
        word.setPrefColumnCount(12);
        Presence.keep(typing, false);
        Presence.keep(listed, false);
        var keepCard =
                card(
                        keep,
                        Presence.wrapped(words.text("reset.keep.goes"), "small"),
                        Presence.wrapped(words.text("reset.keep.stays"), "small"),
                        place);
        var eraseCard =
                card(
                        erase,
                        Presence.wrapped(words.text("reset.erase.goes"), "small"),
                        Presence.wrapped(words.text("reset.erase.copy"), "small"),
                        listed,
                        typing);
        go = new Button(words.text("reset.go"));
        go.setOnAction(_ -> reset());
        go.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> erase.isSelected() && !isWordTyped(words),
                                erase.selectedProperty(),
                                word.textProperty()));
        var cancel = new Button(words.text("cancel"));
        cancel.setOnAction(_ -> window.go(Place.STATE));
        erase.selectedProperty()
                .subscribe(chosen -> {
                    Presence.keep(typing, chosen);
                    Presence.keep(listed, chosen);
                    if (chosen) {
                        list();
                    }
                    mark(eraseCard, chosen);
                    mark(keepCard, !chosen);
                    go.setText(words.text(chosen ? "reset.go.erase" : "reset.go"));
                    go.setDefaultButton(!chosen);
                    go.getStyleClass().removeAll(Styles.DANGER);
                    if (chosen) {
                        go.getStyleClass().add(Styles.DANGER);
                        word.requestFocus();
                    }
                });
        var buttons = new HBox(cancel, go);
        buttons.getStyleClass().addAll("row", "ending");
        var content =
                new VBox(
                        Presence.wrapped(words.text("reset.title"), "page-title"),
                        Presence.wrapped(words.text("reset.sentence")),
                        keepCard,
                        eraseCard,
                        buttons);
        content.getStyleClass().addAll("page", "reset");
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("plain");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        view = new VBox(scroll);
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::enterGoesOn);
    }

    /// A choice that has the focus would keep the key to itself.
    private void enterGoesOn(KeyEvent key) {
        if (key.getCode() == KeyCode.ENTER
                && key.getTarget() instanceof RadioButton
                && go.isDefaultButton()) {
            key.consume();
            go.fire();
        }
    }

    private static RadioButton option(String text, ToggleGroup group) {
        var option = new RadioButton(text);
        option.setToggleGroup(group);
        option.setWrapText(true);
        option.getStyleClass().add("section-title");
        return option;
    }

    private static VBox card(RadioButton option, Region... content) {
        var card = new VBox(option);
        card.getChildren().addAll(content);
        card.getStyleClass().add("choice-card");
        card.setOnMouseClicked(_ -> option.setSelected(true));
        return card;
    }

    private static void mark(VBox card, boolean chosen) {
        card.getStyleClass().removeAll("chosen");
        if (chosen) {
            card.getStyleClass().add("chosen");
        }
    }

    /// Counted anew each time: it is what will go now.
    private void list() {
        listed.setText(window.words().text("reset.counting"));
        counting.count(reply -> listed.setText(told(reply)));
    }

    private String told(Reply<List<Belonging>> reply) {
        return switch (reply) {
            case Reply.Got<List<Belonging>>(var all) ->
                    lines(
                            all.stream()
                                    .filter(one -> one.kind().goes(EraseScope.EVERYTHING))
                                    .map(this::line)
                                    .distinct()
                                    .toList());
            case Reply.Lost<List<Belonging>> _ -> window.words().text("reset.not-counted");
        };
    }

    /// What says less than another line does is left out.
    private static String lines(List<String> all) {
        return all.stream()
                .filter(line -> all.stream().noneMatch(other -> other.startsWith(line + ":")))
                .map("\u2022 "::concat)
                .collect(Collectors.joining("\n"));
    }

    private String line(Belonging one) {
        var words = window.words();
        var what = words.text("reset.kind." + one.kind().id());
        var size =
                Stream.of(files(one.files()), megabytes(one.bytes()))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
        return size.isEmpty()
                ? what
                : words.text(one.whole() ? "reset.line" : "reset.line.least", what, size);
    }

    private String files(long count) {
        return count == 0
                ? ""
                : count == 1
                        ? window.words().text("reset.file")
                        : window.words().text("reset.files", count);
    }

    /// Empty where it would be none.
    private String megabytes(long bytes) {
        return bytes < MEGABYTE / 20 ? "" : window.words().text("reset.size", bytes / MEGABYTE);
    }

    private static String secret(Words words) {
        return words.text("reset.word");
    }

    private boolean isWordTyped(Words words) {
        return word.getText().strip().equals(secret(words));
    }

    private void reset() {
        if (!inContact) {
            return;
        }
        var scope = erase.isSelected() ? EraseScope.EVERYTHING : EraseScope.KEEP_DATA;
        word.clear();
        window.go(Place.STATE); // which shows how it goes on
        window.press(new Act.Ask(new Command.Reset(scope)));
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void enter() {
        keep.setSelected(true);
        word.clear();
        keep.requestFocus();
        window.keeper()
                .call(
                        berth -> berth.choices().now(),
                        reply -> {
                            if (reply instanceof Reply.Got(Answer.Are(_, var in))) {
                                place.setText(window.words().text("reset.place", in.dataFolder()));
                            }
                        });
    }

    @Override
    public void leave() {}

    @Override
    public void see(Outlook outlook) {
        inContact = outlook.inContact();
    }
}
