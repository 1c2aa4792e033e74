package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FramesTest {

    private static FrameTracker passed(int cut, int... bytes) {
        var tracker = new FrameTracker();
        for (int i = 0; i < bytes.length; i += cut) {
            var part = Unpooled.buffer();
            for (int j = i; j < Math.min(i + cut, bytes.length); j++) {
                part.writeByte(bytes[j]);
            }
            tracker.pass(part);
            assertThat(part.readableBytes()).isEqualTo(Math.min(cut, bytes.length - i));
        }
        return tracker;
    }

    private static int[] frame(int payload, int... head) {
        var bytes = new int[head.length + payload];
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100_000})
    void framesOfEachLengthEnd(int cut) {
        assertThat(passed(cut, frame(5, 0x81, 5)).isBetweenFrames()).isTrue();
        assertThat(passed(cut, frame(0, 0x89, 0)).isBetweenFrames()).isTrue();
        assertThat(passed(cut, frame(300, 0x82, 126, 1, 44)).isBetweenFrames()).isTrue();
        assertThat(passed(cut, frame(65536, 0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0)).isBetweenFrames())
                .isTrue();
        assertThat(passed(cut, frame(5, 0x81, 0x85, 1, 2, 3, 4)).isBetweenFrames()).isTrue();
        assertThat(passed(cut, frame(4, 0x81, 5)).isBetweenFrames()).isFalse();
        assertThat(passed(cut, frame(0, 0x81)).isBetweenFrames()).isFalse();
        assertThat(passed(cut, frame(300, 0x82, 126, 1, 45)).isBetweenFrames()).isFalse();
    }

    @Test
    void aFrameToCloseIsSeen() {
        assertThat(passed(1, 0x88, 2, 3, 0xe8).isClosed()).isTrue();
        assertThat(passed(1, 0x81, 2, 0x88, 2).isClosed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1005, 1006, 1015, 5000})
    void whatIsNeverSaidCannotBeSaid(int code) {
        assertThatThrownBy(() -> CloseFrame.of(code, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongReasonIsCutBetweenCharacters() {
        var frame = CloseFrame.of(1012, "a" + "\u00fc".repeat(100));
        assertThat(frame.getByte(1)).isEqualTo((byte) (2 + 123));
        assertThat(frame.toString(4, 123, StandardCharsets.UTF_8))
                .isEqualTo("a" + "\u00fc".repeat(61));
        frame = CloseFrame.of(1012, "\u00fc".repeat(100));
        assertThat(frame.getByte(1)).isEqualTo((byte) (2 + 122));
        frame = CloseFrame.of(1012, "\ud83d\ude00".repeat(100));
        assertThat(frame.getByte(1)).isEqualTo((byte) (2 + 120));
    }
}
