package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.HostState.Capacity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// What this computer has to give to a machine. Any thread may ask.
final class Computer {
    private static final long MIB = 1L << 20;

    private final LongSupplier memory;

    /// @param memory in MiB, in all; 0 where it cannot be told
    Computer(LongSupplier memory) {
        this.memory = memory;
    }

    /// @param images where disks are kept
    Capacity capacity(Path images) {
        return new Capacity(
                Runtime.getRuntime().availableProcessors(), memory.getAsLong(), free(images) / MIB);
    }

    /// On the disk of the nearest folder that is there.
    private static long free(Path folder) {
        var there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there == null ? 0 : Files.getFileStore(there).getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }
}
