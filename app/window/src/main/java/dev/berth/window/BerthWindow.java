package dev.berth.window;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.Screens.View;
import dev.berth.runtime.Screens.Word;
import dev.berth.runtime.Settings.Look;
import dev.berth.window.about.AboutPage;
import dev.berth.window.activity.ActivityPage;
import dev.berth.window.copies.CopiesPage;
import dev.berth.window.copies.DesktopFilePicker;
import dev.berth.window.copies.Shelf;
import dev.berth.window.face.Faces;
import dev.berth.window.health.DesktopReportPlace;
import dev.berth.window.health.ExplainedPage;
import dev.berth.window.health.HealthPage;
import dev.berth.window.link.Act;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Counting;
import dev.berth.window.link.Examining;
import dev.berth.window.link.Handover;
import dev.berth.window.link.KeeperSearch;
import dev.berth.window.link.Link;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Program;
import dev.berth.window.link.Reply;
import dev.berth.window.log.LogPage;
import dev.berth.window.page.Frame;
import dev.berth.window.page.Page;
import dev.berth.window.page.Place;
import dev.berth.window.page.Surroundings;
import dev.berth.window.reset.ResetPage;
import dev.berth.window.scene.Drawings;
import dev.berth.window.scene.ProgramIcon;
import dev.berth.window.scene.Theme;
import dev.berth.window.settings.SettingsPage;
import dev.berth.window.shell.Shell;
import dev.berth.window.state.StatePage;
import dev.berth.window.wizard.WizardPage;
import dev.berth.window.wizard.course.Course;
import dev.berth.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// Lays the parts together: the link's outlooks are shown, presses go back, the keeper's word about
/// the window is done.
final class BerthWindow implements Frame {
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final Opening opening;
    private final boolean programKnown;
    private final Drawings drawings;
    private final ProgramIcon icon;
    private final Handover<Outlook> handover = new Handover<>(Platform::runLater, this::see);
    private final Link link;
    private final CompletableFuture<Boolean> only = new CompletableFuture<>();
    private final Theme theme = new Theme();

    // JavaFX thread only, from here.
    private Words words;
    private Optional<Stage> stage = Optional.empty();
    private Optional<Shell> shell = Optional.empty();
    private Outlook newest = Outlook.FIRST;
    private Look look;
    private boolean tray = true;
    private boolean placed;

    /// From any thread; may read files.
    BerthWindow(
            KeeperSearch search,
            Optional<Program> program,
            List<Duration> pauses,
            Opening opening) {
        this.opening = opening;
        programKnown = program.isPresent();
        look = opening.look();
        words = opening.words().apply(look.language());
        drawings = Drawings.load();
        icon = ProgramIcon.load();
        link = new Link(search, program, pauses, Platform::runLater, handover);
    }

    /// Begins to look for the keeper, so that its first report may be there before the window.
    /// Where none runs it is started.
    void begin() {
        link.begin();
        link.press(new Act.Run(Verb.KEEPER));
        var _ =
                link.follow(berth -> {
                    var screens = berth.screens();
                    var ours = screens.attend(word -> Platform.runLater(() -> take(word)));
                    if (ours.isEmpty()) {
                        var _ = screens.show(opening.wanted());
                        Platform.runLater(this::end);
                    }
                    only.complete(ours.isPresent());
                    Subscription none = () -> {};
                    return ours.orElse(none);
                });
    }

