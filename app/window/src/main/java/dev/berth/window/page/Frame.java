package dev.berth.window.page;

import dev.berth.runtime.Settings.Look;

/// The window of the desktop around everything. JavaFX thread only.
public interface Frame {

    /// Closes it, or makes it small where closed it could not be found again.
    void close();

    /// Closes it for good, because Berth ends too.
    void end();

    /// Looks and speaks so from now on.
    void wear(Look look);

    /// Whether the person may pull it larger; one that was pulled gets its usual size back.
    void resizable(boolean allowed);
}
