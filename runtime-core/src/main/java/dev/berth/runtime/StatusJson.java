package dev.berth.runtime;

import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.StatusReport.Copies;
import dev.berth.runtime.StatusReport.Service;
import dev.berth.runtime.StatusReport.Supervisor;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON contract, `"schema": 1`, one object on one line: what `berth status --json` prints and
/// what travels between Berth's processes. Fields may be added within a schema; none is renamed,
/// removed or given another meaning.
///
/// `diagnosis` says what broke first (`first`, until Ready is proven again, then `before`), what
/// stands in the way (`blocking`), the newest act (`last`), how each of `host`, `engine`,
/// `service`, `endpoint` and `provider` stands (`planes`: `well`, `down`, `troubled`, `unknown`,
/// with the trouble that it was not seen to be rid of), how often the service fell within the last
/// hour (`restarts`), and when Berth went back to what was chosen before a set-up that did not come
/// up (`wentBack`). A code in it is that of a problem, or the name of a fall in the journal.
///
/// Reading forgives what a newer Berth may add: unknown fields, stages and problems.
public final class StatusJson {

    /// Number of the contract.
    public static final int SCHEMA = 1;

    /// Moments are written in UTC and to the millisecond.
    static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private StatusJson() {}

    /// One line without its end.
    public static String write(StatusReport report) {
        var json = object();
        json.put("schema", SCHEMA);
        json.put("state", state(report.status()));
        json.put("since", MOMENT.format(report.since()));
        put(json, "address", report.address().map(URI::toString));
        json.set("step", step(report.status()));
        json.set("problem", problem(report.status()));
        putAll(json, "degraded", degraded(report.status()));
        var service = json.putObject("service");
        put(service, "release", report.service().release());
        put(service, "runningSince", report.service().runningSince().map(MOMENT::format));
        var newer = report.service().newer();
        newer.offer()
                .ifPresent(offer ->
                        service.putObject("newer")
                                .put("release", offer.release())
                                .put("reference", offer.reference()));
        newer.unknown().ifPresent(why -> service.put("newerUnknown", why));
        var copies = json.putObject("copies");
        put(copies, "last", report.copies().last().map(MOMENT::format));
        copies.put("count", report.copies().count());
        report.copies()
                .underWay()
                .ifPresent(way ->
                        copies.putObject("underWay")
                                .put("part", way.part())
                                .put("done", way.done())
                                .put("of", way.of()));
        report.copies().trouble().ifPresent(text -> copies.put("trouble", text));
        putAll(
                json,
                "pendingCleanUps",
                report.cleanUps().stream().map(StatusReport.CleanUp::what).toList());
        var cleanUps = json.putArray("cleanUps");
        report.cleanUps().forEach(left -> cleanUps.add(cleanUp(left)));
        json.set("diagnosis", DiagnosisJson.write(report.diagnosis()));
        json.put("revision", report.revision());
        json.set("supervisor", supervisor(report));
        return json.toString();
    }

    /// One line of the journal, without its end.
    public static String write(Activity activity) {
        var json = object();
        json.put("schema", SCHEMA);
        json.put("id", activity.id());
        json.put("at", MOMENT.format(activity.at()));
        json.put("trigger", activity.trigger());
        json.put("step", activity.step());
        json.put("text", activity.text());
        put(json, "ended", activity.ended().map(MOMENT::format));
        json.put("outcome", activity.outcome());
        put(json, "detail", activity.detail());
        return json.toString();
    }

    /// The report in a line; empty when the line holds none.
    public static Optional<StatusReport> readReport(String line) {
        return parse(line).flatMap(StatusJson::report);
    }

    /// The journal's line in a line; empty when the line holds none.
    public static Optional<Activity> readActivity(String line) {
        return parse(line).flatMap(StatusJson::activity);
    }

