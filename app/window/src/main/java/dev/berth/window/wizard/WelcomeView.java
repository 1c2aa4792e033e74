package dev.berth.window.wizard;

import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Cure;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.FirstRun.Part;
import dev.berth.runtime.FirstRun.Verdict;
import dev.berth.runtime.ProblemKind;
import dev.berth.window.scene.Details;
import dev.berth.window.scene.Presence;
import dev.berth.window.wizard.FilePicker.Wanted;
import dev.berth.window.wizard.course.Checks;
import dev.berth.window.wizard.course.Checks.Installing;
import dev.berth.window.wizard.course.Checks.Look;
import dev.berth.window.wizard.course.Event;
import dev.berth.window.wizard.course.Lodging;
import dev.berth.window.wizard.course.WizardState;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What Berth is, and whether this computer has what it needs. JavaFX thread only.
final class WelcomeView implements PageView {
    private final WizardWords words;
    private final VBox view = new VBox();
    private final Map<Part, CheckRow> rows = new EnumMap<>(Part.class);
    private final Label looking = Presence.wrapped("", "muted");

    private final Button install;
    private final Label installText = Presence.wrapped("", "small");
    private final ProgressBar bar = new ProgressBar(0);
    private final CopyRow command;
    private final Details details;
    private final VBox wayOn;

    private final Button again;
    private final Button choose;
    private final Label file = Presence.wrapped("");
    private final HBox fileRow;

    private final CheckBox wall;
    private final VBox walling;
    private final Button chooseOwn;
    private final Label ownFile = Presence.wrapped("");
    private final HBox ownFileRow;
    private boolean apart;

    WelcomeView(WizardWords words, FilePicker files, Consumer<Event> tell) {
        this.words = words;
        install = new Button(words.text("install"));
        install.setOnAction(_ -> tell.accept(new Event.InstallForMe()));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(words.text("install.bar"));
        command = new CopyRow(words, words.text("command.name"), words.text("command.copy.name"));
        details = new Details(words.all());
        wayOn = new VBox(install, bar, installText, command, details);
        wayOn.getStyleClass().add("way-on");
        again = new Button(words.text("welcome.again"));
        again.setOnAction(_ -> tell.accept(new Event.CheckAgain()));
        choose =
                chooser(
                        "file.choose",
                        files,
                        Wanted.PROGRAM,
                        path -> tell.accept(new Event.FileChosen(path)));
        fileRow = row("file.remove", file, () -> tell.accept(new Event.FileRemoved()));
        wall = new CheckBox(words.text("wall"));
        wall.setId("wall");
        wall.setMnemonicParsing(true);
        wall.setWrapText(true);
        wall.setOnAction(_ -> {
            // The letter in the text is an action that a box itself has no use for.
            if (wall.isSelected() == apart) {
                wall.setSelected(!apart);
            }
            tell.accept(new Event.Walled(wall.isSelected()));
        });
        walling = new VBox(wall, Presence.wrapped(words.text("wall.about"), "muted", "small"));
        walling.getStyleClass().add("walling");
        chooseOwn =
                chooser(
                        "own-file.choose",
                        files,
                        Wanted.OWN_PLACE,
                        path -> tell.accept(new Event.OwnFileChosen(path)));
        ownFileRow = row("own-file.remove", ownFile, () -> tell.accept(new Event.OwnFileRemoved()));
        layOut();
    }

    private Button chooser(String key, FilePicker files, Wanted wanted, Consumer<Path> chosen) {
        var button = new Button(words.text(key), new FontIcon(Feather.FILE));
        button.getStyleClass().add("flat");
        button.setOnAction(_ -> files.pick(wanted, view.getScene().getWindow()).ifPresent(chosen));
        return button;
    }

    private HBox row(String key, Label name, Runnable removed) {
        var remove = new Button(words.text(key));
        remove.setAccessibleText(words.text(key + ".name"));
        remove.setMinWidth(Region.USE_PREF_SIZE);
        remove.setOnAction(_ -> removed.run());
        var row = new HBox(name, remove);
        row.getStyleClass().add("file-row");
        return row;
    }

