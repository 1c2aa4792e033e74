package dev.berth.window.copies;

import dev.berth.runtime.Command;
import dev.berth.runtime.SafetyCopy;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.StatusReport.CopyProgress;
import dev.berth.window.copies.Shelf.News;
import dev.berth.window.link.Act;
import dev.berth.window.link.Outlook;
import dev.berth.window.page.Page;
import dev.berth.window.page.Place;
import dev.berth.window.page.Surroundings;
import dev.berth.window.scene.Presence;
import dev.berth.words.Words;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The safety copies: which there are, and what can be done with one. JavaFX thread only.
public final class CopiesPage implements Page {
    private final Surroundings window;
    private final Shelf shelf;
    private final FilePicker files;
    private final CopyWords copyWords;
    private final ListView<SafetyCopy> list = new ListView<>();
    private final Button make;
    private final Button restore;
    private final Button export;
    private final Button take;
    private final Button cancel;
    private final Button really;
    private final Label said = Presence.wrapped("");
    private final Label question = Presence.wrapped("");
    private final ProgressBar bar = new ProgressBar();
    private final VBox working;
    private final VBox asking;
    private final VBox view;
    private Optional<StatusReport.Copies> known = Optional.empty();
    private boolean inContact;

    public CopiesPage(Surroundings window, Shelf shelf, FilePicker files) {
        this.window = window;
        this.shelf = shelf;
        this.files = files;
        var words = window.words();
        copyWords = new CopyWords(words);
        list.setPlaceholder(Presence.wrapped(words.text("copies.empty"), "muted"));
        list.setAccessibleText(words.text("copies.title"));
        list.setCellFactory(_ -> new Cell());
        list.setPrefHeight(180);
        list.setId("copies");
        VBox.setVgrow(list, Priority.ALWAYS);
        make = button(words, "make", this::make);
        restore = button(words, "restore", this::ask);
        export = button(words, "export", this::export);
        take = button(words, "import", this::take);
        cancel = button(words, "cancel", this::cancel);
        really = button(words, "restore.go", this::restore);
        var no = new Button(words.text("cancel"));
        no.setOnAction(_ -> decide(false));
        bar.setMaxWidth(Double.MAX_VALUE);
        said.setId("copies-said");
        working = new VBox(bar, cancel);
        working.getStyleClass().add("typing");
        var answers = new HBox(no, really);
        answers.getStyleClass().addAll("row", "ending");
        asking = new VBox(question, answers);
        asking.getStyleClass().add("choice-card");
        var tools = new FlowPane(make, restore, export, take);
        tools.setHgap(8);
        tools.setVgap(8);
        view =
                new VBox(
                        Presence.wrapped(words.text("copies.title"), "page-title"),
                        Presence.wrapped(words.text("copies.sentence"), "small"),
                        list,
                        tools,
                        asking,
                        said,
                        working);
        view.getStyleClass().add("page");
        list.getSelectionModel().selectedItemProperty().subscribe(_ -> enable());
        Presence.keep(asking, false);
        Presence.keep(working, false);
        enable();
    }

    private static Button button(Words words, String key, Runnable work) {
        var button = new Button(words.text("copies." + key));
        button.setId("copies-" + key.replace('.', '-'));
        button.setOnAction(_ -> work.run());
        return button;
    }

    private final class Cell extends ListCell<SafetyCopy> {
        @Override
        protected void updateItem(SafetyCopy copy, boolean empty) {
            super.updateItem(copy, empty);
            setText(empty || copy == null ? "" : copyWords.line(copy));
        }
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void enter() {
        shelf.list(this::hear);
        list.requestFocus();
    }

    @Override
    public void leave() {
        decide(false);
    }

    @Override
    public void see(Outlook outlook) {
        inContact = outlook.inContact();
        var now = outlook.report().map(StatusReport::copies);
        var news = !now.equals(known);
        var ended = underWay().isPresent() && now.flatMap(StatusReport.Copies::underWay).isEmpty();
        known = now;
        if (news) {
            show();
        }
        if (ended) {
            shelf.list(this::hear);
        }
        enable();
    }

    private Optional<CopyProgress> underWay() {
        return known.flatMap(StatusReport.Copies::underWay);
    }

    private void show() {
        if (underWay().isPresent()) {
            var way = underWay().get();
            at(way.part(), way.of() > 0 ? (double) way.done() / way.of() : -1);
        } else if (!shelf.isBusy()) {
            Presence.keep(working, false);
            said.setText(
                    known.flatMap(StatusReport.Copies::trouble)
                            .map(window.words()::told)
                            .orElse(""));
        }
    }

    private void at(String part, double fraction) {
        said.setText(window.words().text("copies.at." + part));
        bar.setProgress(fraction);
        Presence.keep(working, true);
    }

    private void hear(News news) {
        switch (news) {
            case News.Listed(List<SafetyCopy> all) -> {
                if (!all.equals(list.getItems())) {
                    list.getItems().setAll(all);
                    list.getSelectionModel().selectFirst();
                }
            }
            case News.At(var part, var fraction) when shelf.isBusy() -> at(part, fraction);
            case News.At _ -> {}
            case News.Done(var copy) -> {
                Presence.keep(working, false);
                said.setText(window.words().text("copies.done", copyWords.line(copy)));
                shelf.list(this::hear);
            }
            case News.Failed(var sentence) -> {
                Presence.keep(working, false);
                said.setText(sentence);
            }
        }
        enable();
    }

    private Optional<SafetyCopy> chosen() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void enable() {
        var free = !shelf.isBusy() && underWay().isEmpty();
        var usable = chosen().filter(copy -> copy.state() != SafetyCopy.State.DAMAGED).isPresent();
        make.setDisable(!free || !inContact);
        restore.setDisable(!free || !inContact || !usable);
        export.setDisable(!free || !usable);
        take.setDisable(!free);
    }

    // -- what can be done

    private void make() {
        window.press(new Act.Ask(new Command.MakeCopy()));
    }

    private void ask() {
        chosen().ifPresent(copy -> {
            question.setText(window.words().text("copies.restore.sure", copyWords.line(copy)));
            decide(true);
        });
    }

    private void decide(boolean open) {
        Presence.keep(asking, open);
        if (open) {
            really.requestFocus();
        }
    }

    private void restore() {
        decide(false);
        chosen().ifPresent(copy -> {
            window.press(new Act.Ask(new Command.Restore(copy.id())));
            window.go(Place.STATE); // which shows how it goes on
        });
    }

    private void export() {
        chosen().ifPresent(copy ->
                files.toWrite(
                                window.words().text("copies.export.title"),
                                copy.id() + ".tar.zst",
                                view.getScene().getWindow())
                        .ifPresent(file -> {
                            shelf.export(copy.id(), file, this::hear);
                            enable();
                        }));
    }

    private void take() {
        files.toRead(window.words().text("copies.import.title"), view.getScene().getWindow())
                .ifPresent(file -> {
                    shelf.importFrom(file, this::hear);
                    enable();
                });
    }

    private void cancel() {
        if (shelf.isBusy()) {
            shelf.cancel();
        } else {
            window.press(new Act.Ask(new Command.CancelCopy()));
        }
    }
}
