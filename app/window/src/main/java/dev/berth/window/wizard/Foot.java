package dev.berth.window.wizard;

import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.Problem;
import dev.berth.runtime.Problem.Action;
import dev.berth.window.scene.Presence;
import dev.berth.window.wizard.course.Event;
import dev.berth.window.wizard.course.Journey;
import dev.berth.window.wizard.course.WayOn;
import dev.berth.window.wizard.course.WizardState;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The buttons below a page, and the question whether all this is to be forgotten. JavaFX thread
/// only.
final class Foot extends VBox {
    private final WizardWords words;
    private final Consumer<Event> tell;
    private final Label said = Presence.wrapped("", "foot-said");
    private final Button cancel = button();
    private final Button other = button();
    private final Button back = button();
    private final Button main = button();
    private final HBox row;

    private final Button stay = button();
    private final Button leave = button();
    private final HBox question;

    /// What a button says and does.
    private record Offer(String key, Event event) {}

    Foot(WizardWords words, Consumer<Event> tell) {
        this.words = words;
        this.tell = tell;
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        row = new HBox(cancel, room, other, back, main);
        row.getStyleClass().add("buttons");
        put(stay, Optional.of(new Offer("ask.stay", new Event.CancelNotMeant())));
        put(leave, Optional.of(new Offer("ask.leave", new Event.CancelMeant())));
        question = new HBox(leave, stay);
        question.getStyleClass().addAll("buttons", "question");
        getStyleClass().add("foot");
        getChildren().setAll(said, row, question);
    }

    private static Button button() {
        var button = new Button();
        button.setMnemonicParsing(true);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    void show(WizardState state) {
        Presence.put(said, said(state));
        Presence.keep(row, !state.asking());
        Presence.keep(question, state.asking());
        put(cancel, cancel(state));
        put(other, other(state));
        put(back, back(state));
        put(main, main(state));
        main.setDisable(state.page() == Page.WELCOME && !state.checks().letGoOn());
        stay.setDefaultButton(state.asking());
        main.setDefaultButton(!state.asking() && main.isVisible() && !installsFirst(state));
    }

    private static boolean installsFirst(WizardState state) {
        return state.page() == Page.WELCOME && state.checks().canInstall();
    }

    private Optional<String> said(WizardState state) {
        if (state.asking()) {
            return Optional.of(
                    words.text(
                            state.page() == Page.PROGRESS
                                    ? "ask.sentence.under-way"
                                    : "ask.sentence"));
        }
        return state.refusal().map(_ -> words.text("refused.sentence"));
    }

    private static Optional<Offer> cancel(WizardState state) {
        return Optional.of(
                state.journey() instanceof Journey.Arrived
                        ? new Offer("close", new Event.Close())
                        : new Offer("cancel", new Event.Cancel()));
    }

    private static Optional<Offer> other(WizardState state) {
        return state.journey() instanceof Journey.Stuck(var problem)
                ? mend(problem).map(mend -> triesFirst(problem) ? mend : again(problem))
                : Optional.empty();
    }

    private static Optional<Offer> back(WizardState state) {
        return state.page() == Page.PROVIDER || state.page() == Page.OPTIONS
                ? Optional.of(new Offer("back", new Event.Back()))
                : Optional.empty();
    }

    private static Optional<Offer> main(WizardState state) {
        return switch (state.page()) {
            case WELCOME, PROVIDER -> Optional.of(new Offer("next", new Event.Next()));
            case OPTIONS -> Optional.of(new Offer("options.set-up", new Event.Next()));
            case PROGRESS ->
                    switch (state.journey()) {
                        case Journey.Stuck(var problem) ->
                                mend(problem)
                                        .filter(_ -> !triesFirst(problem))
                                        .or(() -> Optional.of(again(problem)));
                        case Journey.Arrived _ ->
                                Optional.of(new Offer("arrived.open", new Event.Open()));
                        case Journey.NotBegun _,
                                Journey.Asked _,
                                Journey.UnderWay _,
                                Journey.Lost _ ->
                                Optional.empty();
                    };
        };
    }

    /// What the sentence of the problem names first is the main thing to do.
    private static boolean triesFirst(Problem problem) {
        return problem.actions().getFirst() == Action.REPAIR;
    }

    /// Under the name that the sentence of the problem has for it.
    private static Offer again(Problem problem) {
        return new Offer(
                problem.actions().contains(Action.REPAIR) ? "stuck.repair" : "stuck.again",
                new Event.TryAgain());
    }

    private static Optional<Offer> mend(Problem problem) {
        return WayOn.of(problem.kind())
                .map(way ->
                        new Offer(
                                switch (way) {
                                    case CHECKS -> "stuck.to-welcome";
                                    case FILE -> "stuck.to-file";
                                    case KEY -> "stuck.to-provider";
                                    case MODEL -> "stuck.to-model";
                                },
                                new Event.Mend()));
    }

    private void put(Button button, Optional<Offer> offer) {
        Presence.keep(button, offer.isPresent());
        offer.ifPresent(one -> {
            button.setText(words.text(one.key()));
            button.setOnAction(_ -> tell.accept(one.event()));
        });
    }

    /// The button that leads on.
    Button main() {
        return main;
    }

    /// Where the keyboard is while there is nothing to do but wait, or a question to answer.
    Button waiting(boolean asking) {
        return asking ? stay : cancel;
    }
}
