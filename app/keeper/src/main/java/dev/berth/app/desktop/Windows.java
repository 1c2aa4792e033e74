package dev.berth.app.desktop;

import dev.berth.runtime.Screens.View;

/// The process of the window. Any thread.
public interface Windows {

    /// Opens the window with this; one that is on its way is left to come. Returns at once.
    void open(View view);

    /// Opens the small one that tells what the desktop cannot. Returns at once.
    void openNotice();

    /// Opens one that says why Berth does not run. Returns at once.
    void openRefused(String sentence);

    /// Leaves what was opened to itself; returns when all of it is on its way.
    void leave();

    /// Ends what was opened from here, politely; returns when it is gone, or after 2 s.
    void end();
}
