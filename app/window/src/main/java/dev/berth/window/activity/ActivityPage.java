package dev.berth.window.activity;

import dev.berth.runtime.Activity;
import dev.berth.runtime.StatusReport;
import dev.berth.window.activity.Days.Line;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Reply;
import dev.berth.window.page.Page;
import dev.berth.window.page.Surroundings;
import dev.berth.window.scene.CopyButton;
import dev.berth.window.scene.Presence;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What Berth did lately, newest first; goes on while it is seen. JavaFX thread only.
public final class ActivityPage implements Page {
    private static final int LAST = 200;

    private final Surroundings window;
    private final Days days;
    private final InstantSource clock;
    private final ListView<Line> list = new ListView<>();
    private final Label empty = Presence.wrapped("", "muted");
    private final VBox view;
    private Optional<Long> revision = Optional.empty();
    private boolean asking;
    private boolean askAgain;

    /// @param clock for which day is today
    public ActivityPage(Surroundings window, InstantSource clock) {
        this.window = window;
        this.clock = clock;
        var words = window.words();
        days = new Days(words);
        list.setPlaceholder(empty);
        list.setCellFactory(_ -> new LineCell());
        list.setAccessibleText(words.text("page.activity"));
        list.getStyleClass().addAll("acts", "edge-to-edge");
        VBox.setVgrow(list, Priority.ALWAYS);
        var copy =
                new CopyButton(
                        words.text("activity.copy"),
                        words.text("activity.copy.name"),
                        words.text("copied"),
                        () -> Days.plain(list.getItems()));
        var tools = new HBox(copy);
        tools.getStyleClass().add("tools");
        view = new VBox(list, tools);
        empty.setText(words.text("one-moment"));
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void enter() {
        ask();
        list.requestFocus();
    }

    @Override
    public void leave() {}

    @Override
    public void see(Outlook outlook) {
        var newest = outlook.report().map(StatusReport::revision);
        if (newest.isPresent() && !newest.equals(revision)) {
            revision = newest;
            ask();
        }
    }

    /// One question at a time: a keeper that is slow is not asked ever more.
    private void ask() {
        askAgain = asking;
        if (!asking) {
            asking = true;
            window.keeper().call(berth -> berth.activity(LAST), this::show);
        }
    }

    private void show(Reply<List<Activity>> reply) {
        asking = false;
        switch (reply) {
            case Reply.Got(var activities) -> {
                var lines = days.of(activities, clock.instant());
                if (!lines.equals(list.getItems())) {
                    list.getItems().setAll(lines);
                }
                empty.setText(window.words().text("activity.empty"));
            }
            case Reply.Lost<?> _ -> empty.setText(window.words().text("no-contact"));
        }
        if (askAgain) {
            ask();
        }
    }
}
