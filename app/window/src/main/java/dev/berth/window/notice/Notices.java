package dev.berth.window.notice;

import dev.berth.runtime.Settings.Theme;
import dev.berth.runtime.StatusReport;
import dev.berth.window.scene.Presence;
import dev.berth.words.Words;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;

/// Shows notices in the corner of the screen.
///
/// @param theme how they look
public record Notices(Words words, Theme theme) {
    private static final Duration STAY = Duration.seconds(10);

    /// ControlsFX fades it out.
    private static final Duration FADE = Duration.millis(500);

    /// Shows what is worth telling of a report, until it was there for a while or is clicked on.
    /// JavaFX thread only.
    ///
    /// @param clicked told when the person wants to know more
    /// @param gone told when it is away again, or nothing was worth telling
    public void show(StatusReport report, Runnable clicked, Runnable gone) {
        Notice.of(report, words).ifPresentOrElse(notice -> show(notice, clicked, gone), gone);
    }

    private static void show(Notice notice, Runnable clicked, Runnable gone) {
        // A popup needs an owner: this one is too small and clear to be seen.
        var owner = new Stage(StageStyle.UTILITY);
        owner.setTitle("Berth");
        owner.setOpacity(0);
        owner.setScene(new Scene(new Group(), 1, 1));
        owner.setOnHidden(_ -> gone.run());
        owner.show();
        Notifications.create()
                .graphic(card(notice))
                .position(Pos.BOTTOM_RIGHT)
                .hideAfter(STAY)
                .hideCloseButton()
                .onAction(_ -> {
                    clicked.run();
                    owner.hide();
                })
                .show();
        var end = new PauseTransition(STAY.add(FADE));
        end.setOnFinished(_ -> owner.hide());
        end.play();
    }

    /// Its colours stand here because a popup knows no style sheet but the theme's.
    private static VBox card(Notice notice) {
        var title = Presence.wrapped(notice.title());
        title.setStyle("-fx-font-weight: bold");
        var card = new VBox(title, Presence.wrapped(notice.sentence()));
        card.setMinHeight(Region.USE_PREF_SIZE);
        card.setStyle(
                "-fx-background-color: -color-bg-default; -fx-background-radius: 8px;"
                        + " -fx-padding: 1em 1.2em; -fx-spacing: 0.4em; -fx-pref-width: 26em;"
                        + " -fx-max-width: 26em");
        return card;
    }
}
