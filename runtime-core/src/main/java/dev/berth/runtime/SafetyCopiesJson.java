package dev.berth.runtime;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// The safety copies as `berth copy list --json` says them; a contract.
public final class SafetyCopiesJson {
    private static final JsonMapper JSON = new JsonMapper();

    private SafetyCopiesJson() {}

    /// One object on one line.
    public static String write(List<SafetyCopy> copies) {
        var object = JSON.createObjectNode().put("schema", 1);
        var list = object.putArray("copies");
        for (var copy : copies) {
            var one = list.addObject().put("id", copy.id());
            one.put("made", copy.made().map(Object::toString).orElse(null));
            one.put("why", copy.why());
            one.put("release", copy.release().orElse(null));
            one.put("files", copy.files());
            one.put("bytes", copy.bytes());
            one.put("fileBytes", copy.fileBytes());
            one.put("state", copy.state().id());
            var notes = one.putArray("notes");
            copy.notes().forEach(notes::add);
        }
        return JSON.writeValueAsString(object);
    }
}
