package dev.berth.window.scene;

import atlantafx.base.theme.Styles;
import dev.berth.window.face.Face;
import dev.berth.window.face.Face.Choice;
import dev.berth.window.face.Words;
import dev.berth.window.link.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Shows faces, one after the other, in the same nodes: what did not change stays as it was, with
/// its focus, its selection and its fold. JavaFX thread only.
public final class FaceView extends VBox {
    private static final double WIDTH = 440;
    private static final double LEAST_HEIGHT = 300;

    private final Drawings drawings;
    private final Consumer<Act> press;
    private final Runnable grown;

    private final StackPane drawing = new StackPane();
    private final Label word = label("word", Styles.TITLE_1);
    private final Label heading = label("heading");
    private final Label sentence = label("sentence");
    private final Label stepText = label("step", Styles.TEXT_MUTED);
    private final ProgressBar bar = new ProgressBar(0);
    private final VBox step = new VBox(6, stepText, bar);
    private final TextField address = new TextField();
    private final CopyButton copyAddress;
    private final HBox addressRow;
    private final Label notes = label("notes", Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    private final Label notice = label("notice");
    private final HBox choices = new HBox(8);
    private final Details details;
    private List<Choice> shown = List.of();

    /// @param press told what the person chose
    /// @param grown told when this needs another height than before
    public FaceView(Words words, Drawings drawings, Consumer<Act> press, Runnable grown) {
        this.drawings = drawings;
        this.press = press;
        this.grown = grown;
        details = new Details(words);
        copyAddress =
                new CopyButton(
                        words.text("address.copy"),
                        words.text("address.copy.name"),
                        words.text("copied"),
                        address::getText);
        address.setEditable(false);
        address.setAccessibleText(words.text("address.name"));
        HBox.setHgrow(address, Priority.ALWAYS);
        addressRow = new HBox(8, address, copyAddress);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(words.text("progress.name"));
        layOut();
        // Later, because the pane itself learns of its fold after us.
        var _ = details.expandedProperty().subscribe((_, _) -> Platform.runLater(grown));
    }

    private void layOut() {
        drawing.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        drawing.setMinWidth(Region.USE_PREF_SIZE);
        drawing.setAlignment(Pos.TOP_CENTER);
        var said = new VBox(6, word, heading, sentence);
        HBox.setHgrow(said, Priority.ALWAYS);
        var head = new HBox(18, drawing, said);
        choices.setAlignment(Pos.CENTER_RIGHT);
        var rest = new Region();
        VBox.setVgrow(rest, Priority.ALWAYS);
        getStyleClass().add("face");
        getStylesheets()
                .add(
                        Objects.requireNonNull(FaceView.class.getResource("face.css"))
                                .toExternalForm());
        setPrefWidth(WIDTH);
        setMinHeight(LEAST_HEIGHT);
        // In the order of the Tab key: what to do comes before what to read about it.
        getChildren().setAll(head, step, addressRow, notes, rest, notice, choices, details);
    }

    /// Shows this face from now on.
    public void show(Face face) {
        var picture = drawings.of(face.picture());
        if (!drawing.getChildren().contains(picture)) {
            drawing.getChildren().setAll(picture);
        }
        drawing.setAccessibleText(face.word());
        word.setText(face.word());
        put(heading, face.heading());
        sentence.setText(face.sentence());
        keep(step, false);
        face.step().ifPresent(this::show);
        keep(addressRow, face.address().isPresent());
        face.address().filter(place -> !place.equals(address.getText())).ifPresent(this::answerAt);
        put(notes, Optional.of(String.join("\n", face.notes())).filter(text -> !text.isEmpty()));
        put(notice, face.notice());
        if (!face.choices().equals(shown)) {
            offer(face.choices());
        }
        allowChoices(!face.busy());
        details.show(face.details());
        grown.run();
    }

    private void show(Face.Step reached) {
        put(stepText, Optional.of(reached.text()).filter(text -> !text.isEmpty()));
        keep(bar, reached.fraction().isPresent());
        bar.setProgress(reached.fraction().orElse(0));
        keep(step, stepText.isManaged() || bar.isManaged());
    }

    private void answerAt(String place) {
        address.setText(place);
        copyAddress.reset();
    }

    private void offer(List<Choice> offered) {
        shown = offered;
        var buttons = new ArrayList<Button>();
        for (var choice : offered) {
            var button = new Button(choice.label());
            button.setMnemonicParsing(true);
            button.setDefaultButton(buttons.isEmpty());
            button.setOnAction(_ -> {
                allowChoices(false); // until the next face, which says how it goes on
                press.accept(choice.act());
            });
            buttons.add(button);
        }
        keep(choices, !buttons.isEmpty());
        choices.getChildren().setAll(buttons);
        buttons.stream().findFirst().ifPresent(Node::requestFocus);
    }

    /// The focus waits here meanwhile; by itself it would wander on to the address.
    private void allowChoices(boolean allowed) {
        if (!allowed && choices.getChildren().stream().anyMatch(Node::isFocused)) {
            requestFocus();
        }
        choices.setDisable(!allowed);
        if (allowed && isFocused()) {
            choices.getChildren().stream().findFirst().ifPresent(Node::requestFocus);
        }
    }

    private static Label label(String id, String... styles) {
        var label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(id);
        label.getStyleClass().addAll(styles);
        return label;
    }

    private static void put(Label label, Optional<String> text) {
        label.setText(text.orElse(""));
        keep(label, text.isPresent());
    }

    /// What is not there takes no room either.
    static void keep(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }
}
