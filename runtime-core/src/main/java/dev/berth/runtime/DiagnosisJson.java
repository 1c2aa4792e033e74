package dev.berth.runtime;

import dev.berth.runtime.Diagnosis.Block;
import dev.berth.runtime.Diagnosis.Deed;
import dev.berth.runtime.Diagnosis.Finding;
import dev.berth.runtime.Diagnosis.Health;
import dev.berth.runtime.Diagnosis.Over;
import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.Diagnosis.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The field `diagnosis` of a report. Reading leaves out what an older Berth does not write, and
/// what a newer one may add.
final class DiagnosisJson {

    private DiagnosisJson() {}

    static JsonNode write(Diagnosis diagnosis) {
        var json = JsonNodeFactory.instance.objectNode();
        set(json, "first", diagnosis.first(), DiagnosisJson::trouble);
        set(json, "before", diagnosis.before(), DiagnosisJson::over);
        set(json, "blocking", diagnosis.blocking(), DiagnosisJson::block);
        set(json, "last", diagnosis.last(), DiagnosisJson::deed);
        var planes = json.putArray("planes");
        diagnosis.planes().forEach(one -> planes.add(finding(one)));
        json.put("restarts", diagnosis.restarts());
        json.put("wentBack", diagnosis.wentBack().map(StatusJson.MOMENT::format).orElse(null));
        return json;
    }

    private static <T> void set(
            ObjectNode json, String field, Optional<T> value, Function<T, ObjectNode> form) {
        json.set(field, value.<JsonNode>map(form).orElseGet(JsonNodeFactory.instance::nullNode));
    }

    private static ObjectNode trouble(Trouble trouble) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("plane", trouble.plane().id())
                .put("code", trouble.code())
                .put("text", trouble.text())
                .put("since", StatusJson.MOMENT.format(trouble.since()));
    }

    private static ObjectNode over(Over over) {
        return trouble(over.trouble()).put("until", StatusJson.MOMENT.format(over.until()));
    }

    private static ObjectNode block(Block block) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("plane", block.plane().id())
                .put("code", block.code())
                .put("text", block.text());
    }

    private static ObjectNode deed(Deed deed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", deed.id())
                .put("step", deed.step())
                .put("text", deed.text())
                .put("at", StatusJson.MOMENT.format(deed.at()))
                .put("outcome", deed.outcome());
    }

    private static ObjectNode finding(Finding finding) {
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("plane", finding.plane().id())
                        .put("health", finding.health().id());
        set(json, "trouble", finding.trouble(), DiagnosisJson::trouble);
        return json;
    }

    static Diagnosis read(JsonNode json) {
        return new Diagnosis(
                trouble(json.path("first")),
                over(json.path("before")),
                block(json.path("blocking")),
                deed(json.path("last")),
                findings(json.path("planes")),
                json.path("restarts").intValue(0),
                StatusJson.moment(json, "wentBack"));
    }

    private static Optional<Plane> plane(JsonNode json) {
        return StatusJson.text(json, "plane").flatMap(Plane::ofId);
    }

    private static Optional<Trouble> trouble(JsonNode json) {
        return plane(json)
                .flatMap(plane ->
                        StatusJson.moment(json, "since")
                                .map(since ->
                                        new Trouble(
                                                plane,
                                                StatusJson.text(json, "code").orElse(""),
                                                StatusJson.text(json, "text").orElse(""),
                                                since)));
    }

    private static Optional<Over> over(JsonNode json) {
        return trouble(json)
                .flatMap(trouble ->
                        StatusJson.moment(json, "until").map(until -> new Over(trouble, until)));
    }

    private static Optional<Block> block(JsonNode json) {
        return plane(json)
                .map(plane ->
                        new Block(
                                plane,
                                StatusJson.text(json, "code").orElse(""),
                                StatusJson.text(json, "text").orElse("")));
    }

    private static Optional<Deed> deed(JsonNode json) {
        return StatusJson.moment(json, "at")
                .map(at ->
                        new Deed(
                                StatusJson.text(json, "id").orElse(""),
                                StatusJson.text(json, "step").orElse(""),
                                StatusJson.text(json, "text").orElse(""),
                                at,
                                StatusJson.text(json, "outcome").orElse("")));
    }

    private static List<Finding> findings(JsonNode list) {
        return list.valueStream()
                .flatMap(json ->
                        plane(json)
                                .map(plane ->
                                        new Finding(
                                                plane,
                                                Health.ofId(
                                                        StatusJson.text(json, "health").orElse("")),
                                                trouble(json.path("trouble"))))
                                .stream())
                .toList();
    }
}
