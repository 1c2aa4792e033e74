package dev.berth.window;

import dev.berth.runtime.Home;
import dev.berth.window.face.Words;
import dev.berth.window.link.HomeSearch;
import dev.berth.window.link.LauncherProgram;
import dev.berth.window.link.Link;
import dev.berth.window.link.Program;
import dev.berth.window.scene.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;

/// The window's life as JavaFX calls it, and its composition root.
public final class WindowApplication extends Application {
    /// Where the launcher says that it lies.
    private static final String LAUNCHER = "berth.launcher";

    /// `open` stays until the browser has read a page, `start` until the keeper is there; both have
    /// a shorter deadline of their own.
    private static final Duration LONGEST_VERB = Duration.ofSeconds(60);

    private Optional<BerthWindow> window = Optional.empty();

    /// Reads what is to be read, on a thread that may wait.
    @Override
    public void init() {
        var home =
                Home.of(
                        System.getenv(),
                        System.getProperty("os.name"),
                        System.getProperty("user.home"));
        var opened =
                new BerthWindow(
                        new HomeSearch(home),
                        program(),
                        Link.PAUSES,
                        Words.in(
                                Locale.getDefault(Locale.Category.DISPLAY),
                                ZoneId.systemDefault()));
        opened.begin();
        window = Optional.of(opened);
    }

    private static Optional<Program> program() {
        return Optional.ofNullable(System.getProperty(LAUNCHER))
                .filter(path -> !path.isBlank())
                .map(path -> new LauncherProgram(Path.of(path), LONGEST_VERB));
    }

    @Override
    public void start(Stage stage) {
        Theme.followSystem();
        window.orElseThrow().open(stage);
    }

    @Override
    public void stop() {
        window.ifPresent(BerthWindow::close);
    }
}
