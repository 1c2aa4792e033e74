package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.podman.Inspected.Mount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Whether a container lays claim to a data folder: it sees the folder itself, one inside it, or,
/// with the right to write, the one that it lies in. Who sees the whole home folder of a person (a
/// developer's toolbox, a backup tool) does not serve from it.
final class DataClaim {
    private DataClaim() {}

    /// The claim in words; empty when there is none.
    ///
    /// @param data the real path
    static Optional<String> of(Inspected container, Path data) {
        return container.mounts().stream()
                .filter(mount -> claims(mount, real(mount.source()), data))
                .findFirst()
                .map(mount -> "uses " + mount.source() + (mount.writable() ? "" : " (reading)"));
    }

    private static boolean claims(Mount mount, Path source, Path data) {
        return source.startsWith(data) || (mount.writable() && source.equals(data.getParent()));
    }

    /// A mount may have been named through a link; a folder that is gone has only its name.
    private static Path real(Path source) {
        try {
            return source.toRealPath();
        } catch (IOException gone) {
            return source.normalize();
        }
    }
}
