package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.ContainerId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What one `podman container inspect` says of one container, as far as it matters here.
///
/// @param instance the value of our label; empty when it does not carry the label
/// @param phase where it stands in its life
/// @param port the port on this computer that it publishes
/// @param mounts the folders of this computer that it sees
/// @param exit how its last run ended; means nothing while it runs
/// @param run its processes; means nothing unless it runs
record Inspected(
        ContainerId id,
        String name,
        Optional<String> instance,
        String image,
        Instant created,
        Phase phase,
        OptionalInt port,
        List<Mount> mounts,
        Exit exit,
        Run run) {

    Inspected {
        mounts = List.copyOf(mounts);
    }

    /// Podman's words for a container's life, in fewer words.
    enum Phase {
        CREATED,
        RUNNING,
        PAUSED,
        EXITED,
        REMOVING
    }

    /// @param source the folder, as it was named when the container was made
    record Mount(Path source, boolean writable) {}

    /// @param outOfMemory what Podman says; see [Traces] for why that is not enough
    record Exit(int code, boolean outOfMemory, Instant began, Instant at) {}

    /// @param pid process 1 inside, as this computer numbers it
    /// @param conmon the watcher that Podman leaves with each running container
    /// @param netNamespace the file that stands for its network; empty when it has none of its own
    record Run(OptionalLong pid, OptionalLong conmon, String netNamespace) {}

    boolean carries(String ourInstance) {
        return instance.filter(ourInstance::equals).isPresent();
    }
}
