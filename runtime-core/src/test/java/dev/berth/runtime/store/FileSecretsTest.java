package dev.berth.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileSecretsTest {

    @TempDir Path temporary;
    private Path folder;
    private FileSecrets secrets;

    @BeforeEach
    void open() {
        folder = temporary.resolve("state/secrets");
        secrets = new FileSecrets(folder, new SecureRandom());
    }

    @Test
    void aTokenIsMadeOnce() throws IOException {
        assertThat(secrets.value("token")).isEmpty();

        var file = secrets.token("token");
        var value = secrets.value("token");

        assertThat(value.orElseThrow()).matches("[0-9a-f]{64}");
        assertThat(file).isEqualTo(folder.resolve("token")).hasContent(value.orElseThrow());
        assertThat(Disk.mode(file)).isEqualTo("rw-------");
        assertThat(Disk.mode(folder)).isEqualTo("rwx------");
        assertThat(secrets.token("token")).hasContent(value.orElseThrow());
        assertThat(secrets.token("other")).content().isNotEqualTo(value.orElseThrow());
    }

    @Test
    void theFileHoldsTheValueAndNothingElse() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("token"), "edited-by-hand".repeat(3) + "\n");

        assertThat(Files.readString(secrets.token("token"))).isEqualTo("edited-by-hand".repeat(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "two\nlines", "nul\0", "\u001b[0m"})
    void aMalformedTokenIsMadeAgain(String malformed) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("token"), malformed);

        Disk.assertOneSentence(
                catchThrowable(() -> secrets.value("token")), folder.resolve("token"));
        assertThat(secrets.token("token")).content().matches("[0-9a-f]{64}");
    }

    @Test
    void bytesThatAreNoTextAreNoToken() throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("token"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(secrets.token("token")).content().matches("[0-9a-f]{64}");
    }

    @Test
    void aSecretThatOthersCanReadIsClosedToThem() throws IOException {
        var file = secrets.keep("key", "sk-123");
        Disk.chmod(file, "rw-r--r--");

        assertThat(secrets.value("key")).hasValue("sk-123");
        assertThat(Disk.mode(file)).isEqualTo("rw-------");
    }

    @Test
    void aPastedKeyIsKeptWithoutWhatIsAroundIt() throws IOException {
        secrets.keep("key", "old");
        assertThat(Files.readString(secrets.keep("key", "  sk-ü1 2\r\n"))).isEqualTo("sk-ü1 2");
        assertThat(secrets.value("key")).hasValue("sk-ü1 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "hidden\nhidden", "hidden\0", "hidden\u2028x"})
    void aMalformedKeyIsRefusedWithoutShowingIt(String malformed) throws IOException {
        secrets.keep("key", "old");

        assertThatThrownBy(() -> secrets.keep("key", malformed))
                .isInstanceOf(UnusableFile.class)
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> secrets.keep("key", "x".repeat(4097)))
                .isInstanceOf(UnusableFile.class);
        assertThat(secrets.value("key")).hasValue("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".hidden", "a/b", "A", "a b"})
    void aNameCannotLeadOutOfTheFolder(String name) {
        assertThatThrownBy(() -> secrets.token(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLinkInPlaceOfASecretIsRefused() throws IOException {
        Files.createDirectories(folder);
        var elsewhere = Files.writeString(temporary.resolve("elsewhere"), "theirs");
        Disk.chmod(elsewhere, "rw-r--r--");
        Files.createSymbolicLink(folder.resolve("token"), elsewhere);

        assertThatThrownBy(() -> secrets.token("token")).isInstanceOf(UnusableFile.class);
        assertThatThrownBy(() -> secrets.value("token")).isInstanceOf(UnusableFile.class);
        assertThat(Disk.mode(elsewhere)).isEqualTo("rw-r--r--");
    }

    @Test
    void erasingForgetsAllLeftoversToo() throws IOException {
        secrets.erase();
        secrets.token("token");
        secrets.keep("key", "sk-123");
        Files.writeString(folder.resolve(".key.1.2.tmp"), "sk-1");

        secrets.erase();

        assertThat(folder).doesNotExist();
        assertThat(secrets.value("key")).isEmpty();
    }
}
