package dev.berth.runtime.choice;

import dev.berth.runtime.Choices;
import dev.berth.runtime.Setting;
import dev.berth.runtime.store.HomeFolders;
import dev.berth.runtime.store.HomeLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The choices of a home that nobody looks after: read without a trace, changed under its lock.
public final class UnattendedChoices implements Choices {
    private final Choices choices;
    private final HomeFolders folders;
    private final Path state;
    private final HomeLock.Holder self;

    /// @param choices what is read and written
    /// @param state the folder with the lock
    /// @param self who takes it
    public UnattendedChoices(
            Choices choices, HomeFolders folders, Path state, HomeLock.Holder self) {
        this.choices = choices;
        this.folders = folders;
        this.state = state;
        this.self = self;
    }

    @Override
    public Answer now() {
        return choices.now();
    }

    @Override
    public Answer choose(Setting setting, Optional<String> value) {
        try {
            folders.prepare();
            return switch (HomeLock.attempt(state, self)) {
                case HomeLock.Attempt.Taken(var lock) -> {
                    try (lock) {
                        yield choices.choose(setting, value);
                    }
                }
                case HomeLock.Attempt.HeldBy _ ->
                        new Answer.Refused(
                                Why.SETTINGS_FILE,
                                "Another Berth is busy with this home; try again in a moment.");
            };
        } catch (IOException e) {
            return new Answer.Refused(Why.SETTINGS_FILE, String.valueOf(e.getMessage()));
        }
    }
}
