package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The state file is lost or broken: our service is still ours.
@Tag("real")
final class LostNotesTest {

    private interface Harm {
        void to(Path stateFile) throws Exception;
    }

    @Test
    void deleted() throws Exception {
        try (var home = TestHome.withFixture()) {
            harmed(home, Files::delete);
            assertThat(home.journal()).contains("state-lost");
            assertThat(home.berth("journal").out()).contains("notes were missing");
        }
    }

    @Test
    void cutShort() throws Exception {
        try (var home = TestHome.withFixture()) {
            harmed(home, file -> Files.writeString(file, Files.readString(file).substring(0, 60)));
            keptAsideAndSaid(home);
        }
    }

    @Test
    void emptied() throws Exception {
        try (var home = TestHome.withFixture()) {
            harmed(home, file -> Files.write(file, new byte[0]));
            keptAsideAndSaid(home);
        }
    }

    @Test
    void garbage() throws Exception {
        try (var home = TestHome.withFixture()) {
            harmed(home, file -> Files.write(file, new byte[] {0, -1, 17, 'x', '{', -128}));
            keptAsideAndSaid(home);
        }
    }

    private static void harmed(TestHome home, Harm harm) throws Exception {
        var first = home.superviseToReady();
        var container = home.container();
        var run = Podman.runOf(container);
        var token = home.token();
        TestHome.crash(first);

        harm.to(home.state().resolve("runtime-state.json"));
        home.superviseToReady();

        assertThat(home.container()).isEqualTo(container);
        assertThat(Podman.runOf(container)).as("the same run").isEqualTo(run);
        assertThat(home.token()).isEqualTo(token);
    }

    private static void keptAsideAndSaid(TestHome home) throws Exception {
        try (var files = Files.list(home.state())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("the broken one is kept aside")
                    .anyMatch(name ->
                            name.startsWith("runtime-state.json.") && !name.endsWith(".tmp"));
        }
        assertThat(home.journal()).contains("state-unreadable");
        assertThat(home.berth("journal").out()).contains("could not be read and were put aside");
    }
}
