package dev.berth.runtime.store;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Bytes to JSON objects and back: strict UTF-8, one object, no field twice, nothing behind it.
final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode parse(byte[] text) throws WrongField {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return parse(withoutMark(decoder.decode(ByteBuffer.wrap(text)).toString()));
        } catch (CharacterCodingException _) {
            throw new WrongField("should be UTF-8 text");
        }
    }

    /// Some editors begin a file with a byte order mark (RFC 8259, section 8.1: it may be ignored).
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    static ObjectNode parse(String text) throws WrongField {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            var where = e.getLocation();
            throw new WrongField(
                    where == null
                            ? "should be one JSON object"
                            : "should be one JSON object, but line %d, column %d does not fit"
                                    .formatted(where.getLineNr(), where.getColumnNr()));
        }
        throw new WrongField("should be one JSON object");
    }

    static byte[] pretty(ObjectNode object) {
        var text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object);
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String line(ObjectNode object) {
        return MAPPER.writeValueAsString(object);
    }
}
