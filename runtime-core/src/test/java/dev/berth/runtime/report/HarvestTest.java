package dev.berth.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where secrets and names lie that must not get out.
final class HarvestTest {
    @TempDir private Path folder = Path.of("");
    private Home home = Home.under(Path.of("/"));

    @BeforeEach
    void aHome() {
        home = Home.under(folder.resolve("home"));
    }

    @Test
    void keptKeysAreKnownAlsoThoseThatWerePutAside() throws IOException {
        write(home.state().resolve("secrets/provider-key"), "of no shape at all\n");
        write(
                home.state().resolve("secrets/gateway-token.unreadable.2026"),
                "an older one\nof two lines");
        assertHidden("of no shape at all", "an older one", "of two lines");
    }

    @Test
    void whatTheServiceKeepsForItselfIsKnown() throws IOException {
        write(
                home.data().resolve("openclaw.json"),
                "{\"gateway\":{\"auth\":{\"token\":\"just some words\"}}}");
        write(
                home.data().resolve("agents/main/.env"),
                "export TELEGRAM_TOKEN='small-letters-only'\n");
        write(home.data().resolve("identity/device.key"), "line-one-of-it\nline-two-of-it\n");
        assertHidden("just some words", "small-letters-only", "line-one-of-it", "line-two-of-it");
    }

    @Test
    void whatStandsInAddressesIsKnown() throws IOException {
        write(
                home.settingsFile(),
                "{\"proxy\":\"http://berta:sesame-open@proxy.firma.example:3128\"}");
        write(home.run().resolve("open.html"), "url=http://127.0.0.1:18789/#token=sesame-two\"");
        assertHidden("sesame-open", "sesame-two");
        assertThat(clean("asked proxy.firma.example for it")).doesNotContain("firma");
    }

    @Test
    void whatTheEnvironmentHoldsIsKnown() {
        var sieves = Harvest.of(home, Map.of("MY_API_KEY", "one two three"), folder).forOthers();
        assertThat(sieves.apply("said one two three")).isEqualTo("said (hidden)");
    }

    @Test
    void thePeopleOfThisComputerAreKnown() throws IOException {
        write(
                folder.resolve("etc/passwd"),
                """
                root:x:0:0:root:/root:/bin/sh
                daemon:x:1:1:daemon:/:/bin/sh
                wilhelmine:x:1000:1000:Wilhelmine Tell,,,:/home/wilhelmine:/bin/sh
                """);
        write(folder.resolve("etc/hostname"), "walross.firma.example\n");
        assertThat(clean("wilhelmine at walross, Frau Tell; the daemon of root"))
                .isEqualTo("(user) at (host), Frau (user); the daemon of root");
    }

    @Test
    void aHomeThatIsNotThereHasNothing() {
        assertThat(Harvest.of(home, Map.of(), folder).count()).isZero();
    }

    private void assertHidden(String... secrets) {
        for (var secret : secrets) {
            assertThat(clean("it said " + secret + " to me")).as(secret).doesNotContain(secret);
        }
    }

    private String clean(String text) {
        return Harvest.of(home, Map.of(), folder).forOthers().apply(text);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
