package dev.berth.runtime;

import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What `berth doctor --json` prints: the contract `"schema": 1`, one object on one line. Fields
/// and parts may be added within a schema.
///
///     {"schema":1,"at":"…","tookMillis":812,"verdict":"warn","signs":[{"part":"clock",
///      "verdict":"ok","code":"clock-well","sentence":"…","cure":null,"problem":null,"details":[]}]}
public final class ExaminationJson {

    private ExaminationJson() {}

    /// One line without its end.
    public static String write(Examination examination) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("schema", StatusJson.SCHEMA);
        json.put("at", StatusJson.MOMENT.format(examination.at()));
        json.put("tookMillis", examination.took().toMillis());
        json.put("verdict", examination.worst().id());
        var signs = json.putArray("signs");
        examination.signs().forEach(sign -> signs.add(sign(sign)));
        return json.toString();
    }

    private static ObjectNode sign(Sign sign) {
        Part part = sign.part();
        Verdict verdict = sign.verdict();
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("part", part.id())
                        .put("verdict", verdict.id())
                        .put("code", sign.code())
                        .put("sentence", sign.sentence())
                        .put("cure", sign.cure().orElse(null))
                        .put("problem", sign.problem().map(ProblemKind::code).orElse(null));
        var details = json.putArray("details");
        sign.details().forEach(details::add);
        return json;
    }
}
