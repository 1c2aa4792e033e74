package dev.berth.window.activity;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Episode;
import dev.berth.runtime.StatusReport;
import dev.berth.window.activity.Days.Line;
import dev.berth.window.link.Examining;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Reply;
import dev.berth.window.page.Page;
import dev.berth.window.page.Surroundings;
import dev.berth.window.scene.CopyButton;
import dev.berth.window.scene.Presence;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What happened lately, newest first, told in short or step by step; goes on while it is seen.
/// What is told in short needs no keeper. JavaFX thread only.
public final class ActivityPage implements Page {
    private static final int LAST = 200;

    private final Surroundings window;
    private final Examining teller;
    private final Days days;
    private final InstantSource clock;
    private final ListView<Line> list = new ListView<>();
    private final CheckBox steps;
    private final Label empty = Presence.wrapped("", "muted");
    private final VBox view;
    private Optional<Long> revision = Optional.empty();
    private boolean asking;
    private boolean askAgain;

    /// @param teller knows what happened
    /// @param clock for which day is today
    public ActivityPage(Surroundings window, Examining teller, InstantSource clock) {
        this.window = window;
        this.teller = teller;
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
        steps = new CheckBox(words.text("activity.steps"));
        steps.setId("activity-steps");
        steps.setMnemonicParsing(true);
        steps.setMinWidth(Region.USE_PREF_SIZE);
        steps.setOnAction(_ -> ask());
        var between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        var tools = new HBox(steps, between, copy);
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
            if (steps.isSelected()) {
                window.keeper().call(berth -> berth.activity(LAST), this::showSteps);
            } else {
                teller.tell(this::showStory);
            }
        }
    }

    private void showSteps(Reply<List<Activity>> reply) {
        show(reply, steps.isSelected(), activities -> days.of(activities, clock.instant()));
    }

    private void showStory(Reply<List<Episode>> reply) {
        show(reply, !steps.isSelected(), episodes -> days.told(newest(episodes), clock.instant()));
    }

    private static List<Episode> newest(List<Episode> episodes) {
        return episodes.subList(Math.max(0, episodes.size() - LAST), episodes.size());
    }

    /// @param wanted whether it is still what the person wants to see
    private <T> void show(
            Reply<List<T>> reply, boolean wanted, Function<List<T>, List<Line>> lines) {
        asking = false;
        switch (reply) {
            case Reply.Got(var all) when wanted -> {
                var seen = lines.apply(all);
                if (!seen.equals(list.getItems())) {
                    list.getItems().setAll(seen);
                }
                empty.setText(window.words().text("activity.empty"));
            }
            case Reply.Got<?> _ -> {}
            case Reply.Lost<?> _ -> {
                list.getItems().clear();
                empty.setText(window.words().text("no-contact"));
            }
        }
        if (askAgain) {
            ask();
        }
    }
}
