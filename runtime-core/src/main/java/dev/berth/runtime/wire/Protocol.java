package dev.berth.runtime.wire;

import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What both ends must agree upon (DESIGN 6, wire): the first line each way, how long a line may
/// be, and how an error is said.
final class Protocol {

    /// Raised when an older partner would misunderstand a newer one.
    static final int VERSION = 1;

    /// A line's longest length in bytes, its end included.
    static final int LONGEST_LINE = 1 << 20;

    /// A long answer is told in lines of about this many characters: at most four bytes each, and
    /// room for escapes.
    static final int PART = 1 << 16;

    private Protocol() {}

    /// The first line each way.
    static String hello(String programVersion) {
        var json = object();
        json.put("protocol", VERSION);
        json.put("version", programVersion);
        return json.toString();
    }

    /// Which protocol a first line announces; empty when it announces none.
    static OptionalInt announced(String line) {
        return parse(line)
                .map(json -> json.path("protocol").intValueOpt())
                .orElse(OptionalInt.empty());
    }

    /// The error line that belongs to no request.
    static String error(ErrorCode code, String sentence) {
        return error(object().putNull("id"), code, sentence);
    }

    static String error(long id, ErrorCode code, String sentence) {
        return error(object().put("id", id), code, sentence);
    }

    private static String error(ObjectNode answer, ErrorCode code, String sentence) {
        var error = answer.putObject("error");
        error.put("code", code.id);
        error.put("sentence", sentence);
        return answer.toString();
    }

    /// The object in a line; empty when there is none.
    static Optional<JsonNode> parse(String line) {
        try {
            return Optional.of(JsonMapper.shared().readTree(line)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Why something was not answered.
    enum ErrorCode {
        /// The partner speaks another protocol.
        PROTOCOL("protocol"),
        /// The line is longer than is allowed.
        TOO_LONG("too-long"),
        /// The line is no request that we know.
        NOT_UNDERSTOOD("not-understood"),
        /// More connections, or more open requests on one, than are allowed.
        BUSY("busy"),
        /// The request was understood and could not be answered.
        FAILED("failed");

        private final String id;

        ErrorCode(String id) {
            this.id = id;
        }
    }
}
