package dev.berth.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.store.SettingsFile.UnreadableSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonSettingsTest {
    private static final Settings FULL =
            new Settings(
                    Optional.of("localhost/openclaw:1"),
                    Optional.of(
                            new Provider(
                                    ProviderKind.CUSTOM,
                                    Optional.of(URI.create("http://127.0.0.1:9999/v1")),
                                    Optional.of("small"))),
                    OptionalInt.of(20_000),
                    OptionalLong.of(4096),
                    Optional.of(Duration.ofMinutes(2)),
                    true,
                    new Settings.Fetching(
                            Optional.of("https://mirror.example:5000"),
                            Optional.of("http://proxy.example:3128"),
                            Optional.of(Path.of("/home/me/release.tar")),
                            Settings.Updates.NEVER),
                    Optional.of(Path.of("/opt/podman/bin/podman")),
                    true,
                    false,
                    new Settings.Look(Optional.of("de"), Settings.Theme.DARK),
                    Settings.Dwelling.usual(),
                    new Settings.Access(true, List.of("my-pc.lan")),
                    OptionalLong.of(40));

    @TempDir Path temporary;
    private Path file;
    private JsonSettings settings;

    @BeforeEach
    void open() {
        file = temporary.resolve("config/settings.json");
        settings = new JsonSettings(file, Disk.CLOCK);
    }

    private void write(String text) throws IOException {
        Files.createDirectories(temporary.resolve("config"));
        Files.writeString(file, text);
    }

    @Test
    void nothingChosenIsNoFile() throws IOException {
        assertThat(settings.load()).isEqualTo(Settings.none());
        assertThat(temporary.resolve("config")).doesNotExist();
    }

    @Test
    void whatWasSavedIsLoaded() throws IOException {
        settings.update(_ -> FULL);
        assertThat(settings.load()).isEqualTo(FULL);
        assertThat(Disk.mode(file)).isEqualTo("rw-------");

        settings.update(_ -> Settings.none());
        assertThat(settings.load()).isEqualTo(Settings.none());
    }

    @Test
    void aMissingFieldAndANullMeanNothingChosen() throws IOException {
        write("{\"schema\":1,\"port\":null}");

        assertThat(settings.load()).isEqualTo(Settings.none());
    }

    @Test
    void unknownFieldsAreKept() throws IOException {
        write("{\"schema\":1,\"port\":20000,\"colour\":{\"dark\":true}}");

        settings.update(now -> now.withProvider(Provider.usual(ProviderKind.ANTHROPIC)));

        assertThat(file).content().contains("\"colour\" : {", "\"dark\" : true", "20000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "port | 1023 | from 1024 to 65535",
                "port | 65536 | from 1024 to 65535",
                "port | \"20000\" | from 1024 to 65535",
                "memoryMiB | 1023 | from 1024 to",
                "memoryMiB | 2048.5 | from 1024 to",
                "copiesGiB | 0 | from 1 to 4096",
                "copiesGiB | 4097 | from 1 to 4096",
                "updates | \"sometimes\" | look or never",
                "startAllowanceSeconds | 0 | from 1 to 86400",
                "startAllowanceSeconds | 86401 | from 1 to 86400",
                "leaveRunning | \"yes\" | true or false",
                "release | 5 | a text",
                "release | \"--privileged\" | ghcr.io/openclaw/openclaw",
                "release | \"Some/Thing\" | ghcr.io/openclaw/openclaw",
                "release | \"a b\" | ghcr.io/openclaw/openclaw",
                "provider | \"\" | a text",
                "provider | \"nobody\" | one of anthropic, openai"
            })
    void aWrongValueIsNamedWithWhatWasExpected(String field, String value, String expected)
            throws IOException {
        var text = "{\"schema\":1,\"%s\":%s}".formatted(field, value);
        write(text);

        var thrown = catchThrowable(settings::load);

        assertThat(thrown)
                .isInstanceOf(UnreadableSettings.class)
                .hasMessageContainingAll(file.toString(), field, value, expected);
        Disk.assertOneSentence(thrown, file);
        assertThatThrownBy(() -> settings.update(_ -> Settings.none().withRelease("x")))
                .isInstanceOf(UnreadableSettings.class);
        assertThat(file).hasContent(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"schema\":1,\"schema\":1}",
                "{\"schema\":1} x",
                "{\"schema\":2}"
            })
    void aFileThatCannotBeUnderstoodIsNeitherDefaultedNorOverwritten(String text)
            throws IOException {
        write(text);

        Disk.assertOneSentence(catchThrowable(settings::load), file);
        assertThatThrownBy(settings::load).isInstanceOf(UnreadableSettings.class);
        assertThatThrownBy(() -> settings.update(_ -> FULL)).isInstanceOf(UnreadableSettings.class);
        assertThat(file).hasContent(text);
    }

    @Test
    void aLinkIsRefused() throws IOException {
        write("{\"schema\":1}");
        Files.move(file, temporary.resolve("elsewhere"));
        Files.createSymbolicLink(file, temporary.resolve("elsewhere"));

        assertThatThrownBy(settings::load).isInstanceOf(UnreadableSettings.class);
    }

    @Test
    void settingsThatCouldNotBeLoadedAgainAreNotSaved() throws IOException {
        settings.update(_ -> FULL);
        var wrong =
                new Settings(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.of(80),
                        OptionalLong.empty(),
                        Optional.empty(),
                        false,
                        Settings.Fetching.direct(),
                        Optional.empty(),
                        false,
                        true,
                        Settings.Look.system(),
                        Settings.Dwelling.usual(),
                        Settings.Access.usual(),
                        OptionalLong.empty());

        assertThatThrownBy(() -> settings.update(_ -> wrong))
                .isInstanceOf(UnreadableSettings.class)
                .hasMessageContaining("80");
        assertThat(settings.load()).isEqualTo(FULL);
    }

    @Test
    void partsOfASecondAreRoundedUp() throws IOException {
        settings.update(_ ->
                new Settings(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        Optional.of(Duration.ofMillis(500)),
                        false,
                        Settings.Fetching.direct(),
                        Optional.empty(),
                        false,
                        true,
                        Settings.Look.system(),
                        Settings.Dwelling.usual(),
                        Settings.Access.usual(),
                        OptionalLong.empty()));

        assertThat(settings.load().startAllowance()).hasValue(Duration.ofSeconds(1));
    }

    @Test
    void forgettingKeepsWhichProgramIsTheEngineAndNothingElse() throws IOException {
        settings.update(_ -> FULL);
        settings.forget();

        assertThat(settings.load())
                .isEqualTo(Settings.none().withEngineProgram(Path.of("/opt/podman/bin/podman")));
    }

    @Test
    void forgettingKeepsTheOldFilesAside() throws IOException {
        settings.forget();
        settings.update(_ -> FULL);
        settings.forget();
        write("broken");
        settings.forget();

        assertThat(settings.load()).isEqualTo(Settings.none());
        assertThat(Disk.names(temporary.resolve("config")))
                .containsExactly(
                        "settings.json.before-reset-20261120T221504Z",
                        "settings.json.before-reset-20261120T221504Z-2");
    }

    @ParameterizedTest
    @CsvSource({
        "mirror, ftp://mirror.example",
        "mirror, mirror.example",
        "mirror, https://u:p@mirror.example",
        "mirror, 'https://mirror.example:99999'",
        "proxy, proxy.example:3128",
        "proxy, http://proxy.example",
        "proxy, socks5://proxy.example:1080",
    })
    void anAddressThatIsNoneForFetchingIsNamed(String field, String value) throws Exception {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "{\"schema\":1,\"%s\":\"%s\"}".formatted(field, value));

        assertThatThrownBy(settings::load)
                .isInstanceOf(UnreadableSettings.class)
                .hasMessageContaining("\"" + field + "\"")
                .hasMessageContaining("expected an address such as http");
    }
}