    /// The stable name of a state, as in the field `state`.
    public static String state(Status status) {
        return switch (status) {
            case Supervised(Ready _) -> "ready";
            case Supervised(Starting _) -> "starting";
            case Supervised(NeedsAttention _) -> "needs-attention";
            case Paused() -> "paused";
            case NotSetUp() -> "not-set-up";
            case NotRunning() -> "not-running";
        };
    }

    private static JsonNode step(Status status) {
        if (!(status instanceof Supervised(Starting(var progress)))) {
            return JsonNodeFactory.instance.nullNode();
        }
        var json = object();
        json.put("name", progress.stage().id());
        json.put("text", progress.stage().text());
        json.put("index", progress.stage().index());
        json.put("of", progress.stage().of());
        json.set("fraction", number(progress.fraction()));
        json.set("bytes", number(progress.bytes()));
        json.set("ofBytes", number(progress.ofBytes()));
        return json;
    }

    private static JsonNode problem(Status status) {
        if (!(status instanceof Supervised(NeedsAttention(var problem)))) {
            return JsonNodeFactory.instance.nullNode();
        }
        var json = object();
        json.put("code", problem.code());
        json.put("title", problem.title());
        json.put("sentence", problem.sentence());
        putAll(json, "actions", problem.actions().stream().map(Problem.Action::id).toList());
        putAll(json, "details", problem.details());
        problem.stranger()
                .ifPresent(other ->
                        json.putObject("stranger")
                                .put("id", other.id())
                                .put("name", other.name())
                                .put("evidence", other.evidence().id()));
        problem.program().ifPresent(who -> json.put("program", who));
        return json;
    }

    private static List<String> degraded(Status status) {
        return status instanceof Supervised(Ready(var degraded)) ? degraded : List.of();
    }

    private static JsonNode supervisor(StatusReport report) {
        if (report.supervisor().isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        var json = object();
        json.put("pid", report.supervisor().get().pid());
        json.put("version", report.supervisor().get().version());
        return json;
    }

    private static Optional<StatusReport> report(JsonNode json) {
        var since = moment(json, "since");
        if (since.isEmpty()) {
            return Optional.empty();
        }
        return status(json)
                .map(status ->
                        new StatusReport(
                                json.path("revision").longValue(0),
                                status,
                                since.get(),
                                text(json, "address").flatMap(StatusJson::address),
                                service(json.path("service")),
                                copies(json.path("copies")),
                                cleanUps(json.path("cleanUps")),
                                DiagnosisJson.read(json.path("diagnosis")),
                                supervisor(json.path("supervisor"))));
    }

    private static JsonNode cleanUp(StatusReport.CleanUp left) {
        var json = object();
        json.put("what", left.what());
        put(json, "since", left.since().map(MOMENT::format));
        json.put("tried", left.tried());
        return json;
    }

    private static List<StatusReport.CleanUp> cleanUps(JsonNode list) {
        return list.valueStream()
                .map(left ->
                        new StatusReport.CleanUp(
                                text(left, "what").orElse(""),
                                moment(left, "since"),
                                left.path("tried").intValue(0)))
                .toList();
    }

    private static Optional<Status> status(JsonNode json) {
        return text(json, "state")
                .flatMap(state ->
                        switch (state) {
                            case "ready" -> supervised(new Ready(texts(json, "degraded")));
                            case "starting" ->
                                    supervised(new Starting(progress(json.path("step"))));
                            case "needs-attention" ->
                                    supervised(new NeedsAttention(problem(json.path("problem"))));
                            case "paused" -> Optional.of(new Paused());
                            case "not-set-up" -> Optional.of(new NotSetUp());
                            case "not-running" -> Optional.of(new NotRunning());
                            default -> Optional.empty();
                        });
    }

    private static Optional<Status> supervised(OperatorState state) {
        return Optional.of(new Supervised(state));
    }

    /// A stage that we do not know yet counts as the first one.
    private static Progress progress(JsonNode json) {
        var name = text(json, "name").orElse("");
        var stage =
                Arrays.stream(Progress.Stage.values())
                        .filter(known -> known.id().equals(name))
                        .findFirst()
                        .orElse(Progress.Stage.CHECKING);
        return new Progress(
                stage,
                json.path("fraction").doubleValueOpt(),
                json.path("bytes").longValueOpt(),
                json.path("ofBytes").longValueOpt());
    }

    /// A problem that we do not know yet keeps its sentence and its details.
    private static Problem problem(JsonNode json) {
        var code = text(json, "code").orElse("");
        var kind = ProblemKind.ofCode(code).orElse(ProblemKind.CANNOT_TELL);
        return new Problem(
                kind,
                text(json, "sentence").orElse(kind.sentence()),
                texts(json, "details"),
                stranger(json.path("stranger")),
                text(json, "program"));
    }

    private static Optional<Stranger> stranger(JsonNode json) {
        return text(json, "evidence")
                .flatMap(Stranger.Evidence::ofId)
                .flatMap(evidence ->
                        text(json, "id")
                                .map(id ->
                                        new Stranger(id, text(json, "name").orElse(""), evidence)));
    }

    private static Service service(JsonNode json) {
        return new Service(text(json, "release"), moment(json, "runningSince"), newer(json));
    }

    private static StatusReport.Newer newer(JsonNode service) {
        var offer = service.path("newer");
        return new StatusReport.Newer(
                text(offer, "release")
                        .flatMap(release ->
                                text(offer, "reference")
                                        .map(name -> new StatusReport.Offer(release, name))),
                text(service, "newerUnknown"));
    }

    private static Copies copies(JsonNode json) {
        return new Copies(
                moment(json, "last"),
                json.path("count").intValue(0),
                json.path("underWay").isObject()
                        ? Optional.of(copyProgress(json.path("underWay")))
                        : Optional.empty(),
                json.path("trouble").stringValueOpt());
    }

    private static StatusReport.CopyProgress copyProgress(JsonNode json) {
        return new StatusReport.CopyProgress(
                json.path("part").asString(""),
                json.path("done").asLong(0),
                json.path("of").asLong(0));
    }

    private static Optional<Supervisor> supervisor(JsonNode json) {
        var pid = json.path("pid").longValueOpt();
        return pid.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Supervisor(pid.getAsLong(), text(json, "version").orElse("unknown")));
    }

