package dev.berth.window.state;

import dev.berth.window.face.Face;
import dev.berth.window.face.Face.Choice;
import dev.berth.window.face.Face.Deed;
import dev.berth.window.face.Face.Help;
import dev.berth.window.page.Place;
import dev.berth.window.scene.CopyButton;
import dev.berth.window.scene.Details;
import dev.berth.window.scene.Drawings;
import dev.berth.window.scene.Presence;
import dev.berth.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Shows faces, one after the other, in the same nodes: what did not change stays as it was, with
/// its focus, its selection and its fold. JavaFX thread only.
public final class FaceView extends ScrollPane {
    private final Drawings drawings;
    private final Consumer<Deed> act;

    private final VBox face = new VBox();
    private final StackPane drawing = new StackPane();
    private final Label word = label("word");
    private final Label heading = label("heading");
    private final Label sentence = label("sentence");
    private final Label stepText = label("step", "muted", "small");
    private final ProgressBar bar = new ProgressBar(0);
    private final VBox step = new VBox(stepText, bar);
    private final TextField address = new TextField();
    private final CopyButton copyAddress;
    private final HBox addressRow;
    private final Label notes = label("notes", "muted", "small");
    private final Label notice = label("notice");
    private final FlowPane choices = new FlowPane();
    private final Hyperlink explain = new Hyperlink();
    private final Hyperlink look = new Hyperlink();
    private final FlowPane help = new FlowPane(explain, look);
    private Optional<Help> helping = Optional.empty();
    private final Details details;
    private List<Choice> shown = List.of();

    /// @param act told what the person chose
    public FaceView(Words words, Drawings drawings, Consumer<Deed> act) {
        explain.setText(words.text("help.explain"));
        explain.setId("help-explain");
        explain.setOnAction(_ ->
                helping.flatMap(Help::page).ifPresent(kind -> act.accept(new Deed.Explain(kind))));
        look.setText(words.text("help.look"));
        look.setId("help-look");
        look.setOnAction(_ -> act.accept(new Deed.Go(Place.HEALTH)));
        help.getStyleClass().add("help");
        this.drawings = drawings;
        this.act = act;
        details = new Details(words);
        copyAddress =
                new CopyButton(
                        words.text("address.copy"),
                        words.text("address.copy.name"),
                        words.text("copied"),
                        address::getText);
        address.setEditable(false);
        address.setAlignment(Pos.CENTER);
        address.setAccessibleText(words.text("address.name"));
        HBox.setHgrow(address, Priority.ALWAYS);
        addressRow = new HBox(address, copyAddress);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(words.text("progress.name"));
        layOut();
    }

    private void layOut() {
        drawing.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        drawing.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        var said = new VBox(word, heading, sentence);
        said.getStyleClass().add("said");
        step.getStyleClass().add("step-box");
        choices.getStyleClass().add("choices");
        addressRow.getStyleClass().add("address-row");
        face.getStyleClass().add("face");
        // In the order of the Tab key: what to do comes before what to read about it.
        face.getChildren()
                .setAll(
                        room(),
                        drawing,
                        said,
                        step,
                        choices,
                        notice,
                        addressRow,
                        notes,
                        help,
                        room(),
                        details);
        setContent(face);
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        getStyleClass().add("plain");
        // What is unfolded may need more room than there is.
        var _ = details.heightProperty().subscribe((_, _) -> setVvalue(getVmax()));
    }

    private static Region room() {
        var room = new Region();
        VBox.setVgrow(room, Priority.ALWAYS);
        return room;
    }

    /// Shows this face from now on.
    public void show(Face next) {
        var picture = drawings.of(next.picture());
        if (!drawing.getChildren().contains(picture)) {
            drawing.getChildren().setAll(picture);
        }
        drawing.setAccessibleText(next.word());
        word.setText(next.word());
        Presence.put(heading, next.heading());
        sentence.setText(next.sentence());
        Presence.keep(step, false);
        next.step().ifPresent(this::show);
        Presence.keep(addressRow, next.address().isPresent());
        next.address().filter(place -> !place.equals(address.getText())).ifPresent(this::answerAt);
        Presence.put(
                notes,
                Optional.of(String.join("\n", next.notes())).filter(text -> !text.isEmpty()));
        Presence.put(notice, next.notice());
        if (!next.choices().equals(shown)) {
            offer(next.choices());
        }
        helping = next.help();
        Presence.keep(help, helping.isPresent());
        Presence.keep(explain, helping.flatMap(Help::page).isPresent());
        allowChoices(!next.busy());
        details.show(next.details());
    }

    private void show(Face.Step reached) {
        Presence.put(stepText, Optional.of(reached.text()).filter(text -> !text.isEmpty()));
        Presence.keep(bar, reached.fraction().isPresent());
        bar.setProgress(reached.fraction().orElse(0));
        Presence.keep(step, stepText.isManaged() || bar.isManaged());
    }

    private void answerAt(String place) {
        address.setText(place);
        copyAddress.reset();
    }

    private void offer(List<Choice> offered) {
        var wasHere = isFocusWithin() || shown.isEmpty();
        shown = offered;
        var buttons = new ArrayList<Button>();
        for (var choice : offered) {
            var button = new Button(choice.label());
            button.setMnemonicParsing(true);
            button.setDefaultButton(buttons.isEmpty() && isMain(choice));
            button.setOnAction(_ -> choose(choice.deed()));
            buttons.add(button);
        }
        Presence.keep(choices, !buttons.isEmpty());
        choices.getChildren().setAll(buttons);
        if (wasHere) {
            focus();
        }
    }

    /// What only ends something is not what a hurried Enter should do.
    private static boolean isMain(Choice choice) {
        return !(choice.deed() instanceof Deed.Press(var pressed) && pressed.endsSomething());
    }

    private void choose(Deed deed) {
        switch (deed) {
            case Deed.Press _ -> allowChoices(false); // until the next face says how it goes on
            case Deed.Unfold() -> unfold();
            case Deed.Go _, Deed.AskFirst _, Deed.Explain _ -> {}
        }
        act.accept(deed);
    }

    private void unfold() {
        details.setExpanded(true);
        details.requestFocus();
    }

    /// Puts the focus on the main choice.
    void focus() {
        if (getScene() != null && choices.getScene() == null) {
            applyCss(); // before that, what is in a scroll pane is in no scene
        }
        choices.getChildren().stream().findFirst().ifPresent(Node::requestFocus);
    }

    /// The focus waits here meanwhile; by itself it would wander on to the address.
    private void allowChoices(boolean allowed) {
        if (!allowed && choices.getChildren().stream().anyMatch(Node::isFocused)) {
            requestFocus();
        }
        choices.setDisable(!allowed);
        if (allowed && isFocused()) {
            focus();
        }
    }

    private static Label label(String id, String... styles) {
        var label = Presence.wrapped("", styles);
        label.setId(id);
        label.getStyleClass().add(id);
        return label;
    }
}
