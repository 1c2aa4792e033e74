package dev.berth.app.tray;

/// What a person can choose in the menu.
public enum Choice {
    OPEN,
    SET_UP,
    REPAIR,
    RESET,
    RESTART,
    PAUSE,
    RESUME,
    /// A click on the icon itself, too.
    SHOW,
    SETTINGS,
    QUIT
}
