package dev.berth.app.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MotionTest {

    @Test
    void itTurnsForThirtySecondsAndThenStands() {
        assertThat(Motion.frame(Duration.ZERO)).isZero();
        assertThat(Motion.frame(Duration.ofMillis(399))).isZero();
        assertThat(Motion.frame(Duration.ofMillis(400))).isEqualTo(1);
        assertThat(Motion.frame(Duration.ofMillis(29_999))).isEqualTo(74);
        assertThat(Motion.frame(Duration.ofSeconds(30))).isZero();
    }

    @Test
    void nothingWakesForWhatStands() {
        assertThat(Motion.next(Duration.ofMillis(100))).contains(Duration.ofMillis(300));
        assertThat(Motion.next(Duration.ofMillis(400))).contains(Duration.ofMillis(400));
        assertThat(Motion.next(Duration.ofSeconds(30))).isEmpty();
    }
}
