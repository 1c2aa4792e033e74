package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// As root only: where control groups are old, an ordinary user cannot freeze anything.
@Tag("root")
final class PausedByHandTest {

    @Test
    void isWokenInPlace() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            var container = home.container();
            var run = Podman.runOf(container);
            int mark = home.watch().mark();

            Podman.run("pause", container);

            home.awaitFallAndReturn(mark);
            assertThat(home.container()).isEqualTo(container);
            assertThat(Podman.runOf(container)).as("the same run").isEqualTo(run);
        }
    }
}
