package dev.berth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openclaw",
                "openclaw:2026.9.6",
                "ghcr.io/openclaw/openclaw:2026.9.6",
                "localhost/berth/openclaw:2026.9.6",
                "localhost:5000/a/b_c/d-e.f:X",
                "127.0.0.1:5000/openclaw",
                "Mirror.Example.org/openclaw",
                "[::1]:5000/openclaw",
                "ghcr.io/openclaw/openclaw@sha256:0123456789012345678901234567890123456789012345678901234567890123",
                "sha256:0123456789012345678901234567890123456789012345678901234567890123"
            })
    void aNameIsTakenAsItIs(String text) {
        assertThat(ReleaseName.of(text)).hasValue(new ReleaseName(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-rm",
                "--privileged",
                "a b",
                " openclaw",
                "openclaw\n",
                "OpenClaw",
                "ghcr.io/OpenClaw/openclaw",
                "openclaw:",
                "openclaw@",
                "openclaw@sha256:",
                "openclaw@sha256:0123",
                "openclaw@latest",
                "openclaw:-x",
                "/openclaw",
                "openclaw/",
                "a//b",
                "../openclaw",
                "https://ghcr.io/openclaw",
                "open;claw",
                "$(reboot)",
                "ghcr.io:x/openclaw",
                "ü"
            })
    void whatCouldMeanSomethingElseIsNone(String text) {
        assertThat(ReleaseName.of(text)).isEmpty();
    }
}
