package dev.berth.window.health;

import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.ProblemPage;
import dev.berth.runtime.ProblemPage.Block;
import dev.berth.runtime.ProblemPage.Section;
import dev.berth.window.link.Outlook;
import dev.berth.window.page.Page;
import dev.berth.window.page.Place;
import dev.berth.window.page.Surroundings;
import dev.berth.window.scene.Details;
import dev.berth.window.scene.Presence;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The page of the problem that was asked for: what it means, what was tried, what can be done.
/// JavaFX thread only.
public final class ExplainedPage implements Page {
    private final Surroundings window;
    private final VBox text = new VBox();
    private final ScrollPane scroll = new ScrollPane(text);
    private final Details details;
    private final Button back;
    private final VBox view;

    /// Empty until somebody comes.
    public ExplainedPage(Surroundings window) {
        this.window = window;
        var words = window.words();
        back = button(words.text("back"), Place.STATE);
        back.setDefaultButton(true);
        details = new Details(words);
        text.getStyleClass().add("explained");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var tools = new FlowPane(back, button(words.text("help.look"), Place.HEALTH));
        tools.getStyleClass().add("choices");
        view = new VBox(scroll, tools, details);
        view.getStyleClass().addAll("page", "health");
    }

    private Button button(String label, Place place) {
        var button = new Button(label);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> window.go(place));
        return button;
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void enter() {
        window.explained().ifPresent(this::show);
        scroll.setVvalue(0);
        back.requestFocus();
    }

    @Override
    public void leave() {}

    @Override
    public void see(Outlook outlook) {}

    private void show(ProblemKind kind) {
        var words = window.words();
        var problem = Problem.of(kind, List.of());
        var page = ProblemPage.of(kind, words.locale());
        text.getChildren()
                .setAll(
                        Presence.wrapped(words.title(problem), "page-title"),
                        Presence.wrapped(words.sentence(problem)));
        page.sections().stream().filter(section -> !section.isTechnical()).forEach(this::add);
        details.show(
                page.sections().stream()
                        .filter(Section::isTechnical)
                        .flatMap(section -> section.blocks().stream())
                        .map(block -> plain(block.text()))
                        .toList());
    }

    private void add(Section section) {
        text.getChildren().add(Presence.wrapped(section.heading(), "sign-part"));
        for (var block : section.blocks()) {
            text.getChildren().add(Presence.wrapped(said(block)));
        }
    }

    private static String said(Block block) {
        return (block.isPoint() ? "•  " : "") + plain(block.text());
    }

    private static String plain(String text) {
        return text.replace("**", "").replace("`", "");
    }
}
