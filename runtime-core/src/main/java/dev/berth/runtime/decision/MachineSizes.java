package dev.berth.runtime.decision;

import dev.berth.runtime.Settings;
import dev.berth.runtime.engine.HostState.Capacity;
import dev.berth.runtime.store.MachineSize;
import java.util.List;

/// How large a machine should be: half the computer's cores up to 4, half its memory up to 4 GiB
/// but at least 2 GiB, and a disk of 40 GiB that grows as it is filled.
public final class MachineSizes {
    private static final int MOST_PROCESSORS = 4;
    static final long LEAST_MEMORY_MIB = 2048;
    private static final long USUAL_MEMORY_MIB = 4096;
    private static final long USUAL_DISK_GIB = 40;

    /// What the computer itself needs beside it.
    public static final long FOR_THE_REST_MIB = 1536;

    /// The machine's own files and the service's program (podman.md A4).
    public static final long LEAST_DISK_MIB = 10 * 1024;

    private MachineSizes() {}

    /// How large one should be that is made now.
    public static MachineSize wanted(Settings.Dwelling chosen, Capacity computer) {
        var half = Math.min(computer.memoryMiB() / 2, USUAL_MEMORY_MIB);
        return chosen(
                chosen,
                new MachineSize(
                        Math.clamp(computer.processors() / 2, 1, MOST_PROCESSORS),
                        Math.max(half, LEAST_MEMORY_MIB),
                        USUAL_DISK_GIB));
    }

    /// The size of a machine that is there, with what was chosen since. A disk only grows.
    static MachineSize chosen(Settings.Dwelling chosen, MachineSize now) {
        return new MachineSize(
                chosen.processors().orElse(now.processors()),
                chosen.memoryMiB().orElse(now.memoryMiB()),
                Math.max(chosen.diskGiB().orElse(now.diskGiB()), now.diskGiB()));
    }

    /// What is too little; empty when the computer is large enough.
    static List<String> lacking(Settings.Dwelling chosen, Capacity computer) {
        var memory = wanted(chosen, computer).memoryMiB() + FOR_THE_REST_MIB;
        if (computer.memoryMiB() < memory) {
            return List.of(
                    "memory of this computer: %d MiB, needed: %d MiB"
                            .formatted(computer.memoryMiB(), memory));
        }
        if (computer.freeDiskMiB() < LEAST_DISK_MIB) {
            return List.of(
                    "free space: %d MiB, needed: %d MiB"
                            .formatted(computer.freeDiskMiB(), LEAST_DISK_MIB));
        }
        return List.of();
    }
}
