package dev.berth.runtime.store;

import dev.berth.runtime.Settings;
import java.io.IOException;

/// `config/settings.json`: what the person chose. Fields that we do not know are kept as they are.
public interface SettingsFile {

    /// The settings; defaults where there is no file. A file that cannot be read is an
    /// [UnreadableSettings], never silently a default.
    Settings load() throws IOException;

    void save(Settings settings) throws IOException;

    /// Forgets the choices, keeping the old file aside.
    void forget() throws IOException;

    /// Says in one sentence which file, which field, what was expected and what to do.
    final class UnreadableSettings extends IOException {
        private static final long serialVersionUID = 1L;

        public UnreadableSettings(String sentence) {
            super(sentence);
        }
    }
}
