package dev.berth.runtime.door;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One frame of a WebSocket (RFC 6455, 5.2).
///
/// @param first the first byte: whether it is the last of its message, the reserved bits, the kind
/// @param payload a letter a byte
record Frame(int first, String payload) {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int LAST = 0x80;
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    static Frame of(int kind, String payload) {
        return new Frame(LAST | kind, payload);
    }

    /// One that others of its message follow.
    static Frame begun(int kind, String payload) {
        return new Frame(kind, payload);
    }

    /// The same with reserved bits.
    Frame with(int bits) {
        return new Frame(first | bits << 4, payload);
    }

    static Frame close(int code, String reason) {
        return of(CLOSE, "" + (char) (code >> 8) + (char) (code & 0xff) + bytes(reason));
    }

    /// The bytes of a text, a letter each.
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    int kind() {
        return first & 0xf;
    }

    /// Why it was closed; 1005 where no reason stands there.
    int code() {
        return payload.length() < 2 ? 1005 : payload.charAt(0) << 8 | payload.charAt(1);
    }

    /// As it goes over the wire.
    ///
    /// @param masked as a client must
    byte[] onWire(boolean masked) {
        var body = payload.getBytes(StandardCharsets.ISO_8859_1);
        var wire = new ByteArrayOutputStream(body.length + 14);
        wire.write(first);
        int mask = masked ? 0x80 : 0;
        if (body.length < 126) {
            wire.write(mask | body.length);
        } else if (body.length < 65_536) {
            wire.write(mask | 126);
            wire.writeBytes(ByteBuffer.allocate(2).putShort((short) body.length).array());
        } else {
            wire.write(mask | 127);
            wire.writeBytes(ByteBuffer.allocate(8).putLong(body.length).array());
        }
        if (masked) {
            wire.writeBytes(MASK);
            unmask(body, MASK);
        }
        wire.writeBytes(body);
        return wire.toByteArray();
    }

    static void unmask(byte[] body, byte[] mask) {
        for (int at = 0; at < body.length; at++) {
            body[at] ^= mask[at % 4];
        }
    }

    @Override
    public String toString() {
        return "%02x:%d%s"
                .formatted(first, payload.length(), kind() == CLOSE ? "(" + code() + ")" : "");
    }
}
