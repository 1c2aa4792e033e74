package dev.berth.runtime.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DailyCopyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:15:00Z");

    private static Optional<Instant> ago(Duration age) {
        return Optional.of(NOW.minus(age));
    }

    private static boolean due(
            Optional<Instant> last, Optional<Instant> tried, Optional<Instant> ready) {
        return DailyCopy.isDue(last, tried, ready, NOW);
    }

    @Test
    void theFirstOneIsMadeWhenTheServiceIsCalm() {
        var none = Optional.<Instant>empty();
        assertThat(due(none, none, none)).isFalse();
        assertThat(due(none, none, ago(Duration.ofMinutes(9)))).isFalse();
        assertThat(due(none, none, ago(Duration.ofMinutes(10)))).isTrue();
    }

    @Test
    void twentyHoursLieBetweenTwo() {
        var ready = ago(Duration.ofHours(50));
        assertThat(due(ago(Duration.ofHours(19)), Optional.empty(), ready)).isFalse();
        assertThat(due(ago(Duration.ofHours(20)), Optional.empty(), ready)).isTrue();
    }

    @Test
    void oneThatFailedIsNotTriedAgainAtOnce() {
        var ready = ago(Duration.ofHours(50));
        assertThat(due(Optional.empty(), ago(Duration.ofMinutes(59)), ready)).isFalse();
        assertThat(due(Optional.empty(), ago(Duration.ofHours(1)), ready)).isTrue();
    }

    @Test
    void aClockThatWasSetBackHoldsNothingUp() {
        var ahead = ago(Duration.ofDays(-400));
        assertThat(due(ahead, ahead, ahead)).isTrue();
    }
}
