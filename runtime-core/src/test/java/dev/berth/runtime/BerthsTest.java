package dev.berth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.store.FileSecrets;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BerthsTest {
    @TempDir private Path folder;

    @Test
    void versionIsTheOneThatWasBuilt() {
        assertThat(Berths.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-token", "provider-key", "draft-key", "key-before"})
    void everySecretOfAHomeIsTakenOutOfTexts(String name) throws IOException {
        var home = Home.under(folder);
        var secrets = new FileSecrets(home.state().resolve("secrets"), new SecureRandom());
        var text = Berths.withoutSecrets(home);
        secrets.keep(name, "plain-words-that-no-shape-gives-away");
        assertThat(text.apply("it said plain-words-that-no-shape-gives-away twice"))
                .doesNotContain("plain-words");
    }
}
