package dev.berth.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownSecretsTest {
    private static final String KEY = "a-key-that-a-person-gave";
    private static final String NEXT = "the-one-that-came-after-it";

    @TempDir Path folder;
    private SecretStore secrets;
    private KnownSecrets known;

    @BeforeEach
    void open() {
        secrets = new FileSecrets(folder.resolve("secrets"), new SecureRandom());
        known = new KnownSecrets(secrets, List.of("token", "key"));
    }

    @Test
    void allSecretsOfTheHomeAreTakenOut() throws IOException {
        secrets.token("token");
        secrets.keep("key", KEY);
        known.learn();

        var token = secrets.value("token").orElseThrow();
        assertThat(known.apply(token + " and " + KEY)).isEqualTo("(hidden) and (hidden)");
    }

    @Test
    void whatWasErasedOrReplacedIsStillKnown() throws IOException {
        secrets.keep("key", KEY);
        known.learn();
        secrets.keep("key", NEXT);
        known.learn();
        secrets.erase();
        known.learn();

        assertThat(known.apply("first " + KEY + ", then " + NEXT))
                .isEqualTo("first (hidden), then (hidden)");
    }

    @Test
    void aSecretThatCannotBeReadHidesTheOthersNoLess() throws IOException {
        secrets.keep("key", KEY);
        Files.createDirectories(folder.resolve("secrets/token"));
        known.learn();

        assertThat(known.apply(KEY)).isEqualTo("(hidden)");
    }
}
