package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CloseFrameTest {

    private static String reason(String wished) {
        var frame = CloseFrame.of(CloseFrame.SERVICE_RESTART, wished);
        try {
            assertThat(frame.readUnsignedByte()).isEqualTo((short) 0x88);
            assertThat(frame.readUnsignedByte()).isEqualTo((short) frame.readableBytes());
            assertThat(frame.readUnsignedShort()).isEqualTo(1012);
            return frame.toString(StandardCharsets.UTF_8);
        } finally {
            frame.release();
        }
    }

    @Test
    void aReasonIsCutToWhatFitsAndNeverWithinALetter() {
        assertThat(reason("")).isEmpty();
        assertThat(reason("x".repeat(123))).hasSize(123);
        assertThat(reason("x".repeat(124))).hasSize(123);
        assertThat(reason("ü".repeat(62))).isEqualTo("ü".repeat(61));
        assertThat(reason("🦞".repeat(31))).isEqualTo("🦞".repeat(30));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1005, 1006, 1015, 5000, 65_536})
    void whatMayNotBeSaidIsNotSaid(int code) {
        assertThatIllegalArgumentException().isThrownBy(() -> CloseFrame.of(code, ""));
    }
}
