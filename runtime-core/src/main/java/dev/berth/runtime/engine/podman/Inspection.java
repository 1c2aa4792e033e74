package dev.berth.runtime.engine.podman;

import dev.berth.runtime.store.MachineRecord.Identity;
import dev.berth.runtime.store.MachineSize;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What one `podman machine inspect` says of one machine.
///
/// @param identity what it keeps for life
/// @param created the same moment as a moment; empty where it cannot be read
/// @param standing what it says of its state
/// @param door where its engine listens on this computer
/// @param size empty where it has none of its own (`wsl`)
/// @param disk its disk; empty where it does not say (5.0 and later)
/// @param ignition what it is set up from; empty where it does not say (5.0 and later)
record Inspection(
        String name,
        Identity identity,
        Optional<Instant> created,
        Standing standing,
        Optional<Door> door,
        Optional<MachineSize> size,
        Optional<Path> disk,
        Optional<Path> ignition) {

    /// Podman's words in fewer words.
    enum Standing {
        STOPPED,
        STARTING,
        RUNNING
    }

    /// Its own file: 4.x names it, later ones name the folder that it lies in.
    Path entryFile() {
        var named = Path.of(identity.config());
        return identity.config().endsWith(".json") ? named : named.resolve(name + ".json");
    }
}
