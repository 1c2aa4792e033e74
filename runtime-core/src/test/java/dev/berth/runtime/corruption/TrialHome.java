package dev.berth.runtime.corruption;

import dev.berth.runtime.Home;
import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.simulation.KnownSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A home on a fast disk that can be brought back to how it was.
final class TrialHome implements KnownSecrets {
    private final Path root;
    private final Home home;
    private final Set<String> secrets = new LinkedHashSet<>();
    private Map<Path, byte[]> files = Map.of();

    TrialHome(Path root) throws IOException {
        this.root = root;
        home = Home.under(root.resolve("home"));
        Files.createDirectories(elsewhere());
    }

    Home home() {
        return home;
    }

    /// A file by its path in the home.
    Path file(String path) {
        return root.resolve("home").resolve(path);
    }

    /// A folder that is not ours.
    Path elsewhere() {
        return root.resolve("elsewhere");
    }

    Path secret(String name) {
        return home.state().resolve("secrets").resolve(name);
    }

    /// Remembers the control files as they are now.
    void remember() throws IOException {
        var found = new TreeMap<Path, byte[]>();
        for (var folder : new Path[] {home.config(), home.state(), home.data()}) {
            try (var all = Files.walk(folder)) {
                for (var file : all.filter(Files::isRegularFile).toList()) {
                    found.put(file, Files.readAllBytes(file));
                }
            }
        }
        files = found;
        learn();
    }

    Map<Path, byte[]> files() {
        return files;
    }

    /// As it was remembered.
    void restore() throws IOException {
        empty(home.config());
        empty(home.state());
        empty(home.data());
        empty(elsewhere());
        for (var file : files.entrySet()) {
            restore(file.getKey(), file.getValue());
        }
    }

    /// One file as it was remembered, whatever lies there.
    void restore(Path file) throws IOException {
        delete(file);
        restore(file, files.getOrDefault(file, new byte[0]));
    }

    private static void restore(Path file, byte[] content) throws IOException {
        Files.createDirectories(
                file.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.list(folder)) {
                for (var entry : all.toList()) {
                    delete(entry);
                }
            }
        }
    }

    static void delete(Path entry) throws IOException {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            try (var all = Files.walk(entry)) {
                for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        } else {
            Files.deleteIfExists(entry);
        }
    }

    /// Whether these bytes lie in this file or in one beside it that is named after it.
    boolean keeps(Path file, byte[] bytes) throws IOException {
        try (var all = Files.list(file.getParent())) {
            for (var one : all.toList()) {
                if (one.getFileName().toString().startsWith(file.getFileName().toString())
                        && Files.isRegularFile(one)
                        && Files.size(one) == bytes.length
                        && Arrays.equals(Files.readAllBytes(one), bytes)) {
                    return true;
                }
            }
        }
        return false;
    }

    // -- secrets

    /// Learns the secrets as they are now; what does not look like one is none.
    void learn() {
        for (var name : new String[] {OpenClaw.TOKEN, OpenClaw.PROVIDER_KEY, Drafts.KEY}) {
            var content = contentOf(secret(name));
            if (content.matches("[0-9a-f]{64}|sk-[a-z-]+")) {
                secrets.add(content);
            }
        }
    }

    @Override
    public boolean areIn(String text) {
        return secrets.stream().anyMatch(text::contains);
    }

    @Override
    public String any() {
        return token().orElse("nothing");
    }

    @Override
    public Optional<String> token() {
        return Optional.of(contentOf(secret(OpenClaw.TOKEN))).filter(text -> !text.isEmpty());
    }

    @Override
    public String contentOf(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && Files.size(file) < 100_000
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip()
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
