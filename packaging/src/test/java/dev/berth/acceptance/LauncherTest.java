package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
final class LauncherTest {

    private static final Map<String, String> NO_LOCALE =
            Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "C");

    @TempDir private Path folder;
    private Program moved = Program.underTest();

    @BeforeEach
    void moveTheProgramToAnAwkwardPlace() throws IOException, InterruptedException {
        var program = Program.underTest().launcher().resolve("../..").normalize();
        var place = folder.resolve("Übers Meer & zurück");
        var copy = new ProcessBuilder("cp", "-R", program.toString(), place.toString()).start();
        assertThat(copy.waitFor()).isZero();
        moved = new Program(place.resolve("bin/berth"));
    }

    @Test
    void startsFromAnyFolderWithoutAUtf8Locale() throws Exception {
        var outcome = moved.run(NO_LOCALE, "--version");

        assertThat(outcome.text()).startsWith("berth ");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void startsThroughALinkToALink() throws Exception {
        var near = Files.createSymbolicLink(folder.resolve("near"), moved.launcher());
        var far = Files.createSymbolicLink(folder.resolve("far"), near.getFileName());

        var outcome = new Program(far).run(NO_LOCALE, "--version");

        assertThat(outcome.text()).startsWith("berth ");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void aStartUpCacheThatDoesNotFitIsLeftAloneWithoutAWord() throws Exception {
        var cache = moved.launcher().resolveSibling("../lib/keeper.aot").normalize();
        Files.deleteIfExists(cache);
        assertThat(moved.run(Map.of(), "--version").err()).isEmpty();
        Files.writeString(cache, "no cache");

        var outcome = moved.run(Map.of(), "--version");

        assertThat(outcome.out()).startsWith("berth ");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void badUsageIsExitTwo() throws Exception {
        assertThat(moved.run(Map.of(), "--no-such-option").status()).isEqualTo(2);
    }
}
