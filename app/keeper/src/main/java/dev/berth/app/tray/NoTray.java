package dev.berth.app.tray;

/// Where there is no place for an icon.
public final class NoTray implements Tray {

    /// @param listener told that there is none, at once
    public NoTray(Listener listener) {
        listener.present(false);
    }

    @Override
    public void show(TrayView view) {
        // There is nobody to see it.
    }

    @Override
    public void close() {
        // There is nothing to take away.
    }
}
