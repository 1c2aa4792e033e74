package dev.berth.window.page;

import dev.berth.runtime.Screens.View;

/// Where in the window a person can be.
public enum Place {
    STATE,
    ACTIVITY,
    LOG,
    SETTINGS,

    /// The question of a reset.
    RESET,

    /// The safety copies.
    COPIES,

    /// What is wrong, looked for at once.
    HEALTH,

    /// The page of a problem.
    EXPLAINED,

    /// Which Berth this is.
    ABOUT,

    /// The first run, which fills the window.
    FIRST_RUN;

    /// The place of what somebody asked to see.
    public static Place of(View view) {
        return switch (view) {
            case STATE -> STATE;
            case ACTIVITY -> ACTIVITY;
            case LOG -> LOG;
            case SETTINGS -> SETTINGS;
            case RESET -> RESET;
        };
    }
}
