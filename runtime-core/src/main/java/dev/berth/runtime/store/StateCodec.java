package dev.berth.runtime.store;

import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Place;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.RuntimeState.Desired;
import dev.berth.runtime.store.RuntimeState.Dwelling;
import dev.berth.runtime.store.RuntimeState.MadeWith;
import dev.berth.runtime.store.RuntimeState.Restore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// [RuntimeState] as the fields of a JSON object. Every field of schema 1 is always written, null
/// where empty, so that a missing one shows a damaged file; a field that is added later must mean
/// something when it is missing.
final class StateCodec {

    private static final List<String> NAMES =
            List.of(
                    "instance",
                    "desired",
                    "containerId",
                    "port",
                    "configured",
                    "dataMade",
                    "firstReadyAt",
                    "repairGeneration",
                    "lastStart",
                    "pendingCleanUps");

    /// Came later: where it is missing it is not known.
    private static final String MADE_WITH = "madeWith";

    private static final String HOST = "host";
    private static final String MACHINE = "machine";
    private static final String RESTORE = "restore";
    private static final String PROGRAM = "program";
    private static final String COPY = "a copy such as 20261122T151500Z-daily";

    private static final long MOST_MEMORY_MIB = 1L << 22;

    private static final String CONTAINER = "64 hexadecimal digits";

    /// Far more than a person can ask for, and one more still fits.
    private static final long MOST_REPAIRS = 1L << 53;

    /// In milliseconds; no start that was proven took a day.
    private static final long LONGEST_START = Duration.ofDays(1).toMillis();

    private static final Pattern INSTANCE =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private StateCodec() {}

    static Set<String> names() {
        var all = new HashSet<>(NAMES);
        all.addAll(List.of(MADE_WITH, HOST, MACHINE, RESTORE, PROGRAM));
        return Set.copyOf(all);
    }

    static boolean isInstance(String text) {
        return INSTANCE.matcher(text).matches();
    }

    static ObjectNode write(RuntimeState state) {
        var object = Json.object();
        object.put("instance", state.instance());
        object.put("desired", write(state.desired()));
        object.put("containerId", state.container().orElse(null));
        object.put(
                "port",
                state.preferredPort().isPresent() ? state.preferredPort().getAsInt() : null);
        object.put("configured", state.configured());
        object.put("dataMade", state.dataMade());
        object.put("firstReadyAt", state.firstReadyAt().map(Object::toString).orElse(null));
        object.put("repairGeneration", state.repairGeneration());
        object.put("lastStart", state.lastStart().map(Duration::toMillis).orElse(null));
        state.madeWith().ifPresent(with -> object.set(MADE_WITH, write(with)));
        state.dwelling().place().ifPresent(place -> object.put(HOST, place.id()));
        state.dwelling().machine().ifPresent(own -> object.set(MACHINE, MachineCodec.write(own)));
        state.restore()
                .ifPresent(restore -> {
                    var fields =
                            object.putObject(RESTORE)
                                    .put("copy", restore.copy())
                                    .put("stage", Fields.word(restore.stage()));
                    restore.before().ifPresent(id -> fields.put("before", id));
                });
        if (!state.program().equals(Program.UNKNOWN)) {
            object.set(PROGRAM, ProgramCodec.write(state.program()));
        }
        var cleanUps = object.putArray("pendingCleanUps");
        state.cleanUps().forEach(cleanUp -> cleanUps.add(write(cleanUp)));
        return object;
    }

    private static String write(Desired desired) {
        return switch (desired) {
            case Desired.Running() -> "running";
            case Desired.Paused() -> "paused";
            case Desired.Nothing() -> "nothing";
        };
    }

    private static ObjectNode write(MadeWith with) {
        var object = Json.object().put("memoryMiB", with.memoryMiB());
        with.port().ifPresent(port -> object.put("port", port));
        with.address().ifPresent(port -> object.put("addressPort", port));
        if (!with.names().isEmpty()) {
            object.put("names", String.join(" ", with.names()));
        }
        return object;
    }

    private static ObjectNode write(CleanUp cleanUp) {
        var object = Json.object();
        return switch (cleanUp) {
            case CleanUp.Service(var container) ->
                    object.put("kind", "service").put("containerId", container);
            case CleanUp.Secret(var name) -> object.put("kind", "secret").put("name", name);
            case CleanUp.OwnMachine(var machine) ->
                    object.put("kind", MACHINE).set(MACHINE, MachineCodec.write(machine));
            case CleanUp.Notes(var scope) ->
                    object.put("kind", "notes").put("scope", Fields.word(scope));
            case CleanUp.ServiceFiles() -> object.put("kind", "service-files");
            case CleanUp.Release(var image) -> object.put("kind", "release").put("image", image);
            case CleanUp.SafetyCopies() -> object.put("kind", "copies");
        };
    }