    private void layOut() {
        var checks = new VBox();
        checks.getStyleClass().add("checks");
        for (var part : Part.values()) {
            var row = new CheckRow(words);
            rows.put(part, row);
            checks.getChildren().add(row);
            if (part == Part.ENGINE) {
                checks.getChildren().add(wayOn);
            }
        }
        view.getStyleClass().add("welcome");
        view.getChildren()
                .setAll(looking, checks, again, walling, ownFileRow, chooseOwn, fileRow, choose);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public String title(WizardState state) {
        return words.text("welcome.title");
    }

    @Override
    public String sentence(WizardState state) {
        return words.text("welcome.sentence");
    }

    @Override
    public void show(WizardState state) {
        var checks = state.checks();
        Presence.put(looking, looking(checks));
        rows.forEach((part, row) -> row.show(checks.of(part)));
        show(checks);
        Presence.keep(again, !checks.seen().isEmpty() || checks.look() == Look.FAILED);
        again.setDisable(checks.isLooking() || checks.isInstalling());
        Presence.keep(choose, state.file().isEmpty());
        Presence.keep(fileRow, state.file().isPresent());
        state.file().ifPresent(path -> file.setText(words.text("file.chosen", path)));
        show(state.lodging());
        wall.setDisable(checks.isInstalling());
    }

    private void show(Lodging lodging) {
        apart = lodging.isApart();
        Presence.keep(walling, lodging.isOffered());
        wall.setSelected(apart);
        Presence.keep(chooseOwn, apart && lodging.file().isEmpty());
        Presence.keep(ownFileRow, apart && lodging.file().isPresent());
        lodging.file().ifPresent(path -> ownFile.setText(words.text("own-file.chosen", path)));
    }

    private Optional<String> looking(Checks checks) {
        return switch (checks.look()) {
            case FAILED -> Optional.of(words.text("welcome.not-looked"));
            case ASKED, QUIET, NONE ->
                    checks.seen().isEmpty()
                            ? Optional.of(words.text("welcome.looking"))
                            : Optional.empty();
        };
    }

    /// The way on where the engine is missing.
    private void show(Checks checks) {
        var engine = checks.of(Part.ENGINE).filter(check -> check.verdict() != Verdict.GOOD);
        Presence.keep(wayOn, engine.isPresent());
        if (engine.isEmpty()) {
            return;
        }
        var check = engine.get();
        Presence.keep(install, checks.canInstall());
        install.setDefaultButton(checks.canInstall());
        install.setDisable(checks.isInstalling());
        Presence.keep(bar, checks.isInstalling());
        var text = Optional.<String>empty();
        var line = command(check.cure());
        var lines = check.details();
        switch (checks.installing()) {
            case Installing.NotAsked() -> text = unasked(check.cure());
            case Installing.UnderWay(var share) -> {
                bar.setProgress(share.orElse(0));
                text = Optional.of(words.text("install.under-way"));
                line = Optional.empty();
            }
            case Installing.Ended(Installation.Installed()) ->
                    text = Optional.of(words.text("install.done"));
            case Installing.Ended(Installation.Declined()) ->
                    text = Optional.of(words.text("install.declined"));
            case Installing.Ended(Installation.NotPossible(var other)) -> {
                line = other.or(() -> command(check.cure()));
                text =
                        Optional.of(
                                words.text(
                                        line.isPresent()
                                                ? "install.not-possible"
                                                : "install.not-possible.nothing"));
            }
            case Installing.Ended(Installation.Failed(var reported)) -> {
                text = Optional.of(words.text("install.failed"));
                lines = reported;
            }
        }
        Presence.put(installText, text);
        Presence.keep(command, line.isPresent());
        line.ifPresent(command::show);
        details.show(lines);
    }

    private Optional<String> unasked(Cure cure) {
        return switch (cure) {
            case Cure.Install _ -> Optional.of(words.text("install.by-hand"));
            case Cure.ByHand _ -> Optional.of(words.text("install.by-hand.only"));
            case Cure.AsSaid _, Cure.None() -> Optional.empty();
        };
    }

    private static Optional<String> command(Cure cure) {
        return switch (cure) {
            case Cure.Install(var line) -> Optional.of(line);
            case Cure.ByHand(var line) -> Optional.of(line);
            case Cure.AsSaid _, Cure.None() -> Optional.empty();
        };
    }

    @Override
    public Node first(WizardState state, Node main) {
        if (state.checks().canInstall()) {
            return install;
        }
        return state.checks().letGoOn() ? main : again;
    }

    /// One thing that was looked at. JavaFX thread only.
    private static final class CheckRow extends HBox {
        private final WizardWords words;
        private final FontIcon sign = new FontIcon(Feather.CIRCLE);
        private final Label sentence = Presence.wrapped("");
        private final Label figure = Presence.wrapped("", "muted", "small");

        CheckRow(WizardWords words) {
            this.words = words;
            sign.getStyleClass().add("sign");
            getStyleClass().add("check");
            getChildren().setAll(sign, new VBox(sentence, figure));
        }

        void show(Optional<Check> found) {
            Presence.keep(this, found.isPresent());
            found.ifPresent(this::show);
        }

        private void show(Check check) {
            sign.setIconCode(
                    switch (check.verdict()) {
                        case GOOD -> Feather.CHECK_CIRCLE;
                        case POOR -> Feather.ALERT_TRIANGLE;
                        case BAD -> Feather.X_CIRCLE;
                    });
            var verdict = id(check.verdict());
            sign.getStyleClass().setAll("ikonli-font-icon", "sign", verdict);
            sign.setAccessibleText(words.text("check." + verdict));
            sentence.setText(sentence(check));
            Presence.put(
                    figure,
                    check.figure()
                            .map(words::amount)
                            .map(amount ->
                                    words.text("check." + id(check.part()) + ".figure", amount)));
        }

        private String sentence(Check check) {
            var key = "check." + id(check.part()) + "." + id(check.verdict());
            return switch (check.cure()) {
                case Cure.AsSaid(var problem) when check.part() == Part.ENGINE ->
                        words.sentence(problem);
                case Cure.AsSaid(var problem)
                        when problem.kind() == ProblemKind.COMPUTER_TOO_SMALL ->
                        words.text(key + ".own");
                case Cure _ -> words.text(key);
            };
        }

        private static String id(Verdict verdict) {
            return switch (verdict) {
                case GOOD -> "good";
                case POOR -> "poor";
                case BAD -> "bad";
            };
        }

        private static String id(Part part) {
            return switch (part) {
                case ENGINE -> "engine";
                case ROOM -> "room";
                case MEMORY -> "memory";
            };
        }
    }
}
