package dev.berth.window.health;

import dev.berth.runtime.Doctor.Saved;
import dev.berth.runtime.Examination;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import dev.berth.window.link.Examining;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Reply;
import dev.berth.window.page.Page;
import dev.berth.window.page.Surroundings;
import dev.berth.window.scene.Details;
import dev.berth.window.scene.Presence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Looks for what is wrong as soon as somebody comes here, and shows what was found as it is found,
/// the gravest first once all is known. JavaFX thread only.
public final class HealthPage implements Page {
    private static final int PARTS = Part.values().length;

    private final Surroundings window;
    private final Examining doctor;
    private final ReportPlace place;

    private final Label summary = Presence.wrapped("", "health-summary");
    private final ProgressBar bar = new ProgressBar(0);
    private final VBox rows = new VBox();
    private final Label notice = Presence.wrapped("", "muted");
    private final Button again;
    private final Button save;
    private final Details details;
    private final VBox view;

    private final List<Sign> found = new ArrayList<>();
    private boolean looking;

    /// @param place asks where a report shall be written
    public HealthPage(Surroundings window, Examining doctor, ReportPlace place) {
        this.window = window;
        this.doctor = doctor;
        this.place = place;
        var words = window.words();
        again = button(words.text("health.again"), "health-again", this::look);
        save = button(words.text("health.save"), "health-save", this::save);
        details = new Details(words);
        details.show(List.of());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(words.text("progress.name"));
        summary.setId("health-summary");
        notice.setId("health-notice");
        Presence.put(notice, Optional.empty());
        rows.getStyleClass().add("signs");
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var tools = new FlowPane(again, save);
        tools.getStyleClass().add("choices");
        view =
                new VBox(
                        Presence.wrapped(words.text("health.title"), "page-title"),
                        summary,
                        bar,
                        scroll,
                        notice,
                        tools,
                        details);
        view.getStyleClass().addAll("page", "health");
    }

    private static Button button(String text, String id, Runnable work) {
        var button = new Button(text);
        button.setId(id);
        button.setMnemonicParsing(true);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> work.run());
        return button;
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void enter() {
        look();
        again.requestFocus();
    }

    @Override
    public void leave() {}

    @Override
    public void see(Outlook outlook) {} // what is wrong is found without the keeper

    // -- looking

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        again.setDisable(true);
        found.clear();
        rows.getChildren().clear();
        details.show(List.of());
        progress();
        Presence.keep(bar, true);
        doctor.examine(this::found, this::done);
    }

    private void found(Sign sign) {
        if (looking) {
            found.add(sign);
            if (sign.verdict() != Verdict.OK) {
                rows.getChildren().add(row(sign));
            }
            progress();
        }
    }

    private void progress() {
        bar.setProgress((double) found.size() / PARTS);
        summary.setText(window.words().text("health.looking", found.size(), PARTS));
    }

    private void done(Reply<Examination> reply) {
        looking = false;
        again.setDisable(false);
        Presence.keep(bar, false);
        switch (reply) {
            case Reply.Got(var examination) -> show(examination);
            case Reply.Lost(var said) -> {
                summary.setText(window.words().text("health.failed"));
                details.show(List.of(said));
            }
        }
    }

    private void show(Examination examination) {
        var words = window.words();
        summary.setText(
                switch (examination.worst()) {
                    case OK -> words.text("health.ok");
                    case WARN -> words.text("health.warn", examination.count(Verdict.WARN));
                    case FAIL -> words.text("health.fail", examination.count(Verdict.FAIL));
                });
        rows.getChildren()
                .setAll(
                        examination.signs().stream()
                                .sorted(Comparator.comparing(Sign::verdict).reversed())
                                .map(this::row)
                                .toList());
        details.show(
                examination.signs().stream()
                        .filter(sign -> sign.verdict() != Verdict.OK)
                        .flatMap(sign ->
                                sign.details().stream()
                                        .map(detail -> sign.part().id() + ": " + detail))
                        .toList());
    }

    private SignRow row(Sign sign) {
        return new SignRow(sign, window.words(), window::explain);
    }

    // -- the report

    private void save() {
        var chosen = place.choose("berth-report.zip", view.getScene().getWindow());
        if (chosen.isPresent()) {
            save.setDisable(true);
            tell(window.words().text("health.saving"));
            doctor.save(chosen.get(), this::saved);
        }
    }

    private void saved(Reply<Saved> reply) {
        save.setDisable(false);
        switch (reply) {
            case Reply.Got(Saved.Written(var file, long bytes, _)) ->
                    tell(
                            window.words()
                                    .text(
                                            "health.saved",
                                            String.valueOf(file.getFileName()),
                                            String.format(Locale.ROOT, "%.1f", bytes / 1e6)));
            case Reply.Got(Saved.NotWritten(var sentence)) -> tell(sentence);
            case Reply.Lost(var said) -> {
                tell(window.words().text("health.failed"));
                details.show(List.of(said));
            }
        }
    }

    private void tell(String text) {
        Presence.put(notice, Optional.of(text));
    }
}
