package dev.berth.runtime.store;

import dev.berth.runtime.Settings;
import java.util.Optional;

/// What a set-up chose as one line of JSON, for the journal: release, provider and place. Nothing
/// else of the settings is told, because a proxy's address may hold a password.
public final class ChoiceNote {
    private ChoiceNote() {}

    /// One line.
    public static String write(Settings settings) {
        return Json.line(SettingsCodec.write(Settings.none().withSetUpOf(settings)));
    }

    /// Empty where it is no such line.
    public static Optional<Settings> read(String line) {
        try {
            return Optional.of(SettingsCodec.read(new Fields(Json.parse(line))));
        } catch (WrongField notOurs) {
            return Optional.empty();
        }
    }
}
