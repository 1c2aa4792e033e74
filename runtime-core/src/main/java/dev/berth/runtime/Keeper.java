package dev.berth.runtime;

import dev.berth.runtime.Screens.View;
import java.util.function.Consumer;

/// A supervisor in this process. Whoever has one holds the home: nobody else supervises it.
public interface Keeper extends Berth {

    /// Waits until [Command.Quit] has been done and the home is free again.
    void awaitEnd() throws InterruptedException;

    /// Tells the settings at once and after each change, on a thread of Berth's.
    Subscription watchSettings(Consumer<Settings> listener);

    /// Says how a window is opened where none is; before the first is wanted.
    ///
    /// @param opener starts one and returns at once; on any thread
    void openWindowsWith(Consumer<View> opener);

    /// Says whether there is an icon by which the person can find Berth.
    void trayIs(boolean present);
}
