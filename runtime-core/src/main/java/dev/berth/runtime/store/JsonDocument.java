package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// A control file that is one JSON object with a `schema`. Fields of the same schema that we do not
/// know are kept.
final class JsonDocument {

    static final int SCHEMA = 1;

    private final DurableFile file;

    JsonDocument(Path path, Drive drive) {
        this.file = new DurableFile(path, drive);
    }

    Path path() {
        return file.path();
    }

    /// What the file is.
    sealed interface Content {
        record Absent() implements Content {}

        /// An object of our schema.
        record Good(ObjectNode object) implements Content {}

        /// Written by a newer Berth.
        record Newer(long schema) implements Content {}

        /// Cannot be understood.
        ///
        /// @param expectation continues the sentence "this file …"
        record Bad(String expectation) implements Content {}
    }

    Content read() throws IOException {
        var bytes = file.read();
        try {
            return bytes.isEmpty() ? new Content.Absent() : understand(bytes.get());
        } catch (WrongField e) {
            return new Content.Bad(e.expectation());
        }
    }

    private static Content understand(byte[] bytes) throws WrongField {
        if (bytes.length > DurableFile.MOST_BYTES) {
            throw new WrongField("should have at most %d bytes".formatted(DurableFile.MOST_BYTES));
        }
        var object = Json.parse(bytes);
        var schema = new Fields(object).whole("schema", SCHEMA, Long.MAX_VALUE);
        return schema == SCHEMA ? new Content.Good(object) : new Content.Newer(schema);
    }

    Optional<byte[]> raw() throws IOException {
        return file.read();
    }

    /// Replaces the file by the known fields, then those of the old object that are not known.
    void replace(ObjectNode known, Set<String> names, Optional<ObjectNode> old) throws IOException {
        var whole = Json.object().put("schema", SCHEMA);
        whole.setAll(known);
        for (var field : old.map(ObjectNode::properties).orElse(Set.of())) {
            if (!field.getKey().equals("schema") && !names.contains(field.getKey())) {
                whole.set(field.getKey(), field.getValue());
            }
        }
        file.replace(Json.pretty(whole));
    }

    Path putAside(String label, Instant at) throws IOException {
        return file.putAside(label, at);
    }

    void eraseAside() throws IOException {
        file.eraseAside();
    }

    Path copyAside(String label, Instant at) throws IOException {
        return file.copyAside(label, at, file.read().orElse(new byte[0]));
    }
}
