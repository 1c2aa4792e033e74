package dev.berth.runtime.simulation;

import java.io.IOException;
import java.util.Arrays;

/// The disk under the home: may be full, one file of it may be read-only or fail when all of it is
/// written already, and between any two writes the keeper may die.
final class Storage {
    private final Mortality mortality;
    boolean full;

    /// The file that cannot be written, if any.
    String readOnly = "";

    /// The file at whose next writing the disk gets full, if any.
    String fillsAt = "";

    /// The file that is written, and is reported not to be, if any.
    String unsure = "";

    Storage(Mortality mortality) {
        this.mortality = mortality;
    }

    /// Writes whole or not at all, whatever it says.
    void write(String file, Runnable write) throws IOException {
        mortality.boundary();
        full |= file.equals(fillsAt);
        if (refuses(file)) {
            throw new IOException(file + " cannot be written");
        }
        write.run();
        mortality.boundary();
        if (file.equals(unsure)) {
            throw new IOException(file + " is written, and perhaps not on the disk");
        }
    }

    /// Whether nothing of it can be written.
    boolean refuses(String file) {
        return full || file.equals(readOnly) || file.equals(fillsAt);
    }

    /// Whether whoever writes one of these is told that it cannot be written.
    boolean failsFor(String... files) {
        return Arrays.stream(files).anyMatch(file -> refuses(file) || file.equals(unsure));
    }

    /// There is room again.
    void empty() {
        full = false;
        fillsAt = "";
    }

    /// All is well with it.
    void mend() {
        full = false;
        fillsAt = "";
        readOnly = "";
        unsure = "";
    }
}
