package dev.berth.runtime.engine.podman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The folders of this computer that a machine of 4.x sees: `Mounts` in its own file. `inspect`
/// does not tell them (seen on 4.3.1).
final class SharedFolders {

    private SharedFolders() {}

    /// None where it does not say.
    static List<Path> of(Inspection machine) {
        try {
            var entry = JsonMapper.shared().readTree(Files.readString(machine.entryFile()));
            return entry.path("Mounts")
                    .valueStream()
                    .flatMap(mount -> mount.path("Source").stringValueOpt().stream())
                    .filter(source -> source.startsWith("/"))
                    .map(Path::of)
                    .toList();
        } catch (IOException | JacksonException | IllegalArgumentException unreadable) {
            return List.of();
        }
    }
}
