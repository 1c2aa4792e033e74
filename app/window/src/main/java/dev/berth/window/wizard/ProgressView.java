package dev.berth.window.wizard;

import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.window.link.Act;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Outlook.Errand;
import dev.berth.window.scene.Details;
import dev.berth.window.scene.Presence;
import dev.berth.window.wizard.course.Journey;
import dev.berth.window.wizard.course.WizardState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The way to Ready, what stopped it, or Ready. JavaFX thread only.
final class ProgressView implements PageView {
    private static final long MEGABYTE = 1_000_000;
    private static final List<Stage> WAY =
            List.of(Stage.CHECKING, Stage.PREPARING, Stage.WAITING_FOR_SERVICE, Stage.PROVING);

    private final WizardWords words;
    private final VBox view = new VBox();

    private final List<StepRow> steps = new ArrayList<>();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label measure = Presence.wrapped("", "muted");
    private final Label lost;
    private final VBox way;

    private final Label problem = Presence.wrapped("", "section-title");
    private final Label sentence = Presence.wrapped("");
    private final Details details;
    private final VBox stuck;

    private final CopyRow address;
    private final Label opening = Presence.wrapped("", "centred");
    private final VBox arrived;

    ProgressView(WizardWords words) {
        this.words = words;
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(words.text("progress.bar"));
        lost = Presence.wrapped(words.text("progress.lost"));
        way = new VBox();
        WAY.forEach(stage -> {
            var row = new StepRow(words);
            steps.add(row);
            way.getChildren().add(row);
        });
        way.getChildren().addAll(bar, measure, lost);
        way.getStyleClass().add("way");
        details = new Details(words.all());
        stuck = new VBox(problem, sentence, details);
        stuck.getStyleClass().add("stuck");
        address =
                new CopyRow(
                        words,
                        words.text("address.open.name"),
                        words.text("address.open.copy.name"));
        arrived = arrived();
        view.getStyleClass().add("progress");
        view.getChildren().setAll(way, stuck, arrived);
        begin();
    }

    private VBox arrived() {
        var sign = new FontIcon(Feather.CHECK_CIRCLE);
        sign.getStyleClass().add("arrived-sign");
        var word = Presence.wrapped(words.text("arrived.title"), "arrived-word");
        var box =
                new VBox(
                        sign,
                        word,
                        Presence.wrapped(words.text("arrived.sentence"), "centred"),
                        address,
                        opening,
                        Presence.wrapped(words.text("arrived.find"), "centred", "muted", "small"));
        box.setAlignment(Pos.TOP_CENTER);
        box.getStyleClass().add("arrived");
        return box;
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public String title(WizardState state) {
        return switch (state.journey()) {
            case Journey.Stuck _ -> words.text("stuck.title");
            case Journey.Arrived _ -> "";
            case Journey.NotBegun _, Journey.Asked _, Journey.UnderWay _, Journey.Lost _ ->
                    words.text("progress.title");
        };
    }

    @Override
    public String sentence(WizardState state) {
        return switch (state.journey()) {
            case Journey.Stuck _, Journey.Arrived _ -> "";
            case Journey.NotBegun _, Journey.Asked _, Journey.UnderWay _, Journey.Lost _ ->
                    words.text("progress.sentence");
        };
    }

    @Override
    public void show(WizardState state) {
        var journey = state.journey();
        Presence.keep(stuck, journey instanceof Journey.Stuck);
        Presence.keep(arrived, journey instanceof Journey.Arrived);
        Presence.keep(way, !stuck.isVisible() && !arrived.isVisible());
        Presence.keep(lost, journey instanceof Journey.Lost);
        switch (journey) {
            case Journey.Stuck(var why) -> {
                problem.setText(words.title(why));
                sentence.setText(words.sentence(why));
                details.show(why.details());
            }
            case Journey.Arrived(var place) -> {
                Presence.keep(address, place.isPresent());
                address.show(place.map(URI::toString).orElse(""));
            }
            case Journey.UnderWay underWay -> {
                at(underWay.progress().stage());
                measure(underWay);
            }
            case Journey.NotBegun(), Journey.Asked() -> begin();
            case Journey.Lost() -> Presence.put(measure, Optional.empty());
        }
    }

    private void begin() {
        at(Stage.CHECKING);
        Presence.keep(bar, false);
        Presence.put(measure, Optional.empty());
    }

    /// The steps before are done, the ones after still to come.
    private void at(Stage stage) {
        for (int index = 1; index <= steps.size(); index++) {
            var text = words.stage(index == stage.index() ? stage : WAY.get(index - 1));
            steps.get(index - 1).show(text, Integer.compare(index, stage.index()));
        }
    }

    private void measure(Journey.UnderWay underWay) {
        var progress = underWay.progress();
        Presence.keep(bar, progress.fraction().isPresent());
        bar.setProgress(progress.fraction().orElse(0));
        var parts = new ArrayList<String>();
        bytes(progress).ifPresent(parts::add);
        underWay.left().map(words::left).ifPresent(parts::add);
        Presence.put(
                measure, Optional.of(String.join(" · ", parts)).filter(text -> !text.isEmpty()));
    }

    private Optional<String> bytes(Progress progress) {
        return progress.bytes().isPresent() && progress.ofBytes().isPresent()
                ? Optional.of(
                        words.text(
                                "progress.megabytes",
                                progress.bytes().getAsLong() / MEGABYTE,
                                progress.ofBytes().getAsLong() / MEGABYTE))
                : Optional.empty();
    }

    /// What came of the person's wish to open the assistant.
    void show(Errand errand) {
        Presence.put(
                opening,
                switch (errand) {
                    case Errand.UnderWay(Act.Run(var verb), _) when verb == Verb.OPEN ->
                            Optional.of(words.text("arrived.opening"));
                    case Errand.Failed(Act.Run(var verb), _) when verb == Verb.OPEN ->
                            Optional.of(words.text("arrived.not-opened"));
                    case Errand _ -> Optional.empty();
                });
    }

    @Override
    public Node first(WizardState state, Node main) {
        return main;
    }

    /// One step of the way. JavaFX thread only.
    private static final class StepRow extends HBox {
        private final WizardWords words;
        private final FontIcon sign = new FontIcon(Feather.CIRCLE);
        private final Label text = Presence.wrapped("");

        StepRow(WizardWords words) {
            this.words = words;
            getStyleClass().add("step-row");
            getChildren().setAll(sign, text);
        }

        /// @param place negative before the present step, 0 at it, positive after it
        void show(String step, int place) {
            var style = place < 0 ? "done" : place == 0 ? "now" : "later";
            sign.setIconCode(
                    place < 0
                            ? Feather.CHECK_CIRCLE
                            : place == 0 ? Feather.ARROW_RIGHT_CIRCLE : Feather.CIRCLE);
            sign.getStyleClass().setAll("ikonli-font-icon", "sign", style);
            sign.setAccessibleText(words.text("progress." + style));
            text.setText(step);
            text.getStyleClass().setAll("label", style);
            text.setAccessibleText(step + ": " + words.text("progress." + style));
        }
    }
}
