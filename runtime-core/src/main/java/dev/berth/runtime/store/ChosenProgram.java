package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// The engine's program that the settings name at the moment. While they cannot be read, what they
/// said before still holds. Any thread may ask.
public final class ChosenProgram implements Supplier<Optional<Path>> {
    private final JsonSettings settings;
    private volatile Optional<Path> last = Optional.empty();

    /// @param settings of one home
    public ChosenProgram(JsonSettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<Path> get() {
        try {
            last = settings.load().engineProgram();
        } catch (IOException unreadable) {
            return last;
        }
        return last;
    }
}
