package dev.berth.runtime;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What an erasure takes and leaves, as `berth reset --erase-data --json` says it; a contract.
public final class BelongingsJson {
    private static final JsonMapper JSON = new JsonMapper();

    private BelongingsJson() {}

    /// One object on one line.
    ///
    /// @param all what is or was there
    /// @param remains what is there still of what was to go; empty where nothing was erased yet
    public static String write(
            List<Belonging> all, EraseScope scope, Optional<List<Belonging>> remains) {
        var object = JSON.createObjectNode().put("schema", 1);
        add(object.putArray("erases"), all.stream().filter(one -> one.kind().goes(scope)).toList());
        add(object.putArray("keeps"), all.stream().filter(one -> !one.kind().goes(scope)).toList());
        if (remains.isPresent()) {
            add(object.putArray("remains"), remains.get());
        } else {
            object.putNull("remains");
        }
        return JSON.writeValueAsString(object);
    }

    private static void add(ArrayNode array, List<Belonging> belongings) {
        for (var one : belongings) {
            array.addObject()
                    .put("kind", one.kind().id())
                    .put("where", one.where())
                    .put("files", one.files())
                    .put("bytes", one.bytes())
                    .put("whole", one.whole())
                    .put("note", one.note().orElse(null));
        }
    }
}
