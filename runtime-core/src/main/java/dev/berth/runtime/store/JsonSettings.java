package dev.berth.runtime.store;

import dev.berth.runtime.Settings;
import dev.berth.runtime.store.JsonDocument.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// [Settings] in `config/settings.json`. A person may edit it, so a missing field means that
/// nothing was chosen.
public final class JsonSettings implements SettingsFile {

    private final JsonDocument document;
    private final Clock clock;

    /// Held from reading to writing, so that a choice of the person's and a set-up under way do not
    /// undo each other. Only whoever holds the home's lock changes anything, with one of these.
    private final ReentrantLock changing = new ReentrantLock();

    /// The settings of one home.
    ///
    /// @param file `config/settings.json`
    public JsonSettings(Path file, Clock clock) {
        this(file, clock, Drive.ofThisComputer());
    }

    /// The same on another drive.
    public JsonSettings(Path file, Clock clock, Drive drive) {
        this.document = new JsonDocument(file, drive);
        this.clock = clock;
    }

    @Override
    public Settings load() throws IOException {
        var object = object();
        return object.isEmpty() ? Settings.none() : checked(object.get());
    }

    /// {@inheritDoc}
    ///
    /// Settings that could not be loaded again are refused, and a file that cannot be read is not
    /// overwritten: both are an [SettingsFile.UnreadableSettings].
    @Override
    public Settings update(UnaryOperator<Settings> change) throws IOException {
        changing.lock();
        try {
            var before = load();
            var after = change.apply(before);
            if (!after.equals(before)) {
                save(after);
            }
            return after;
        } finally {
            changing.unlock();
        }
    }

    private void save(Settings settings) throws IOException {
        var fields = SettingsCodec.write(settings);
        checked(fields);
        var old = object();
        if (old.isPresent()) {
            checked(old.get());
        }
        document.replace(fields, SettingsCodec.NAMES, old);
    }

    /// {@inheritDoc}
    ///
    /// Which program is the engine stays: what a reset has left to clean is there and nowhere else.
    @Override
    public void forget() throws IOException {
        changing.lock();
        try {
            putAside();
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void erase() throws IOException {
        changing.lock();
        try {
            putAside();
            document.eraseAside();
        } finally {
            changing.unlock();
        }
    }

    private void putAside() throws IOException {
        var engine = engineProgram();
        if (Files.exists(document.path(), LinkOption.NOFOLLOW_LINKS)) { // whatever lies there
            document.putAside("before-reset", clock.instant());
        }
        if (engine.isPresent()) {
            save(Settings.none().withEngineProgram(engine.get()));
        }
    }

    private Optional<Path> engineProgram() throws IOException {
        try {
            return load().engineProgram();
        } catch (UnreadableSettings _) {
            return Optional.empty();
        }
    }

    private Optional<ObjectNode> object() throws IOException {
        return switch (content()) {
            case Content.Absent() -> Optional.empty();
            case Content.Good(var object) -> Optional.of(object);
            case Content.Bad(var expectation) -> throw unreadable(expectation);
            case Content.Newer(var schema) ->
                    throw new UnreadableSettings(
                            NewerFile.sentence(document.path(), schema, JsonDocument.SCHEMA));
        };
    }

    private Content content() throws UnreadableSettings {
        try {
            return document.read();
        } catch (IOException e) {
            var unreadable = new UnreadableSettings(String.valueOf(e.getMessage()));
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    private Settings checked(ObjectNode object) throws UnreadableSettings {
        try {
            return SettingsCodec.read(new Fields(object));
        } catch (WrongField e) {
            throw unreadable(e.expectation());
        }
    }

    private UnreadableSettings unreadable(String expectation) {
        return new UnreadableSettings(
                "%s %s: correct it, or move the file away to start with the usual settings."
                        .formatted(document.path(), expectation));
    }
}
