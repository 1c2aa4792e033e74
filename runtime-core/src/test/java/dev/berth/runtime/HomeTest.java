package dev.berth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HomeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "/", "/nowhere/yet", "/tmp/Müllers Ordner/ß: a,b \"c\"", "/a/../b"})
    void anAbsolutePathMayBeAHome(String chosen) {
        assertThat(Home.objection(Map.of("BERTH_HOME", chosen))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"berth", "./berth", "~/berth", "../x", "/a\nb", "/a\u001b[31mb", "/a\0b"})
    void whatWouldBeElsewhereOrUnreadableIsRefusedInOneSentence(String chosen) {
        assertThat(Home.objection(Map.of("BERTH_HOME", chosen)))
                .hasValueSatisfying(HomeTest::isOneSentence);
    }

    @Test
    void aFileAndAPathThatIsTooLongAreNoHome(@TempDir Path folder) throws IOException {
        var file = Files.createFile(folder.resolve("letter"));
        assertThat(Home.objection(Map.of("BERTH_HOME", file.toString())))
                .hasValueSatisfying(HomeTest::isOneSentence);
        assertThat(Home.objection(Map.of("BERTH_HOME", "/" + "x".repeat(4000))))
                .hasValueSatisfying(HomeTest::isOneSentence);
    }

    /// What a program can write that runs for others must not say which program we run.
    @Test
    void nothingOfOursLiesWhereTheServiceCanWrite(@TempDir Path folder) {
        var home = Home.under(folder);
        assertThat(
                        List.of(
                                home.settingsFile(),
                                home.state(),
                                home.logs(),
                                home.run(),
                                home.cache()))
                .noneMatch(path -> path.startsWith(home.data()))
                .noneMatch(path -> home.data().startsWith(path));
    }

    private static void isOneSentence(String objection) {
        assertThat(objection)
                .startsWith("BERTH_HOME expects the absolute path of a folder, such as /")
                .endsWith(".")
                .doesNotContainPattern("\\p{Cntrl}");
    }
}
