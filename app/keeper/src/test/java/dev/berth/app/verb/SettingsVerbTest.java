package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.Choices.Why;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Settings.Fetching;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsVerbTest {
    private static final Settings SOME =
            new Settings(
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    OptionalLong.of(4096),
                    Optional.empty(),
                    true,
                    new Fetching(
                            Optional.empty(),
                            Optional.of("http://me:very-secret@proxy.example:3128")),
                    Optional.empty(),
                    false,
                    true,
                    new Settings.Look(Optional.of("de"), Settings.Theme.DARK),
                    Settings.Dwelling.usual(),
                    Settings.Access.usual(),
                    OptionalLong.empty());

    private final ScriptedKeeper keeper = new ScriptedKeeper(ScriptedKeeper.READY);
    private TestDesk desk;

    @BeforeEach
    void layOut(@TempDir Path folder) {
        desk = new TestDesk(folder);
        desk.keeper = Optional.of(keeper);
        keeper.choices.settings = SOME;
    }

    @Test
    void allAreShownWithWhatIsUsualWhereNothingIsChosen() {
        assertThat(desk.berth("settings", "get")).isEqualTo(0);
        assertThat(desk.said()).hasSize(Setting.values().length);
        assertThat(desk.said())
                .contains(
                        "theme            dark",
                        "memoryMiB        4096",
                        "engineProgram    (/usr/bin/program, as found)",
                        "mirror           (as usual)",
                        "stopOthers       ask",
                        "host             (machine, as usual)",
                        "machineMemoryMiB (4096, as usual)");
    }

    @Test
    void oneIsItsValueAloneOrNothing() {
        assertThat(desk.berth("settings", "get", "language")).isEqualTo(0);
        assertThat(desk.berth("settings", "get", "port")).isEqualTo(0);
        assertThat(desk.said()).containsExactly("de");
    }

    @Test
    void programsGetOneObjectOnOneLine() {
        desk.berth("settings", "get", "--json");
        desk.berth("settings", "get", "memoryMiB", "--json");
        desk.berth("settings", "get", "--json", "port");
        assertThat(desk.said())
                .containsExactly(
                        "{\"schema\":1,\"settings\":{\"startAtSignIn\":false,\"leaveRunning\":true,"
                                + "\"notifications\":true,\"language\":\"de\",\"theme\":\"dark\","
                                + "\"memoryMiB\":4096,\"port\":null,\"engineProgram\":null,\"mirror\":null,"
                                + "\"proxy\":\"http://(hidden)@proxy.example:3128\","
                                + "\"host\":null,\"stopOthers\":\"ask\",\"machineCpus\":null,"
                                + "\"machineMemoryMiB\":null,\"machineDiskGiB\":null,"
                                + "\"machineImage\":null,\"wakeWhenUsed\":false,\"names\":null,\"copiesGiB\":null,"
                                + "\"updates\":\"look\"},"
                                + "\"inUse\":{\"engineProgram\":\"/usr/bin/program\","
                                + "\"engineVersion\":\"5.4.2\",\"release\":\"example.org/assistant:1\","
                                + "\"memoryMiB\":2048,\"computerMemoryMiB\":16000,"
                                + "\"dataFolder\":\"/home/person/berth/data\","
                                + "\"host\":\"machine\",\"machineCpus\":2,"
                                + "\"machineMemoryMiB\":4096,\"machineDiskGiB\":40}}",
                        "{\"schema\":1,\"name\":\"memoryMiB\",\"value\":4096}",
                        "{\"schema\":1,\"name\":\"port\",\"value\":null}");
    }

    @Test
    void aProxysPasswordIsNeverShown() {
        desk.berth("settings", "get");
        desk.berth("settings", "get", "proxy");
        desk.berth("settings", "set", "proxy", "http://me:very-secret@proxy.example:3128");
        assertThat(desk.out.toString()).contains("(hidden)@proxy").doesNotContain("very-secret");
    }

    @Test
    void oneIsChosenOrTakenBack() {
        assertThat(desk.berth("settings", "set", "theme", "dark")).isEqualTo(0);
        assertThat(desk.berth("settings", "set", "port")).isEqualTo(0);
        assertThat(keeper.choices.chosen).containsExactly("theme dark", "port (back)");
        assertThat(desk.said()).containsExactly("theme is dark", "port is as usual");
        assertThat(keeper.closed).isTrue();
    }

    @Test
    void withoutAKeeperTheFilesAreAsked() {
        desk.keeper = Optional.empty();
        assertThat(desk.berth("settings", "set", "theme", "dark")).isEqualTo(0);
        assertThat(desk.unsupervisedChoices.chosen).containsExactly("theme dark");
        assertThat(keeper.choices.chosen).isEmpty();
    }

    @Test
    void aRefusalIsBadUsageAndABadFileAFailure() {
        keeper.choices.refusal =
                Optional.of(new Answer.Refused(Why.VALUE, "That is none; nothing was changed."));
        assertThat(desk.berth("settings", "set", "theme", "pink")).isEqualTo(2);
        keeper.choices.refusal =
                Optional.of(new Answer.Refused(Why.SETTINGS_FILE, "The file is bad."));
        assertThat(desk.berth("settings", "get")).isEqualTo(1);
        assertThat(desk.complained())
                .containsExactly("That is none; nothing was changed.", "The file is bad.");
        assertThat(desk.said()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "settings | expected one of get, set",
                "settings list | expected one of get, set, such as berth settings get, but was given list",
                "settings get themes | but was given themes",
                "settings get theme dark | but was given dark",
                "settings set | the name of a setting, such as theme",
                "settings set themes dark | but was given themes",
                "settings set theme dark blue | but was given blue",
            })
    void badUsageIsOneLine(String line, String expected) {
        assertThat(desk.berth(line.split(" "))).isEqualTo(2);
        assertThat(desk.complained()).singleElement().asString().contains(expected);
        assertThat(keeper.choices.chosen).isEmpty();
    }

    @Test
    void everyNameIsOffered() {
        desk.berth("settings", "get", "x");
        assertThat(desk.err.toString())
                .contains(Arrays.stream(Setting.values()).map(Setting::id).toList());
    }
}
