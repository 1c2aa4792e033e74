package dev.berth.runtime.engine.podman;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The answers of one version to one kind of user, under `src/test/resources/podman`; where they
/// come from stands in the README beside them.
///
/// @param version the name of the folder
/// @param who `rootless` or `root`
record Recorded(String version, String who) {

    static final List<String> VERSIONS = List.of("4.3.1", "4.9.4", "5.4.2", "5.8.6", "6.1.1");

    /// Every version with every kind of user.
    static Stream<Recorded> all() {
        return VERSIONS.stream()
                .flatMap(version ->
                        Stream.of(
                                new Recorded(version, "rootless"), new Recorded(version, "root")));
    }

    boolean rootless() {
        return who.equals("rootless");
    }

    Path folder() {
        try {
            return Path.of(Recorded.class.getResource("/podman/" + version + "/" + who).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean has(String file) {
        return Files.exists(folder().resolve(file));
    }

    String text(String file) {
        try {
            return Files.readString(folder().resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public String toString() {
        return version + " " + who;
    }
}
