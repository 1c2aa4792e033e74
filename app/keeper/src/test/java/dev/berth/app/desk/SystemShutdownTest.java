package dev.berth.app.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SystemShutdownTest {

    @ParameterizedTest
    @CsvSource({
        "stopping, true",
        "running, false",
        "degraded, false",
        "starting, false",
        "offline, false",
        "unknown, false",
        "N 5, false",
        "5 6, true",
        "N 0, true",
        "'', false"
    })
    void whatTheSystemSays(String answer, boolean shuttingDown) {
        assertThat(SystemShutdown.tells(answer)).isEqualTo(shuttingDown);
    }
}
