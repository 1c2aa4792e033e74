package dev.berth.window.wizard;

import dev.berth.runtime.FirstRun.Page;
import dev.berth.window.link.Outlook;
import dev.berth.window.scene.Presence;
import dev.berth.window.wizard.course.Event;
import dev.berth.window.wizard.course.Journey;
import dev.berth.window.wizard.course.WizardState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/// The first run: heading, page, buttons. What did not change stays as it was, with its focus.
/// JavaFX thread only.
final class WizardView extends BorderPane {
    private static final List<Page> IN_ORDER = List.of(Page.values());

    private final WizardWords words;
    private final Map<Page, PageView> pages = new EnumMap<>(Page.class);
    private final ProgressView progress;
    private final Label step = Presence.wrapped("", "muted", "small", "step-of");
    private final Label title = Presence.wrapped("", "wizard-title");
    private final Label sentence = Presence.wrapped("", "wizard-sentence");
    private final VBox head = new VBox(step, title, sentence);
    private final ScrollPane body = new ScrollPane();
    private final Foot foot;
    private final Label moment;
    private Optional<Stand> shown = Optional.empty();

    /// What the keyboard's place depends on: with another one of these it begins anew.
    private record Stand(Page page, String doing, boolean asking) {}

    /// @param tell told what the person does
    WizardView(WizardWords words, FilePicker files, Consumer<Event> tell) {
        this.words = words;
        progress = new ProgressView(words);
        pages.put(Page.WELCOME, new WelcomeView(words, files, tell));
        pages.put(Page.PROVIDER, new ProviderView(words, tell));
        pages.put(Page.OPTIONS, new OptionsView(words, tell));
        pages.put(Page.PROGRESS, progress);
        foot = new Foot(words, tell);
        moment = Presence.wrapped(words.text("moment.sentence"), "muted");
        body.setFitToWidth(true);
        body.setFocusTraversable(false);
        body.setHbarPolicy(ScrollBarPolicy.NEVER);
        body.getStyleClass().addAll("plain", "wizard-body");
        head.getStyleClass().add("wizard-head");
        head.setAccessibleRole(AccessibleRole.PARENT);
        getStyleClass().add("wizard");
        getStylesheets()
                .add(
                        Objects.requireNonNull(WizardView.class.getResource("wizard.css"))
                                .toExternalForm());
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                pressed -> {
                    if (pressed.getCode() == KeyCode.ESCAPE) {
                        pressed.consume();
                        tell.accept(new Event.Cancel());
                    }
                });
        // These would take the Enter key for themselves.
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                pressed -> {
                    if (pressed.getCode() == KeyCode.ENTER
                            && (pressed.getTarget() instanceof RadioButton
                                    || pressed.getTarget() instanceof CheckBox)) {
                        pressed.consume();
                        tell.accept(new Event.Next());
                    }
                });
        setCenter(moment);
    }

    /// Shows this from now on.
    void show(WizardState state) {
        var page = Objects.requireNonNull(pages.get(state.page()));
        step.setText(words.text("page.of", IN_ORDER.indexOf(state.page()) + 1, IN_ORDER.size()));
        Presence.put(title, some(page.title(state)));
        Presence.put(sentence, some(page.sentence(state)));
        page.show(state);
        page.view().setDisable(state.asking());
        foot.show(state);
        if (!page.view().equals(body.getContent())) {
            body.setContent(page.view());
            body.setVvalue(0);
        }
        setTop(head);
        setCenter(body);
        setBottom(foot);
        Presence.keep(head, !(state.journey() instanceof Journey.Arrived));
        focus(state, page);
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    private void focus(WizardState state, PageView page) {
        var doing =
                switch (state.page()) {
                    case WELCOME ->
                            "%s %s %s"
                                    .formatted(
                                            state.checks().canInstall(),
                                            state.checks().letGoOn(),
                                            state.file().isPresent());
                    case PROVIDER -> String.valueOf(state.strict());
                    case OPTIONS -> "";
                    case PROGRESS -> state.journey().getClass().getSimpleName();
                };
        var stand = new Stand(state.page(), doing, state.asking());
        if (shown.filter(stand::equals).isEmpty()) {
            shown = Optional.of(stand);
            applyCss(); // before it, nothing in the scrolled part can have the focus
            first(state, page).requestFocus();
            // A letter that was pressed with Alt gives its button the focus after all this.
            Optional.ofNullable(getScene())
                    .ifPresent(scene -> focusOnce(scene, stand, state, page));
        }
    }

    /// At the end of the next pulse.
    private void focusOnce(Scene scene, Stand stand, WizardState state, PageView page) {
        scene.addPostLayoutPulseListener(
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        if (shown.filter(stand::equals).isPresent()) {
                            first(state, page).requestFocus();
                        }
                    }
                });
        requestLayout(); // there is a next one
    }

    private Node first(WizardState state, PageView page) {
        if (state.asking()) {
            return foot.waiting(true);
        }
        var first = page.first(state, foot.main());
        var reachable = first.isVisible() && !first.isDisabled();
        return reachable ? first : foot.waiting(false);
    }

    /// Where the keyboard begins, also when the person comes back from elsewhere.
    void begin() {
        shown = Optional.empty();
        setTop(null);
        setCenter(moment);
        setBottom(null);
    }

    /// What came of the person's last act.
    void show(Outlook.Errand errand) {
        progress.show(errand);
    }
}
