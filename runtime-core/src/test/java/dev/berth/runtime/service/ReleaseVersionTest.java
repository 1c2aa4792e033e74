package dev.berth.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReleaseVersionTest {

    @ParameterizedTest
    @CsvSource({
        "2026.10.1, 2026.9.6",
        "2027.1.1, 2026.12.30",
        "v2026.9.7, 2026.9.6",
        "2026.9.6-1, 2026.9.6",
        "2026.9.6, 2026.9.6-beta.1",
        "2026.9.6-2, 2026.9.6-1"
    })
    void laterOnesAreNewer(String newer, String older) {
        var one = ReleaseVersion.of(newer).orElseThrow();
        var other = ReleaseVersion.of(older).orElseThrow();
        assertThat(one.isNewerThan(other)).isTrue();
        assertThat(other.isNewerThan(one)).isFalse();
    }

    @Test
    void anotherShapeOfTheSameIsNotNewer() {
        var slim = ReleaseVersion.of("2026.9.6-slim").orElseThrow();
        assertThat(slim).isEqualByComparingTo(ReleaseVersion.of("2026.9.6").orElseThrow());
    }

    @Test
    void whatIsNoVersionIsNoneAndTellsNothing() {
        assertThat(ReleaseVersion.of("latest")).isEmpty();
        assertThat(ReleaseVersion.of("2026.9")).isEmpty();
        assertThat(ReleaseVersion.of("2026.9.99999999")).isEmpty();
        assertThat(ReleaseVersion.named("localhost:5000/openclaw")).isEmpty();
        assertThat(ReleaseVersion.named("example.org/x@sha256:" + "a".repeat(64))).isEmpty();
    }

    @Test
    void aNameTellsItsVersionAndWhereItComesFrom() {
        var name = "localhost:5000/some/openclaw:2026.9.6@sha256:" + "a".repeat(64);
        assertThat(ReleaseVersion.named(name).orElseThrow().text()).isEqualTo("2026.9.6");
        assertThat(ReleaseVersion.origin(name)).isEqualTo("localhost:5000/some/openclaw");
        assertThat(ReleaseVersion.origin("localhost:5000/openclaw"))
                .isEqualTo("localhost:5000/openclaw");
    }

    @ParameterizedTest
    @CsvSource({
        "2026.9.6, 2026.9.7 2026.10.1 latest 2026.9.5, 2026.10.1",
        "2026.9.6, 2026.9.6 2026.9.5 main, ''",
        "2026.9.6, 2026.9.7-beta.1 2026.9.7-slim 2026.9.7-amd64, ''",
        "2026.9.6, 2026.9.6-1, 2026.9.6-1",
        "2026.9.6-1, 2026.9.6-2 2026.9.6, 2026.9.6-2",
        "2026.9.7-beta.1, 2026.9.8-beta.1 2026.9.7, 2026.9.8-beta.1",
        "2026.9.7-beta.1, 2026.9.7, 2026.9.7",
        "2026.9.6-slim, 2026.9.7 2026.9.7-slim 2026.9.8, 2026.9.7-slim"
    })
    void theNewestOfTheSameKindIsFound(String used, String tags, String newest) {
        assertThat(
                        ReleaseVersion.of(used)
                                .orElseThrow()
                                .newest(List.of(tags.split(" ")))
                                .map(ReleaseVersion::text)
                                .orElse(""))
                .isEqualTo(newest);
    }
}
