package dev.berth.app.desktop;

import dev.berth.app.notice.Notices;
import dev.berth.app.signin.Autostart;
import dev.berth.app.tray.Tray;
import dev.berth.app.tray.TrayView;

/// The person's desktop.
public interface Desktop {

    /// Whether a window could be shown at all.
    boolean hasScreen();

    /// Takes a place on it. Returns at once; what takes time goes on by itself.
    ///
    /// @param first what the icon shows from the first moment
    /// @param listener told what the person chooses there, by icon or notice
    /// @param otherwise tells where the desktop has no way to
    Place open(TrayView first, Tray.Listener listener, Notices otherwise);

    /// What opens the window.
    Windows windows();

    /// The list of what starts at sign-in.
    Autostart autostart();

    /// The icon and the notices.
    interface Place extends AutoCloseable {
        Tray tray();

        Notices notices();

        /// Leaves the desktop as if Berth had never been there.
        @Override
        void close();
    }
}
