package dev.berth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BerthsTest {

    @Test
    void versionIsTheOneThatWasBuilt() {
        assertThat(Berths.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
