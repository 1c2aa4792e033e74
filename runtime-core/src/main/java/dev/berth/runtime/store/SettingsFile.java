package dev.berth.runtime.store;

import dev.berth.runtime.Settings;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// `config/settings.json`: what the person chose. Fields that we do not know are kept as they are.
public interface SettingsFile {

    /// The settings; defaults where there is no file. A file that cannot be read is an
    /// [UnreadableSettings], never silently a default.
    Settings load() throws IOException;

    /// Reads, changes and writes in one go: of two at the same time each sees what the other did.
    ///
    /// @return what holds now
    Settings update(UnaryOperator<Settings> change) throws IOException;

    /// Forgets the choices, keeping the old file aside.
    void forget() throws IOException;

    /// Forgets the choices, and each file that was kept aside.
    void erase() throws IOException;

    /// Says in one sentence which file, which field, what was expected and what to do.
    final class UnreadableSettings extends IOException {
        private static final long serialVersionUID = 1L;

        public UnreadableSettings(String sentence) {
            super(sentence);
        }
    }
}
