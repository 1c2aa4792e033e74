package dev.berth.runtime;

import dev.berth.runtime.Berth.Subscription;
import java.util.Optional;
import java.util.function.Consumer;

/// The one window of a home, wherever it is asked for. Any thread; may wait for the keeper.
public interface Screens {

    /// Raises the window, or opens one.
    ///
    /// @return whether there is, or soon will be, a window
    boolean show(View view);

    /// Announces the caller as the window of this home until the subscription or the connection is
    /// closed.
    ///
    /// @param listener told on a thread of Berth's
    /// @return empty when there is one already
    Optional<Subscription> attend(Consumer<Word> listener);

    /// What a window can show.
    enum View {
        STATE,
        ACTIVITY,
        LOG,
        SETTINGS,

        /// The question of a reset.
        RESET
    }

    /// What the window is told.
    sealed interface Word {

        /// Come to the front and show this.
        record Show(View view) implements Word {}

        /// Whether there is an icon by which the person can find Berth when the window is closed.
        record Tray(boolean present) implements Word {}
    }
}
