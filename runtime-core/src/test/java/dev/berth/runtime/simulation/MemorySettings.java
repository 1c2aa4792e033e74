package dev.berth.runtime.simulation;

import dev.berth.runtime.Settings;
import dev.berth.runtime.store.SettingsFile;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// The settings in memory; a person may spoil the file by hand.
final class MemorySettings implements SettingsFile {
    private final Storage storage;
    private Settings kept = Settings.none();
    boolean spoilt;

    MemorySettings(Storage storage) {
        this.storage = storage;
    }

    boolean isChosen() {
        return kept.release().isPresent();
    }

    @Override
    public Settings load() throws UnreadableSettings {
        if (spoilt) {
            throw new UnreadableSettings("settings.json has a comma too many: take it out.");
        }
        return kept;
    }

    /// A person changes the file, whatever becomes of the keeper meanwhile.
    void edit(UnaryOperator<Settings> change) {
        kept = change.apply(kept);
    }

    @Override
    public Settings update(UnaryOperator<Settings> change) throws IOException {
        var next = change.apply(load());
        if (!next.equals(kept)) {
            storage.write("settings.json", () -> kept = next);
        }
        return next;
    }

    @Override
    public void forget() throws IOException {
        storage.write(
                "settings.json",
                () -> {
                    kept = Settings.none();
                    spoilt = false;
                });
    }

    @Override
    public void erase() throws IOException {
        forget();
    }
}
