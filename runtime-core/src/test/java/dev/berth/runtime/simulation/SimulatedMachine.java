package dev.berth.runtime.simulation;

import dev.berth.runtime.store.MachineRecord.Identity;
import dev.berth.runtime.store.MachineSize;
import java.time.Instant;
import java.util.OptionalInt;

/// One machine of the simulated computer, whoever made it.
final class SimulatedMachine {
    /// How it stands.
    enum Phase {
        /// Begun and not finished, or without its disk.
        HALF_MADE,
        STOPPED,
        /// Its start flag is set, and nothing answers.
        STARTING,
        RUNNING
    }

    final String name;
    final Instant created;
    final Identity identity;
    final boolean byUs;

    MachineSize size;
    Phase phase = Phase.STOPPED;

    /// Whether the engine in it answers while it runs.
    boolean answers = true;

    /// @param byUs whether the keeper had it made: the truth behind names
    SimulatedMachine(String name, Instant created, MachineSize size, boolean byUs) {
        this.name = name;
        this.created = created;
        this.size = size;
        this.byUs = byUs;
        identity =
                new Identity(
                        created + " " + (byUs ? "ours" : "theirs"),
                        "/machines/" + name + ".json",
                        OptionalInt.empty());
    }

    boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    @Override
    public String toString() {
        return name + " " + phase + (byUs ? "" : ", a stranger's");
    }
}
