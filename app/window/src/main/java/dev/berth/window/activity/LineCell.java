package dev.berth.window.activity;

import dev.berth.window.activity.Days.Line;
import dev.berth.window.scene.Presence;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A day or an act in the list. JavaFX thread only.
final class LineCell extends ListCell<Line> {
    private final Label day = new Label();
    private final FontIcon icon = new FontIcon(Feather.CIRCLE);
    private final Label text = Presence.wrapped("");
    private final Label below = new Label();
    private final Label time = new Label();
    private final HBox act;

    LineCell() {
        day.getStyleClass().add("day");
        below.getStyleClass().addAll("muted", "small");
        below.setMinWidth(Region.USE_PREF_SIZE);
        time.getStyleClass().addAll("muted", "small");
        time.setMinWidth(Region.USE_PREF_SIZE);
        var said = new VBox(text, below);
        said.getStyleClass().add("act-said");
        HBox.setHgrow(said, Priority.ALWAYS);
        act = new HBox(icon, said, time);
        act.getStyleClass().add("act");
        setPrefWidth(0); // as wide as the list, so that long texts wrap
    }

    @Override
    protected void updateItem(@Nullable Line line, boolean empty) {
        super.updateItem(line, empty);
        switch (line) {
            case null -> setGraphic(null);
            case Line.Day(var heading) -> {
                day.setText(heading);
                setGraphic(day);
                setAccessibleText(heading);
            }
            case Line.Act done -> {
                show(done);
                setGraphic(act);
            }
        }
    }

    private void show(Line.Act done) {
        icon.setIconCode(
                switch (done.kind()) {
                    case DONE -> Feather.CHECK;
                    case FAILED -> Feather.X;
                    case CANCELLED -> Feather.SLASH;
                    case LATE, OPEN -> Feather.MORE_HORIZONTAL;
                    case NOTICED -> Feather.INFO;
                });
        icon.getStyleClass().removeAll("done", "failed", "other");
        icon.getStyleClass()
                .add(
                        switch (done.kind()) {
                            case DONE -> "done";
                            case FAILED -> "failed";
                            case LATE, CANCELLED, OPEN, NOTICED -> "other";
                        });
        text.setText(done.text());
        Presence.put(below, done.ending());
        time.setText(done.time());
        setAccessibleText(
                done.time()
                        + ", "
                        + done.text()
                        + done.ending().map(word -> ", " + word).orElse(""));
    }
}
