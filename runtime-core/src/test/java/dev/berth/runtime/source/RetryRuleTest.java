package dev.berth.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-20T22:15:00Z");

    @Test
    void thereAreFiveTriesAndThePausesGrow() {
        var pauses =
                IntStream.rangeClosed(1, 5)
                        .mapToObj(failed -> RetryRule.usual().pause(failed, Optional.empty()))
                        .map(pause -> pause.map(Duration::toSeconds).orElse(-1L))
                        .toList();

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, -1L);
    }

    @ParameterizedTest
    @CsvSource({"1, 7, 7", "4, 1, 8", "1, 120, 120", "1, 121, -1", "5, 1, -1"})
    void theSourcesWishCountsWhereItIsLonger(int failed, long asked, long seconds) {
        var pause = RetryRule.usual().pause(failed, Optional.of(Duration.ofSeconds(asked)));

        assertThat(pause.map(Duration::toSeconds).orElse(-1L)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                " 120 | 120",
                "999999999 | 999999999",
                "Fri, 20 Nov 2026 22:15:30 GMT | 30",
                "Fri, 20 Nov 2026 22:14:00 GMT | 0",
            })
    void bothFormsOfTheHeaderAreRead(String header, long seconds) {
        assertThat(RetryRule.retryAfter(header, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "9999999999999999999", "2026-11-20"})
    void othersAreNone(String header) {
        assertThat(RetryRule.retryAfter(header, NOW)).isEmpty();
    }
}
