package dev.berth.runtime.copies.archive;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a copy says of itself, as JSON.
final class SealText {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private SealText() {}

    static byte[] write(Facts facts) {
        return bytes(object(facts));
    }

    private static byte[] bytes(ObjectNode object) {
        return (JSON.writeValueAsString(object) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode object(Facts facts) {
        var object =
                JSON.createObjectNode()
                        .put("format", Facts.FORMAT)
                        .put("id", facts.id())
                        .put("made", facts.made().toString())
                        .put("why", facts.why())
                        .put("instance", facts.instance())
                        .put("berth", facts.berth());
        facts.release().ifPresent(release -> object.put("release", release));
        return object;
    }

    static byte[] write(Seal seal) {
        var object =
                object(seal.facts())
                        .put("files", seal.files())
                        .put("bytes", seal.bytes())
                        .put("entries", seal.entries())
                        .put("packed", seal.packed())
                        .put("manifest", seal.manifest())
                        .put("body", seal.body())
                        .put("leftOutCount", seal.leftOutCount());
        var leftOut = object.putArray("leftOut");
        seal.leftOut().forEach(leftOut::add);
        return bytes(object);
    }

    static Facts facts(byte[] text) throws BadCopy {
        return facts(parse(text));
    }

    static Seal seal(byte[] text) throws BadCopy {
        var object = parse(text);
        var leftOut = new ArrayList<String>();
        for (var one : object.path("leftOut")) {
            leftOut.add(one.asString(""));
        }
        return new Seal(
                facts(object),
                whole(object, "files"),
                whole(object, "bytes"),
                whole(object, "entries"),
                whole(object, "packed"),
                text(object, "manifest"),
                text(object, "body"),
                leftOut,
                whole(object, "leftOutCount"));
    }

    private static JsonNode parse(byte[] text) throws BadCopy {
        try {
            var object = JSON.readTree(new String(text, StandardCharsets.UTF_8));
            if (object.path("format").asInt(0) > Facts.FORMAT) {
                throw new BadCopy("it was made by a newer Berth");
            }
            if (object.isObject() && object.path("format").asInt(0) == Facts.FORMAT) {
                return object;
            }
        } catch (JacksonException _) {
            // said below
        }
        throw new BadCopy("it does not say what it is");
    }

    private static Facts facts(JsonNode object) throws BadCopy {
        try {
            return new Facts(
                    text(object, "id"),
                    Instant.parse(text(object, "made")),
                    text(object, "why"),
                    text(object, "instance"),
                    Optional.of(object.path("release").asString(""))
                            .filter(text -> !text.isEmpty()),
                    text(object, "berth"));
        } catch (DateTimeException _) {
            throw new BadCopy("it does not say when it was made");
        }
    }

    private static String text(JsonNode object, String field) throws BadCopy {
        var text = object.path(field).asString("");
        if (text.isEmpty()
                || text.length() > 256
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new BadCopy("it does not say what it is");
        }
        return text;
    }

    private static long whole(JsonNode object, String field) throws BadCopy {
        var number = object.path(field);
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
            throw new BadCopy("it does not say how much it holds");
        }
        return number.asLong();
    }
}
