package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BuildVersionTest {

    @Test
    void saysTheVersionThatWasBuilt() {
        assertThat(new BuildVersion().getVersion())
                .singleElement()
                .asString()
                .matches("berth \\d+\\.\\d+\\.\\d+.*");
    }
}
