package dev.berth.runtime.store;

import dev.berth.runtime.store.JsonDocument.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// [RuntimeState] in `state/runtime-state.json`, with the instance id a second time in
/// `state/instance`. That one is written once and is the elder witness; the journal is the third:
/// where the files disagree, two that agree are believed. A file of a newer Berth is a [NewerFile];
/// a file that is a link or somebody else's is an [UnusableFile].
public final class JsonStateFile implements StateFile {

    private static final String UNREADABLE = "unreadable";

    /// Finds the instance id in a file that is otherwise beyond reading.
    private static final Pattern INSTANCE_FIELD =
            Pattern.compile("\"instance\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    private final JsonDocument document;
    private final DurableFile instance;
    private final Clock clock;
    private final Supplier<UUID> newInstance;

    /// The state of one home.
    ///
    /// @param folder `state/`
    /// @param newInstance ids for homes that have none
    public JsonStateFile(Path folder, Clock clock, Supplier<UUID> newInstance) {
        this(folder, clock, newInstance, Drive.ofThisComputer());
    }

    /// The same on another drive.
    public JsonStateFile(Path folder, Clock clock, Supplier<UUID> newInstance, Drive drive) {
        this.document = new JsonDocument(folder.resolve("runtime-state.json"), drive);
        this.instance = new DurableFile(folder.resolve("instance"), drive);
        this.clock = clock;
        this.newInstance = newInstance;
    }

    /// What `state/instance` says.
    private sealed interface Witness {
        record Says(String instance) implements Witness {}

        record Silent() implements Witness {}

        /// It holds no id, and was put aside.
        record Damaged(Path aside, String why) implements Witness {}
    }

    @Override
    public Loaded load(List<JournalEntry> told) throws IOException {
        var elder = elder(told);
        return switch (document.read()) {
            case Content.Absent() -> fresh(hear(), elder);
            case Content.Bad(var expectation) -> recovered(expectation, elder);
            case Content.Newer(var schema) -> throw newer(schema);
            case Content.Good(var object) -> understood(object, elder);
        };
    }

    /// Who the journal says that we are.
    private static Optional<String> elder(List<JournalEntry> told) {
        return told.reversed().stream()
                .flatMap(entry ->
                        entry instanceof JournalEntry.Woke woke
                                ? woke.instance().stream()
                                : Stream.empty())
                .findFirst();
    }

    /// What a reader learns that does not hold the home's lock.
    public sealed interface Glimpse {
        /// The state as it is kept.
        record Kept(RuntimeState state) implements Glimpse {}

        /// There is something that cannot be understood.
        record Unreadable() implements Glimpse {}

        record Nothing() implements Glimpse {}
    }

    /// What is kept, writing nothing.
    public Glimpse peek() {
        try {
            return switch (document.read()) {
                case Content.Absent _ -> new Glimpse.Nothing();
                case Content.Bad _, Content.Newer _ -> new Glimpse.Unreadable();
                case Content.Good(var object) -> new Glimpse.Kept(StateCodec.read(object));
            };
        } catch (WrongField | IOException _) {
            return new Glimpse.Unreadable();
        }
    }

    private Loaded fresh(Witness witness, Optional<String> elder) throws IOException {
        return switch (witness) {
            case Witness.Says(var id) -> new Loaded.Fresh(RuntimeState.fresh(id), true);
            case Witness.Silent() ->
                    new Loaded.Fresh(RuntimeState.fresh(named(elder)), elder.isPresent());
            case Witness.Damaged(var aside, var why) ->
                    new Loaded.Recovered(RuntimeState.fresh(named(elder)), aside.toString(), why);
        };
    }

    private Loaded recovered(String expectation, Optional<String> elder) throws IOException {
        var id =
                switch (hear()) {
                    case Witness.Says(var said) -> said;
                    case Witness.Silent(), Witness.Damaged(_, _) -> named(elder.or(salvaged()));
                };
        var aside = document.putAside(UNREADABLE, clock.instant());
        return new Loaded.Recovered(
                RuntimeState.fresh(id),
                aside.toString(),
                "%s %s; it was kept as %s, and Berth goes on without what it noted there."
                        .formatted(document.path(), expectation, aside.getFileName()));
    }

    private Loaded understood(ObjectNode object, Optional<String> elder) throws IOException {
        RuntimeState state;
        try {
            state = StateCodec.read(object);
        } catch (WrongField e) {
            return recovered(e.expectation(), elder);
        }
        return switch (hear()) {
            case Witness.Says(var id) when id.equals(state.instance()) -> new Loaded.Kept(state);
            case Witness.Says(var id) when elder.equals(Optional.of(state.instance())) ->
                    outvoted(id, state);
            case Witness.Says(var id) ->
                    recovered(
                            "names the instance %s, expected %s as in %s"
                                    .formatted(state.instance(), id, instance.path()),
                            elder);
            case Witness.Silent() -> {
                write(state.instance());
                yield new Loaded.Kept(state);
            }
            case Witness.Damaged(var aside, var why) -> {
                write(state.instance());
                yield new Loaded.Mended(state, aside.toString(), why);
            }
        };
    }

    /// State and journal agree that the instance file is another home's. The copy is made and the
    /// file replaced, in this order, so that a crash between loses nothing.
    private Loaded outvoted(String other, RuntimeState state) throws IOException {
        var aside = instance.copyAside(UNREADABLE, clock.instant(), instance.read().orElseThrow());
        write(state.instance());
        return new Loaded.Mended(
                state,
                aside.toString(),
                "%s names the instance %s, expected %s as in %s; it was kept as %s, and the latter holds."
                        .formatted(
                                instance.path(),
                                other,
                                state.instance(),
                                document.path(),
                                aside.getFileName()));
    }

    private Witness hear() throws IOException {
        var bytes = instance.read();
        if (bytes.isEmpty()) {
            return new Witness.Silent();
        }
        var text = new String(bytes.get(), StandardCharsets.ISO_8859_1).strip();
        if (StateCodec.isInstance(text)) {
            return new Witness.Says(text);
        }
        var aside = instance.putAside(UNREADABLE, clock.instant());
        return new Witness.Damaged(
                aside,
                "%s should hold one instance id but does not; it was kept as %s."
                        .formatted(instance.path(), aside.getFileName()));
    }

    /// The id that the unreadable file still shows.
    private Supplier<Optional<String>> salvaged() throws IOException {
        var text = new String(document.raw().orElse(new byte[0]), StandardCharsets.ISO_8859_1);
        return () ->
                INSTANCE_FIELD
                        .matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .filter(StateCodec::isInstance)
                        .findFirst();
    }

    /// This id, else a new one; written down either way.
    private String named(Optional<String> known) throws IOException {
        var id = known.orElseGet(() -> newInstance.get().toString());
        write(id);
        return id;
    }

    private void write(String id) throws IOException {
        instance.replace((id + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void save(RuntimeState state) throws IOException {
        Optional<ObjectNode> old =
                switch (document.read()) {
                    case Content.Absent() -> Optional.empty();
                    case Content.Good(var object) -> Optional.of(object);
                    case Content.Newer(var schema) -> throw newer(schema);
                    case Content.Bad(_) -> {
                        document.putAside(UNREADABLE, clock.instant());
                        yield Optional.empty();
                    }
                };
        if (!DurableFile.isThere(instance.path())) {
            write(state.instance());
        }
        document.replace(StateCodec.write(state), StateCodec.names(), old);
    }

    private NewerFile newer(long schema) {
        return new NewerFile(document.path(), schema, JsonDocument.SCHEMA);
    }
}
