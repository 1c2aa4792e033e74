package dev.berth.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferenceTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/openclaw/openclaw:2026.9.6, ghcr.io, openclaw/openclaw, 2026.9.6",
        "ghcr.io/openclaw/openclaw, ghcr.io, openclaw/openclaw, latest",
        "docker.io/busybox:1, registry-1.docker.io, library/busybox, 1",
        "docker.io/a/b:1, registry-1.docker.io, a/b, 1",
        "localhost/berth/fixture:latest, localhost, berth/fixture, latest",
        "127.0.0.1:5000/x:y, 127.0.0.1:5000, x, y",
        "[::1]:5000/x:y, [::1]:5000, x, y",
        "h.example:5000/a__b/c-d.e:V1, h.example:5000, a__b/c-d.e, V1",
    })
    void aNameIsTakenApart(String text, String host, String path, String tag) {
        var reference = Reference.parse(text).orElseThrow();

        assertThat(reference.answeringHost()).isEqualTo(host);
        assertThat(reference.path()).isEqualTo(path);
        assertThat(reference.wanted()).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({
        "h.example/a, h.example/a:berth-0123456789ab",
        "h.example/a:1, h.example/a:1",
    })
    void aDigestCountsMoreThanATagAndGetsAName(String text, String name) {
        var reference = Reference.parse(text + "@sha256:" + HEX).orElseThrow();

        assertThat(reference.wanted()).isEqualTo("sha256:" + HEX);
        assertThat(reference.nameFor(new Digest(HEX))).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "busybox",
                "openclaw/openclaw:1",
                "h.example/",
                "h.example/UPPER",
                "h.example/a:",
                "h.example/a@sha256:12",
                "h.example/a@md5:12",
                "h.example:99999/a",
                "-a.example-/b",
                "h.example/a b",
                "https://h.example/a",
            })
    void shortNamesAndNonsenseAreLeftToTheEngine(String text) {
        assertThat(Reference.parse(text)).isEmpty();
    }
}
