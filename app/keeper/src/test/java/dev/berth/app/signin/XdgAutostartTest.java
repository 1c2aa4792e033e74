package dev.berth.app.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.app.signin.Autostart.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class XdgAutostartTest {
    private static final Path ICON = Path.of("/opt/berth/icon.png");

    @TempDir Path folder;

    private XdgAutostart of(String launcher) {
        return new XdgAutostart(
                folder.resolve("autostart"),
                new StartCommand(Path.of(launcher), Optional.empty()),
                ICON);
    }

    private String written() throws IOException {
        return Files.readString(folder.resolve("autostart/dev.berth.Berth.desktop"));
    }

    @Test
    void anEntryIsMadeAndTakenAway() throws IOException {
        var autostart = of("/opt/berth/bin/berth");
        assertThat(autostart.entry()).isEqualTo(Entry.NONE);

        autostart.enter();

        assertThat(autostart.entry()).isEqualTo(Entry.ENTERED);
        assertThat(written())
                .startsWith("[Desktop Entry]\nType=Application\n")
                .contains("\nExec=\"/opt/berth/bin/berth\" \"--sign-in\"\n");
        try (var files = Files.list(folder.resolve("autostart"))) {
            assertThat(files).hasSize(1);
        }
        autostart.remove();
        assertThat(autostart.entry()).isEqualTo(Entry.NONE);
    }

    @Test
    void aProgramThatMovedIsEnteredAnew() throws IOException {
        of("/old/berth").enter();
        of("/new/berth").enter();
        assertThat(written()).contains("/new/berth").doesNotContain("/old/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hidden=true",
                "hidden = True",
                "X-GNOME-Autostart-enabled=false",
                " X-GNOME-Autostart-enabled = false "
            })
    void whatTheDesktopsToolWroteIsUnderstood(String line) throws IOException {
        of("/opt/berth").enter();
        var file = folder.resolve("autostart/dev.berth.Berth.desktop");
        Files.writeString(file, written().replace("X-GNOME-Autostart-enabled=true", line));
        assertThat(of("/opt/berth").entry()).isEqualTo(Entry.SWITCHED_OFF);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/opt/a b/berth | \"/opt/a b/berth\"",
                "/opt/100%/berth | \"/opt/100%%/berth\"",
                "/opt/$HOME/berth | \"/opt/\\\\$HOME/berth\"",
                "/opt/say \"hi\"/berth | \"/opt/say \\\\\"hi\\\\\"/berth\"",
                "/opt/back\\slash | \"/opt/back\\\\\\\\slash\"",
                "/opt/tick`/berth | \"/opt/tick\\\\`/berth\""
            })
    void everyPathIsQuotedAsTheSpecificationSays(String path, String quoted) {
        assertThat(XdgAutostart.quoted(path)).isEqualTo(quoted);
    }

    @Test
    void anotherHomeIsStartedWithItself() {
        var command = StartCommand.of(Path.of("/opt/berth"), Map.of("BERTH_HOME", "/media/stick"));
        assertThat(command.words())
                .containsExactly("env", "BERTH_HOME=/media/stick", "/opt/berth", "--sign-in");
    }

    @Test
    void theFolderIsThatOfTheEnvironment() {
        assertThat(XdgAutostart.folder(Map.of("XDG_CONFIG_HOME", "/c"), "/home/me"))
                .isEqualTo(Path.of("/c/autostart"));
        assertThat(XdgAutostart.folder(Map.of("XDG_CONFIG_HOME", "relative"), "/home/me"))
                .isEqualTo(Path.of("/home/me/.config/autostart"));
    }
}