    /// Waits a moment for the word whether this home has a window already.
    ///
    /// @return true when this is the only one, or nobody has said so in time
    boolean isOnly(Duration longest) {
        return only.completeOnTimeout(true, longest.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /// JavaFX thread only.
    void open(Stage on) {
        stage = Optional.of(on);
        theme.choose(look.theme());
        var first = make();
        var scene = new Scene(first.view());
        Letters.keep(scene);
        first.listenIn(scene);
        first.go(Place.of(opening.wanted()));
        on.setTitle("Berth");
        on.getIcons().setAll(icon.images());
        on.setScene(scene);
        on.setOnCloseRequest(asked -> {
            asked.consume();
            close();
        });
        on.show();
        InSight.keep(on);
        see(newest); // it may have been told before there was anything to show it
        on.setMinWidth(on.getWidth()); // where it may be pulled, it may not be pulled smaller
        on.setMinHeight(on.getHeight());
    }

    /// A shell in the present language, which takes the place of an earlier one.
    private Shell make() {
        shell.ifPresent(Shell::end);
        var next = new Shell(words, link, link::press, this::page, this);
        shell = Optional.of(next);
        next.trayIs(tray);
        next.see(newest);
        return next;
    }

    private Page page(Place place, Surroundings window) {
        return switch (place) {
            case STATE ->
                    new StatePage(
                            window,
                            new Faces(window.words(), programKnown),
                            drawings,
                            opening.clock());
            case ACTIVITY ->
                    new ActivityPage(
                            window,
                            new Examining(opening.doctor(), Platform::runLater),
                            opening.clock());
            case LOG -> new LogPage(window);
            case SETTINGS -> new SettingsPage(window);
            case RESET ->
                    new ResetPage(window, new Counting(opening.belongings(), Platform::runLater));
            case COPIES ->
                    new CopiesPage(
                            window,
                            new Shelf(opening.copies(), Platform::runLater, link::newest),
                            new DesktopFilePicker());
            case HEALTH ->
                    new HealthPage(
                            window,
                            new Examining(opening.doctor(), Platform::runLater),
                            new DesktopReportPlace(window.words()));
            case EXPLAINED -> new ExplainedPage(window);
            case ABOUT -> new AboutPage(window, opening.version());
            case FIRST_RUN -> new WizardPage(window);
        };
    }

    private void see(Outlook outlook) {
        newest = outlook;
        shell.ifPresent(shown -> shown.see(outlook));
        if (!placed && outlook.report().isPresent() && shell.isPresent()) {
            placed = true;
            place();
        }
    }

    /// Where nothing is set up, or a first run was broken off, that is where the person wants to
    /// be.
    private void place() {
        link.call(
                berth -> Course.of(berth.status().status(), berth.firstRun().draft()),
                reply -> {
                    if (reply instanceof Reply.Got(var course)
                            && !(course instanceof Course.NoWizard)) {
                        firstRun();
                    }
                });
    }

    private void firstRun() {
        shell.filter(shown -> shown.place() == Place.STATE)
                .ifPresent(shown -> shown.go(Place.FIRST_RUN));
    }

    private void take(Word word) {
        switch (word) {
            case Word.Show(View view) -> raise(Place.of(view));
            case Word.Tray(boolean present) -> {
                tray = present;
                shell.ifPresent(shown -> shown.trayIs(present));
            }
        }
    }

    private void raise(Place place) {
        shell.filter(shown -> shown.place() != Place.FIRST_RUN).ifPresent(shown -> shown.go(place));
        stage.ifPresent(shown -> {
            shown.setIconified(false);
            shown.toFront();
            shown.requestFocus();
        });
    }

    @Override
    public void close() {
        if (tray) {
            end();
        } else {
            stage.ifPresent(shown -> shown.setIconified(true));
        }
    }

    @Override
    public void end() {
        shell.ifPresent(Shell::end);
        stage.ifPresentOrElse(Stage::close, Platform::exit);
    }

    @Override
    public void resizable(boolean allowed) {
        stage.ifPresent(shown -> {
            shown.setResizable(allowed);
            if (!allowed && shown.isShowing()) {
                shown.sizeToScene();
            }
        });
    }

    @Override
    public void wear(Look next) {
        theme.choose(next.theme());
        var before = look;
        look = next;
        if (!next.language().equals(before.language())) {
            link.call(
                    _ -> opening.words().apply(next.language()),
                    reply -> {
                        if (reply instanceof Reply.Got(var texts)) {
                            speak(texts);
                        }
                    });
        }
    }

    private void speak(Words texts) {
        words = texts;
        var scene = stage.map(Stage::getScene);
        if (shell.isEmpty() || scene.isEmpty()) {
            return;
        }
        var place = shell.get().place();
        var focused = Optional.ofNullable(scene.get().getFocusOwner()).map(Node::getId);
        var next = make();
        scene.get().setRoot(next.view());
        next.listenIn(scene.get());
        next.go(place);
        next.view().applyCss();
        focused.map(id -> scene.get().lookup("#" + id)).ifPresent(Node::requestFocus);
    }

    /// Ends the link behind the closed window; the process lives until what was asked for is out.
    /// JavaFX thread only; returns at once.
    void bidFarewell() {
        link.close();
        Thread.ofPlatform()
                .name("berth-farewell")
                .daemon(false)
                .start(() -> {
                    try {
                        var _ = link.awaitEnd(FAREWELL);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }
}
