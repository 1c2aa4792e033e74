package dev.berth.runtime.door;

import io.netty.buffer.ByteBuf;

/// Watches the frames of a WebSocket pass (RFC 6455, section 5.2), to know where a word of ours may
/// stand between them. It changes nothing.
final class FrameTracker {
    private static final int CLOSE = 0x8;

    private final byte[] head = new byte[14];
    private int headBytes;
    private long payload;
    private boolean closed;

    /// Whether the next byte begins a frame.
    boolean isBetweenFrames() {
        return headBytes == 0 && payload == 0;
    }

    /// Whether a frame to close has passed: nothing may follow it.
    boolean isClosed() {
        return closed;
    }

    void pass(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (payload > 0) {
                long step = Math.min(payload, end - at);
                payload -= step;
                at += (int) step;
            } else {
                head[headBytes++] = bytes.getByte(at++);
                if (headBytes >= 2 && headBytes == headLength()) {
                    closed |= (head[0] & 0x0f) == CLOSE;
                    payload = payloadLength();
                    headBytes = 0;
                }
            }
        }
    }

    private int lengthBytes() {
        return switch (head[1] & 0x7f) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
    }

    private int headLength() {
        int mask = (head[1] & 0x80) == 0 ? 0 : 4;
        return 2 + lengthBytes() + mask;
    }

    private long payloadLength() {
        int bytes = lengthBytes();
        if (bytes == 0) {
            return head[1] & 0x7f;
        }
        long length = 0;
        for (int i = 0; i < bytes; i++) {
            length = (length << 8) | (head[2 + i] & 0xff);
        }
        return length & Long.MAX_VALUE;
    }
}
