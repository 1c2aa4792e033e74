package dev.berth.window;

import dev.berth.runtime.Berths;
import dev.berth.runtime.Screens.View;
import dev.berth.window.link.HomeSearch;
import dev.berth.window.link.LauncherProgram;
import dev.berth.window.link.Link;
import dev.berth.window.link.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The window's life as JavaFX calls it, and its composition root.
public final class WindowApplication extends Application {
    /// Where the launcher says that it lies.
    private static final String LAUNCHER = "berth.launcher";

    /// `open` stays until the browser has read a page, `start` until the keeper is there; both have
    /// a shorter deadline of their own.
    private static final Duration LONGEST_VERB = Duration.ofSeconds(60);

    /// How long the keeper may take to say whether there is a window already.
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(1);

    private Optional<BerthWindow> window = Optional.empty();
    private boolean only = true;

    /// Reads what is to be read, on a thread that may wait.
    @Override
    public void init() {
        var found = Surroundings.ofThisProcess();
        var opened =
                new BerthWindow(
                        new HomeSearch(found.home()), program(), Link.PAUSES, opening(found));
        opened.begin();
        only = opened.isOnly(LONGEST_QUESTION);
        window = Optional.of(opened);
    }

    private Opening opening(Surroundings found) {
        return new Opening(
                wanted(),
                found.look(),
                found::words,
                InstantSource.system(),
                Berths.copies(found.home()),
                Berths.version(),
                () -> Berths.doctor(found.home()),
                Berths.belongings(found.home()));
    }

    private View wanted() {
        return getParameters().getRaw().stream()
                .findFirst()
                .map(name -> View.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(View.STATE);
    }

    private static Optional<Program> program() {
        return Optional.ofNullable(System.getProperty(LAUNCHER))
                .filter(path -> !path.isBlank())
                .map(path -> new LauncherProgram(Path.of(path), LONGEST_VERB));
    }

    @Override
    public void start(Stage stage) {
        if (only) {
            window.orElseThrow().open(stage);
        } else {
            Platform.exit();
        }
    }

    @Override
    public void stop() {
        window.ifPresent(BerthWindow::bidFarewell);
    }
}
