package dev.berth.runtime.store;

import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.SetUpWishes.Dwelling;
import dev.berth.runtime.store.JsonDocument.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The draft of the first run in `state/first-run.json`, under the names of the settings file where
/// it holds the same.
public final class JsonDraft implements DraftFile {
    private static final Set<String> NAMES =
            Set.of(
                    "page",
                    "provider",
                    "providerAddress",
                    "model",
                    "startAtSignIn",
                    "file",
                    "host",
                    "machineImage");

    private final JsonDocument document;
    private final Drive drive;
    private final Clock clock;

    /// The draft of one home.
    ///
    /// @param state the folder `state`
    public JsonDraft(Path state, Clock clock) {
        this(state, clock, Drive.ofThisComputer());
    }

    /// The same on another drive.
    public JsonDraft(Path state, Clock clock, Drive drive) {
        this.document = new JsonDocument(state.resolve("first-run.json"), drive);
        this.clock = clock;
        this.drive = drive;
    }

    @Override
    public Optional<Draft> load() throws IOException {
        return switch (document.read()) {
            case Content.Absent() -> Optional.empty();
            case Content.Good(var object) -> {
                try {
                    yield Optional.of(read(new Fields(object)));
                } catch (WrongField _) {
                    yield putAside();
                }
            }
            case Content.Bad _, Content.Newer _ -> putAside();
        };
    }

    private Optional<Draft> putAside() throws IOException {
        document.putAside("unreadable", clock.instant());
        return Optional.empty();
    }

    private static Draft read(Fields in) throws WrongField {
        return new Draft(
                in.oneOf("page", Page.values()),
                SettingsCodec.provider(in),
                false,
                in.truth("startAtSignIn"),
                in.optionalAbsolutePath("file"),
                dwelling(in));
    }

    private static Optional<Dwelling> dwelling(Fields in) throws WrongField {
        var host = in.optionalText("host");
        var place = host.flatMap(Place::of);
        if (host.isPresent() && place.isEmpty()) {
            throw in.wrong("host", "`native` or `machine`");
        }
        var file = in.optionalAbsolutePath("machineImage");
        return place.map(one -> new Dwelling(one, file));
    }

    @Override
    public void save(Draft draft) throws IOException {
        document.replace(write(draft), NAMES, Optional.empty());
    }

    private static ObjectNode write(Draft draft) {
        var object =
                Json.object()
                        .put("page", Fields.word(draft.page()))
                        .put("startAtSignIn", draft.startAtSignIn());
        draft.provider().ifPresent((Provider provider) -> SettingsCodec.write(provider, object));
        draft.file()
                .ifPresent(
                        file -> object.put("file", file.toAbsolutePath().normalize().toString()));
        draft.dwelling()
                .ifPresent(where -> {
                    object.put("host", where.place().id());
                    where.file()
                            .ifPresent(file ->
                                    object.put(
                                            "machineImage",
                                            file.toAbsolutePath().normalize().toString()));
                });
        return object;
    }

    @Override
    public void erase() throws IOException {
        if (!DurableFile.isThere(document.path())) {
            return;
        }
        var erasure = new Erasure(drive);
        erasure.removeForGood(document.path());
        var remaining = Optional.ofNullable(erasure.firstRemaining());
        if (remaining.isPresent()) {
            throw remaining.get();
        }
    }
}
