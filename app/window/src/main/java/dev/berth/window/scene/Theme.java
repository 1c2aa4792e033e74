package dev.berth.window.scene;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.berth.runtime.Settings;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.util.Subscription;

/// How everything looks, in the two colour schemes that a system knows. JavaFX thread only.
public final class Theme {
    private Subscription following = Subscription.EMPTY;

    /// Looks as the person chose from now on; as the system does also means whenever that changes.
    public void choose(Settings.Theme chosen) {
        following.unsubscribe();
        following =
                switch (chosen) {
                    case SYSTEM ->
                            Platform.getPreferences().colorSchemeProperty().subscribe(Theme::wear);
                    case LIGHT -> fixed(ColorScheme.LIGHT);
                    case DARK -> fixed(ColorScheme.DARK);
                };
    }

    private static Subscription fixed(ColorScheme scheme) {
        wear(scheme);
        return Subscription.EMPTY;
    }

    /// Looks so from now on.
    public static void wear(ColorScheme scheme) {
        var theme =
                switch (scheme) {
                    case LIGHT -> new PrimerLight();
                    case DARK -> new PrimerDark();
                };
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheetBSS());
    }
}
