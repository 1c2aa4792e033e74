package dev.berth.app.tray;

/// The icon by which the person finds Berth. Any thread.
public interface Tray extends AutoCloseable {

    /// Shows this in the place of what it showed; only what differs is touched. Returns at once.
    void show(TrayView view);

    /// Takes the icon away.
    @Override
    void close();

    /// Who is told what happens there; on a thread of the tray's, which must not be kept.
    interface Listener {

        /// The person chose this.
        void chosen(Choice choice);

        /// Whether the person can see the icon: told at the first time and at each change.
        void present(boolean present);
    }
}