    static RuntimeState read(ObjectNode object) throws WrongField {
        var fields = new Fields(object);
        fields.demandAll(NAMES);
        var instance = fields.text("instance");
        if (!isInstance(instance)) {
            throw fields.wrong("instance", "an id such as 123e4567-e89b-12d3-a456-426614174000");
        }
        return new RuntimeState(
                instance,
                desired(fields),
                container(fields),
                fields.optionalPort("port"),
                fields.truth("configured"),
                fields.truth("dataMade"),
                fields.optionalInstant("firstReadyAt"),
                fields.whole("repairGeneration", 0, MOST_REPAIRS),
                fields.optionalWhole("lastStart", 0, LONGEST_START).stream()
                        .mapToObj(Duration::ofMillis)
                        .findFirst(),
                madeWith(fields),
                cleanUps(fields),
                dwelling(fields),
                restore(fields),
                program(fields));
    }

    private static Program program(Fields fields) throws WrongField {
        var program = fields.optionalObject(PROGRAM);
        return program.isPresent() ? ProgramCodec.read(program.get()) : Program.UNKNOWN;
    }

    /// Its name goes into arguments and names of files.
    private static Optional<Restore> restore(Fields fields) throws WrongField {
        var restore = fields.optionalObject(RESTORE);
        if (restore.isEmpty()) {
            return Optional.empty();
        }
        var in = restore.get();
        var copy = in.text("copy");
        var before = in.optionalText("before");
        if (!isCopy(copy)) {
            throw in.wrong("copy", COPY);
        }
        if (before.filter(id -> !isCopy(id)).isPresent()) {
            throw in.wrong("before", COPY);
        }
        return Optional.of(new Restore(copy, in.oneOf("stage", Restore.Stage.values()), before));
    }

    static boolean isCopy(String id) {
        return id.matches("[0-9TZ]{16}-[a-z-]{1,40}");
    }

    /// It goes into arguments of the engine, so that it must be what it claims to be.
    private static Optional<String> container(Fields fields) throws WrongField {
        var id = fields.optionalText("containerId");
        if (id.isPresent() && !id.get().matches("[0-9a-f]{64}")) {
            throw fields.wrong("containerId", CONTAINER);
        }
        return id;
    }

    private static String secret(Fields fields) throws WrongField {
        var name = fields.text("name");
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,99}")) {
            throw fields.wrong("name", "the name of a secret such as berth-123e4567-gateway-token");
        }
        return name;
    }

    private static Optional<MadeWith> madeWith(Fields fields) throws WrongField {
        var with = fields.optionalObject(MADE_WITH);
        return with.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MadeWith(
                                with.get().whole("memoryMiB", 1, MOST_MEMORY_MIB),
                                with.get().optionalPort("port"),
                                with.get().optionalPort("addressPort"),
                                with.get()
                                        .optionalText("names")
                                        .map(names -> List.of(names.split(" ")))
                                        .orElse(List.of())));
    }

    private static Dwelling dwelling(Fields fields) throws WrongField {
        var place = fields.optionalText(HOST);
        if (place.isPresent() && place.flatMap(Place::of).isEmpty()) {
            throw fields.wrong(HOST, "`native` or `machine`");
        }
        var machine = fields.optionalObject(MACHINE);
        return new Dwelling(
                place.flatMap(Place::of),
                machine.isPresent()
                        ? Optional.of(MachineCodec.read(machine.get()))
                        : Optional.empty());
    }

    private static Desired desired(Fields fields) throws WrongField {
        return switch (fields.text("desired")) {
            case "running" -> new Desired.Running();
            case "paused" -> new Desired.Paused();
            case "nothing" -> new Desired.Nothing();
            default -> throw fields.wrong("desired", "one of running, paused, nothing");
        };
    }

    private static List<CleanUp> cleanUps(Fields fields) throws WrongField {
        var list = new ArrayList<CleanUp>();
        for (var element : fields.list("pendingCleanUps")) {
            list.add(cleanUp(element));
        }
        return list;
    }

    private static CleanUp cleanUp(Fields fields) throws WrongField {
        return switch (fields.text("kind")) {
            case "service" ->
                    new CleanUp.Service(
                            container(fields)
                                    .orElseThrow(() -> fields.wrong("containerId", CONTAINER)));
            case "secret" -> new CleanUp.Secret(secret(fields));
            case MACHINE ->
                    new CleanUp.OwnMachine(
                            MachineCodec.read(
                                    fields.optionalObject(MACHINE)
                                            .orElseThrow(
                                                    () -> fields.wrong(MACHINE, "an object"))));
            case "notes" -> new CleanUp.Notes(fields.oneOf("scope", EraseScope.values()));
            case "service-files" -> new CleanUp.ServiceFiles();
            case "release" -> new CleanUp.Release(ProgramCodec.image(fields));
            case "copies" -> new CleanUp.SafetyCopies();
            default ->
                    throw fields.wrong(
                            "kind",
                            "one of service, secret, `machine`, notes, service-files, release,"
                                    + " copies");
        };
    }
}