    private static Optional<Activity> activity(JsonNode json) {
        var at = moment(json, "at");
        var id = text(json, "id");
        if (at.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Activity(
                        id.get(),
                        at.get(),
                        text(json, "trigger").orElse(""),
                        text(json, "step").orElse(""),
                        text(json, "text").orElse(""),
                        moment(json, "ended"),
                        text(json, "outcome").orElse(""),
                        text(json, "detail")));
    }

    private static Optional<JsonNode> parse(String line) {
        try {
            return Optional.of(JsonMapper.shared().readTree(line)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static Optional<String> text(JsonNode json, String field) {
        return json.path(field).stringValueOpt();
    }

    private static List<String> texts(JsonNode json, String field) {
        return json.path(field).valueStream().flatMap(v -> v.stringValueOpt().stream()).toList();
    }

    static Optional<Instant> moment(JsonNode json, String field) {
        try {
            return text(json, field).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void put(ObjectNode json, String field, Optional<String> text) {
        json.set(
                field,
                text.<JsonNode>map(JsonNodeFactory.instance::stringNode)
                        .orElseGet(JsonNodeFactory.instance::nullNode));
    }

    private static void putAll(ObjectNode json, String field, List<String> texts) {
        var array = json.putArray(field);
        texts.forEach(array::add);
    }

    private static JsonNode number(OptionalLong value) {
        return value.isPresent()
                ? JsonNodeFactory.instance.numberNode(value.getAsLong())
                : JsonNodeFactory.instance.nullNode();
    }

    /// To the thousandth: more says nothing.
    private static JsonNode number(OptionalDouble value) {
        return value.isPresent()
                ? JsonNodeFactory.instance.numberNode(
                        Math.round(value.getAsDouble() * 1000) / 1000d)
                : JsonNodeFactory.instance.nullNode();
    }
}
