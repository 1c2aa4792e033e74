package dev.berth.runtime;

/// A supervisor in this process. Whoever has one holds the home: nobody else supervises it.
public interface Keeper extends Berth {

    /// Waits until [Command.Quit] has been done and the home is free again.
    void awaitEnd() throws InterruptedException;
}
