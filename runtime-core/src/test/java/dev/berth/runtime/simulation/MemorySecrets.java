package dev.berth.runtime.simulation;

import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.SecretStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The secrets of the home in memory. Every value that ever was can be told from other text.
final class MemorySecrets implements SecretStore, KnownSecrets {
    private static final String MARK = "hush-hush-";

    private final Storage storage;
    private final Map<String, String> values = new LinkedHashMap<>();
    private int made;

    MemorySecrets(Storage storage) {
        this.storage = storage;
    }

    @Override
    public boolean areIn(String text) {
        return text.contains(MARK);
    }

    /// One of those that are kept now.
    @Override
    public String any() {
        return values.values().stream().findFirst().orElse("nothing");
    }

    String newKey() {
        return MARK + "key-" + ++made;
    }

    @Override
    public Optional<String> token() {
        return Optional.ofNullable(values.get(OpenClaw.TOKEN));
    }

    @Override
    public String contentOf(Path file) {
        return Objects.requireNonNullElse(values.get(file.getFileName().toString()), "");
    }

    @Override
    public Path token(String name) throws IOException {
        if (!values.containsKey(name)) {
            storage.write(name, () -> values.put(name, MARK + "token-" + ++made));
        }
        return Path.of("/home/person/berth/state/secrets", name);
    }

    @Override
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public Path keep(String name, String value) throws IOException {
        storage.write(name, () -> values.put(name, value));
        return Path.of("/home/person/berth/state/secrets", name);
    }

    @Override
    public List<String> mend() {
        return List.of();
    }

    @Override
    public void erase() throws IOException {
        storage.write("secrets", values::clear);
    }
}
