package dev.berth.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Releases of a service that differ in little from a given one, made by the engine itself. Closing
/// takes away their names and what was made for them.
final class Releases implements AutoCloseable {
    private final String base;
    private final String family =
            "localhost/berth/update-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> made = new ArrayList<>();

    /// @param base name of an image that the engine has
    Releases(String base) {
        this.base = base;
    }

    /// The given one itself, as a version of this family.
    String original(String version) throws Exception {
        var name = family + ":" + version;
        Podman.run("tag", base, name);
        made.add(name);
        return name;
    }

    /// One that works as the given one does.
    String good(String version) throws Exception {
        return changed(version, "LABEL org.opencontainers.image.version=" + version);
    }

    /// One that writes into the data and ends at once.
    String spoiling(String version) throws Exception {
        return changed(
                version,
                "ENTRYPOINT [\"/bin/sh\",\"-c\",\"echo spoilt >>~/.openclaw/memory.txt; exit 1\",\"it\"]");
    }

    /// One that lives and never gets ready.
    String mute(String version) throws Exception {
        return changed(
                version,
                "ENTRYPOINT [\"/bin/sh\",\"-c\",\"echo spoilt >>~/.openclaw/memory.txt; exec sleep 3600\",\"it\"]");
    }

    /// @param change as in `podman commit --change`
    String changed(String version, String change) throws Exception {
        var name = family + ":" + version;
        var container = Podman.run("create", "--network=none", base).strip();
        try {
            Podman.run(
                    "commit", "--quiet", "--format=docker", "--change=" + change, container, name);
            made.add(name);
            return name;
        } finally {
            Podman.run("rm", container);
        }
    }

    static String id(String name) throws Exception {
        return Podman.run("image", "inspect", "--format={{.Id}}", name).strip();
    }

    /// Puts it into a file, and takes it out of the engine.
    Path intoFile(String name, Path file) throws Exception {
        Podman.run("save", "--quiet", "--format=docker-archive", "--output=" + file, name);
        Podman.run("untag", name, name);
        return file;
    }

    /// What belongs to others keeps its place: only names go, and what has none then.
    @Override
    public void close() throws IOException {
        try {
            for (var name : made) {
                Podman.tried("rmi", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
