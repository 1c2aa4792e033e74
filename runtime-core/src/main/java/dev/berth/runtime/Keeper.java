package dev.berth.runtime;

/// A Berth whose supervisor lives in this process.
public interface Keeper extends Berth {

    /// Returns when a wish to quit has been fulfilled, or the supervision was closed.
    void awaitEnd() throws InterruptedException;
}
