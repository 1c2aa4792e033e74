package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads Podman's JSON tolerantly: unknown keys are passed over, a number may be a text, a map may
/// be null (podman.md, A2). Only what is no JSON at all is a failure.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// @param verb whose answer it is, for the failure
    static Answer<JsonNode> parse(String verb, String text) {
        try {
            var tree = MAPPER.readTree(text);
            return tree.isArray() || tree.isObject()
                    ? Answer.got(tree)
                    : unreadable(verb, "expected JSON, got: " + start(text));
        } catch (JacksonException broken) {
            return unreadable(verb, "broken JSON, which begins: " + start(text));
        }
    }

    static <T> Answer<T> unreadable(String verb, String why) {
        return Answer.failed(new EngineFailure(EngineFailure.Kind.UNREADABLE, verb, why));
    }

    /// The JSON of `inspect` holds environments, thus little of it is repeated.
    private static String start(String text) {
        return text.substring(0, Math.min(40, text.length())).strip();
    }

    /// What stands at the end of the path; a missing node when the path leads nowhere.
    static JsonNode at(JsonNode node, String... path) {
        var here = node;
        for (var key : path) {
            here = here.path(key);
        }
        return here;
    }

    static String text(JsonNode node, String... path) {
        return at(node, path).asString("");
    }

    static boolean flag(JsonNode node, String... path) {
        return text(node, path).equalsIgnoreCase("true");
    }

    static OptionalInt number(JsonNode node, String... path) {
        try {
            return OptionalInt.of(Integer.parseInt(text(node, path).strip()));
        } catch (NumberFormatException none) {
            return OptionalInt.empty();
        }
    }

    /// A moment; Podman says the year 1 for "never", which is empty here.
    static Optional<Instant> moment(JsonNode node, String... path) {
        try {
            return Optional.of(OffsetDateTime.parse(text(node, path)).toInstant())
                    .filter(moment -> moment.isAfter(Instant.EPOCH));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /// The elements of a list; none where there is no list.
    static List<JsonNode> elements(JsonNode node, String... path) {
        var list = at(node, path);
        return list.isArray() ? list.valueStream().toList() : List.of();
    }

    /// The values of a map; none where there is no map.
    static Stream<JsonNode> values(JsonNode node, String... path) {
        var map = at(node, path);
        return map.isObject() ? map.valueStream() : Stream.empty();
    }
}
