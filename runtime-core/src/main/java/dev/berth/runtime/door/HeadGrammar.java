package dev.berth.runtime.door;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;

/// Where two readers of one request head could understand different things, it is refused (RFC
/// 9112, sections 2.2, 3, 5.1 and 5.2). The library reads the head; this only looks at the lines
/// that it is about to read.
final class HeadGrammar {

    /// The characters of a method and of a field's name (RFC 9110, section 5.6.2).
    private static final boolean[] TOKEN = new boolean[128];

    static {
        IntStream.rangeClosed('0', '9').forEach(c -> TOKEN[c] = true);
        IntStream.rangeClosed('A', 'Z').forEach(c -> TOKEN[c] = true);
        IntStream.rangeClosed('a', 'z').forEach(c -> TOKEN[c] = true);
        "!#$%&'*+-.^_`|~".chars().forEach(c -> TOKEN[c] = true);
    }

    private static final byte[] VERSION = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

    private boolean first = true;
    private boolean blank;

    /// A new head begins.
    void reset() {
        first = true;
        blank = false;
    }

    /// What is wrong with the complete lines that lie in the buffer, up to the end of the head.
    Optional<String> fault(ByteBuf in) {
        int at = in.readerIndex();
        while (at < in.writerIndex()) {
            int end = in.indexOf(at, in.writerIndex(), (byte) '\n');
            if (end < 0) {
                return fragment(in, at);
            }
            if (end == at || in.getByte(end - 1) != '\r') {
                return Optional.of("A line of the head does not end in CR LF.");
            }
            if (end - 1 == at) {
                if (!first) {
                    return Optional.empty(); // the end of the head
                }
                if (blank) {
                    return Optional.of("The head begins with empty lines.");
                }
                blank = true; // one is tolerated before a request
            } else {
                var fault = first ? requestLine(in, at, end - 1) : fieldLine(in, at, end - 1);
                if (fault.isPresent()) {
                    return fault;
                }
                first = false;
            }
            at = end + 1;
        }
        return Optional.empty();
    }

    /// The beginning of a line whose rest has not come yet.
    private static Optional<String> fragment(ByteBuf in, int at) {
        for (int i = at; i < in.writerIndex(); i++) {
            byte b = in.getByte(i);
            if (isControl(b) && !(b == '\r' && i == in.writerIndex() - 1)) {
                return Optional.of("There is a control character in the head.");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> requestLine(ByteBuf in, int from, int to) {
        int method = token(in, from, to);
        if (method == from || method == to || in.getByte(method) != ' ') {
            return Optional.of("The first line does not begin with a method.");
        }
        int target = method + 1;
        while (target < to && in.getByte(target) > ' ' && in.getByte(target) < 0x7f) {
            target++;
        }
        if (target == method + 1 || target == to || in.getByte(target) != ' ') {
            return Optional.of("The first line does not have one target.");
        }
        int version = target + 1;
        if (to - version != VERSION.length + 1) {
            return Optional.of("The first line does not end in a version.");
        }
        for (int i = 0; i < VERSION.length; i++) {
            if (in.getByte(version + i) != VERSION[i]) {
                return Optional.of("The first line does not end in a version.");
            }
        }
        byte minor = in.getByte(to - 1);
        return minor == '0' || minor == '1'
                ? Optional.empty()
                : Optional.of("The first line does not end in a version.");
    }

    private static Optional<String> fieldLine(ByteBuf in, int from, int to) {
        int name = token(in, from, to);
        if (name == from) {
            return Optional.of("A header field has no name, or is folded.");
        }
        if (name == to || in.getByte(name) != ':') {
            return Optional.of("A header field's name is not followed by a colon.");
        }
        for (int i = name + 1; i < to; i++) {
            if (isControl(in.getByte(i))) {
                return Optional.of("There is a control character in a header field.");
            }
        }
        return Optional.empty();
    }

    private static int token(ByteBuf in, int from, int to) {
        int i = from;
        while (i < to && in.getByte(i) >= 0 && TOKEN[in.getByte(i)]) {
            i++;
        }
        return i;
    }

    private static boolean isControl(byte b) {
        return (b >= 0 && b < ' ' && b != '\t') || b == 0x7f;
    }
}
