package dev.berth.runtime.simulation;

import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.SecretStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The secrets of the home in memory. Every value that ever was can be told from other text.
final class MemorySecrets implements SecretStore, KnownSecrets {
    private static final String MARK = "hush-hush-";

    private final Storage storage;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> torn = new HashSet<>();
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
        return values.entrySet().stream()
                .filter(one -> !one.getKey().equals(Drafts.KEY)) // nobody outside was ever told it
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("nothing");
    }

    String newKey() {
        return MARK + "key-" + ++made;
    }

    /// The window keeps it, whatever becomes of the keeper meanwhile.
    void giveByHand(String name, String value) {
        put(name, value);
    }

    /// Its file is gone.
    void lose(String name) {
        values.remove(name);
        torn.remove(name);
    }

    /// Its file holds no secret any more.
    void tear(String name) {
        if (values.containsKey(name)) {
            torn.add(name);
        }
    }

    @Override
    public Optional<String> token() {
        return torn.contains(OpenClaw.TOKEN)
                ? Optional.empty()
                : Optional.ofNullable(values.get(OpenClaw.TOKEN));
    }

    private void put(String name, String value) {
        values.put(name, value);
        torn.remove(name);
    }

    @Override
    public String contentOf(Path file) {
        return Objects.requireNonNullElse(values.get(file.getFileName().toString()), "");
    }

    @Override
    public Path token(String name) throws IOException {
        if (!values.containsKey(name) || torn.contains(name)) {
            storage.write(name, () -> put(name, MARK + "token-" + ++made));
        }
        return Path.of("/home/person/berth/state/secrets", name);
    }

    @Override
    public Optional<String> value(String name) throws IOException {
        if (torn.contains(name)) {
            throw new IOException(name + " should hold one line");
        }
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public Path keep(String name, String value) throws IOException {
        storage.write(name, () -> put(name, value));
        return Path.of("/home/person/berth/state/secrets", name);
    }

    @Override
    public void forget(String name) throws IOException {
        if (values.containsKey(name)) {
            storage.write(name, () -> lose(name));
        }
    }

    @Override
    public List<String> mend() {
        var said = torn.stream().sorted().map(name -> name + " was kept aside").toList();
        values.keySet().removeAll(torn);
        torn.clear();
        return said;
    }

    @Override
    public void erase() throws IOException {
        storage.write(
                "secrets",
                () -> {
                    values.clear();
                    torn.clear();
                });
    }
}
