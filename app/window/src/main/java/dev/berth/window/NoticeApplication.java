package dev.berth.window;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Berths;
import dev.berth.runtime.Screens.View;
import dev.berth.runtime.StatusReport;
import dev.berth.window.notice.Notices;
import dev.berth.window.scene.Theme;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The life of a notice, and its composition root.
public final class NoticeApplication extends Application {
    private Optional<Berth> keeper = Optional.empty();
    private Optional<Notices> notices = Optional.empty();
    private Optional<StatusReport> report = Optional.empty();

    /// Reads what is to be read, on a thread that may wait.
    @Override
    public void init() {
        var found = Surroundings.ofThisProcess();
        notices = Optional.of(new Notices(found.words(), found.look().theme()));
        keeper = Berths.connect(found.home());
        report = keeper.map(Berth::status);
    }

    @Override
    public void start(Stage stage) {
        if (notices.isEmpty() || report.isEmpty()) {
            Platform.exit();
            return;
        }
        new Theme().choose(notices.get().theme());
        notices.get().show(report.get(), this::open, Platform::exit);
    }

    /// The keeper opens the window, or raises it.
    private void open() {
        var _ =
                Thread.ofPlatform()
                        .name("berth-notice-click")
                        .start(() ->
                                keeper.ifPresent(berth -> {
                                    var _ = berth.screens().show(View.STATE);
                                }));
    }
}
