package dev.berth.runtime.store;

import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Recovered;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.JournalEntry.Troubled;
import dev.berth.runtime.store.JournalEntry.Woke;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// [JournalEntry] as one line of JSON and back: in the journal's file, on the wire, and in what
/// `berth journal --json` prints.
public final class JournalCodec {

    private static final int SCHEMA = 1;

    /// In characters; keeps a line far below what the wire takes.
    private static final int LONGEST_DETAIL = 16_000;

    private JournalCodec() {}

    /// The entry in one line, without a line end. A very long detail is cut.
    public static String line(JournalEntry entry) {
        return Json.line(
                switch (entry) {
                    case Began e -> {
                        var began =
                                begin("began", e)
                                        .put("id", e.id())
                                        .put("trigger", Fields.word(e.trigger()))
                                        .put("step", e.step())
                                        .put("subject", e.subject());
                        e.because().ifPresent(why -> began.put("because", why));
                        yield began;
                    }
                    case Ended e ->
                            meaning(
                                    detailed(
                                            begin("ended", e)
                                                    .put("id", e.id())
                                                    .put("step", e.step())
                                                    .put("subject", e.subject())
                                                    .put("outcome", Fields.word(e.outcome())),
                                            e.detail()),
                                    e.problem());
                    case Fell e ->
                            meaning(
                                    detailed(
                                            begin("fell", e)
                                                    .put("key", e.key())
                                                    .put("cause", Fields.word(e.cause())),
                                            e.detail()),
                                    e.problem());
                    case Proved e -> {
                        var proved =
                                begin("proved", e)
                                        .put("container", e.container())
                                        .put("run", e.run().toString());
                        e.address().ifPresent(port -> proved.put("address", port));
                        yield proved;
                    }
                    case Woke e -> {
                        var woke = begin("woke", e).put("pid", e.pid()).put("version", e.version());
                        e.instance().ifPresent(id -> woke.put("instance", id));
                        yield woke;
                    }
                    case Asked e -> begin("asked", e).put("command", e.command());
                    case Noticed e ->
                            detailed(begin("noticed", e).put("what", e.what()), e.detail());
                    case Troubled e ->
                            begin("troubled", e)
                                    .put("plane", e.plane().id())
                                    .put("problem", e.problem().code());
                    case Recovered e -> begin("recovered", e).put("plane", e.plane().id());
                });
    }

    private static ObjectNode begin(String type, JournalEntry entry) {
        return Json.object()
                .put("schema", SCHEMA)
                .put("type", type)
                .put("at", entry.at().toString());
    }

    private static ObjectNode detailed(ObjectNode object, Optional<String> detail) {
        detail.ifPresent(text -> object.put("detail", cut(text)));
        return object;
    }

    private static ObjectNode meaning(ObjectNode object, Optional<ProblemKind> problem) {
        problem.ifPresent(kind -> object.put("problem", kind.code()));
        return object;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }

    /// The entry of a line; empty when it is torn, of a newer schema, or none of ours.
    public static Optional<JournalEntry> entry(String line) {
        try {
            return Optional.of(entry(new Fields(Json.parse(line))));
        } catch (WrongField _) {
            return Optional.empty();
        }
    }

    /// Whether a newer Berth wrote the line: then it is not ours to judge.
    static boolean isNewer(String line) {
        try {
            return new Fields(Json.parse(line)).whole("schema", 1, Long.MAX_VALUE) > SCHEMA;
        } catch (WrongField _) {
            return false;
        }
    }

    private static JournalEntry entry(Fields in) throws WrongField {
        in.whole("schema", SCHEMA, SCHEMA);
        var at = in.instant("at");
        return switch (in.text("type")) {
            case "began" ->
                    new Began(
                            in.text("id"),
                            at,
                            in.oneOf("trigger", Trigger.values()),
                            in.text("step"),
                            in.text("subject"),
                            in.optionalText("because"));
            case "ended" ->
                    new Ended(
                            in.text("id"),
                            at,
                            in.text("step"),
                            in.text("subject"),
                            in.oneOf("outcome", Outcome.values()),
                            detail(in),
                            problem(in));
            case "fell" ->
                    new Fell(
                            at,
                            in.text("key"),
                            in.oneOf("cause", FallCause.values()),
                            detail(in),
                            problem(in));
            case "proved" ->
                    new Proved(
                            at,
                            in.text("container"),
                            in.instant("run"),
                            in.optionalPort("address"));
            case "woke" ->
                    new Woke(
                            at,
                            in.whole("pid", 0, Long.MAX_VALUE),
                            in.text("version"),
                            in.optionalText("instance").filter(StateCodec::isInstance));
            case "asked" -> new Asked(at, in.text("command"));
            case "troubled" ->
                    new Troubled(
                            at,
                            in.oneOf("plane", Plane.values()),
                            problem(in).orElse(ProblemKind.NOT_UNDERSTOOD));
            case "recovered" -> new Recovered(at, in.oneOf("plane", Plane.values()));
            case "noticed" -> new Noticed(at, in.text("what"), detail(in));
            default -> throw in.wrong("type", "a kind of entry");
        };
    }

    private static Optional<String> detail(Fields in) throws WrongField {
        return in.has("detail") ? Optional.of(in.text("detail")) : Optional.empty();
    }

    /// A code of a newer Berth is left out: the line still counts.
    private static Optional<ProblemKind> problem(Fields in) throws WrongField {
        return in.has("problem") ? ProblemKind.ofCode(in.text("problem")) : Optional.empty();
    }
}
