package dev.berth.runtime.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// The last frame of a WebSocket, from a server (RFC 6455, section 5.5.1).
final class CloseFrame {
    private CloseFrame() {}

    /// The service stops and comes back (registry of RFC 6455).
    static final int SERVICE_RESTART = 1012;

    /// This end goes away.
    static final int GOING_AWAY = 1001;

    private static final int LONGEST_REASON = 123;

    /// These stand for what was not said, and are never said (RFC 6455, section 7.4.1).
    private static final Set<Integer> UNSPEAKABLE = Set.of(1005, 1006, 1015);

    /// @param reason cut where it is too long, never within a character
    static ByteBuf of(int code, String reason) {
        if (code < 1000 || code > 4999 || UNSPEAKABLE.contains(code)) {
            throw new IllegalArgumentException("no code to close with: " + code);
        }
        var bytes = ByteBuffer.allocate(LONGEST_REASON);
        var _ =
                StandardCharsets.UTF_8
                        .newEncoder()
                        .encode(CharBuffer.wrap(reason), bytes, true); // stops where it is full
        bytes.flip();
        return Unpooled.buffer(4 + bytes.remaining())
                .writeByte(0x88)
                .writeByte(2 + bytes.remaining())
                .writeShort(code)
                .writeBytes(bytes);
    }
}
