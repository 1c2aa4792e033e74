package dev.berth.window.scene;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;

/// How everything looks, in the two colour schemes that a system knows.
public final class Theme {

    private Theme() {}

    /// Looks as the system does, now and whenever it changes. JavaFX thread only.
    public static void followSystem() {
        var preferences = Platform.getPreferences();
        wear(preferences.getColorScheme());
        preferences.colorSchemeProperty().subscribe(Theme::wear);
    }

    /// Looks so from now on. JavaFX thread only.
    public static void wear(ColorScheme scheme) {
        var theme =
                switch (scheme) {
                    case LIGHT -> new PrimerLight();
                    case DARK -> new PrimerDark();
                };
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheetBSS());
    }
}
