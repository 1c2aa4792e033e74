package dev.berth.runtime.simulation;

import java.io.IOException;

/// The disk under the home: may be full, and between any two writes the keeper may die.
final class Storage {
    private final Mortality mortality;
    boolean full;

    Storage(Mortality mortality) {
        this.mortality = mortality;
    }

    /// Writes whole or not at all.
    void write(String file, Runnable write) throws IOException {
        mortality.boundary();
        if (full) {
            throw new IOException(file + " cannot be written: no space left");
        }
        write.run();
        mortality.boundary();
    }
}
