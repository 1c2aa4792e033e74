package dev.berth.window.about;

import dev.berth.runtime.StatusReport;
import dev.berth.window.link.Outlook;
import dev.berth.window.page.Page;
import dev.berth.window.page.Place;
import dev.berth.window.page.Surroundings;
import dev.berth.window.scene.Presence;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Which Berth this is. JavaFX thread only.
public final class AboutPage implements Page {
    private final Surroundings window;
    private final Label release = Presence.wrapped("", "muted");
    private final Button back;
    private final VBox view;

    /// @param version of this window's program
    public AboutPage(Surroundings window, String version) {
        this.window = window;
        var words = window.words();
        back = new Button(words.text("back"));
        back.setDefaultButton(true);
        back.setOnAction(_ -> window.go(Place.STATE));
        view =
                new VBox(
                        Presence.wrapped("Berth " + version, "page-title"),
                        release,
                        Presence.wrapped(words.text("about.sentence")),
                        Presence.wrapped(words.text("about.licence"), "muted", "small"),
                        back);
        view.setAlignment(Pos.CENTER);
        view.getStyleClass().addAll("page", "about");
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void enter() {
        back.requestFocus();
    }

    @Override
    public void leave() {}

    @Override
    public void see(Outlook outlook) {
        Presence.put(
                release,
                outlook.report()
                        .map(StatusReport::service)
                        .flatMap(StatusReport.Service::release)
                        .map(there -> window.words().text("about.release", there)));
    }
}
