package dev.berth.runtime.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.Choices.Size;
import dev.berth.runtime.Choices.Why;
import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import dev.berth.runtime.engine.EngineProgram;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.news.News;
import dev.berth.runtime.store.JsonSettings;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.MachineSize;
import dev.berth.runtime.store.RuntimeState.Dwelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class LocalChoicesTest {
    private static final Optional<String> DARK = Optional.of("dark");

    @TempDir private Path folder;
    private boolean administrator;
    private Dwelling dwelling = Dwelling.none();
    private final AtomicInteger signals = new AtomicInteger();
    private final News<Settings> news = new News<>(Settings.none());
    private EngineProgram.Fitness fitness = new EngineProgram.Fitness.Fit("5.4.2");
    private JsonSettings file;
    private LocalChoices choices;

    /// Says of every program what the test wants.
    private final class ScriptedProgram implements EngineProgram {
        @Override
        public Optional<InUse> inUse(Limit limit) {
            return Optional.of(new InUse(Path.of("/usr/bin/engine"), Optional.of("5.4.2")));
        }

        @Override
        public Fitness look(Path program, Limit limit) {
            return fitness;
        }
    }

    @BeforeEach
    void open() {
        file = new JsonSettings(folder.resolve("config/settings.json"), Clock.systemUTC());
        choices =
                new LocalChoices(
                        file,
                        news,
                        new ScriptedProgram(),
                        Path.of("/data"),
                        new Computer(() -> 8000, 4, administrator, Place.HERE),
                        () -> dwelling,
                        signals::incrementAndGet);
    }

    private Settings chosen(Setting setting, String value) {
        return ((Answer.Are) choices.choose(setting, Optional.of(value))).settings();
    }

    private Answer.Refused refused(Setting setting, String value) {
        return (Answer.Refused) choices.choose(setting, Optional.of(value));
    }

    @ParameterizedTest
    @CsvSource({
        "startAtSignIn, true, false",
        "leaveRunning, true, false",
        "notifications, false, true",
        "language, de, ",
        "theme, dark, system",
        "memoryMiB, 4096, ",
        "port, 20000, ",
        "engineProgram, /opt/engine, ",
        "mirror, https://mirror.example/path, ",
        "proxy, http://me:pass@proxy.example:3128, ",
        "host, machine, ",
        "stopOthers, always, ask",
        "machineCpus, 4, ",
        "machineMemoryMiB, 6464, ",
        "machineDiskGiB, 60, ",
    })
    void whatIsChosenIsWrittenAndTakenBack(String name, String value, String before)
            throws IOException {
        var setting = Setting.of(name).orElseThrow();
        assertThat(setting.in(chosen(setting, " " + value + " "))).contains(value);
        assertThat(setting.in(file.load())).contains(value);
        assertThat(signals).hasValue(1);

        choices.choose(setting, Optional.empty());
        assertThat(setting.in(file.load())).isEqualTo(Optional.ofNullable(before));
        assertThat(setting.in(chosen(setting, value))).contains(value);
        assertThat(setting.in(chosen(setting, "  ")))
                .as("nothing typed")
                .isEqualTo(Optional.ofNullable(before));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "machineCpus | 5 | TOO_MUCH | 5 is more than this computer can give",
                "machineMemoryMiB | 6465 | TOO_MUCH | it can spare 6464 MiB of memory",
                "machineDiskGiB | 39 | ONLY_GROWS | give at least 40",
                "machineImage | /nowhere/place.qcow2 | FILE_MISSING | There is no file",
                "machineCpus | 0 | VALUE | a whole number from 1 to 64",
                "machineMemoryMiB | 1024 | VALUE | from 2048",
                "machineDiskGiB | 9 | VALUE | from 10 to 2048",
                "machineImage | place.qcow2 | VALUE | the absolute path",
                "host | elsewhere | VALUE | native",
                "stopOthers | sometimes | VALUE | ask, always or never",
            })
    void whatThisComputerCannotGiveIsRefusedInASentence(
            String name, String value, Why why, String said) {
        dwelling =
                new Dwelling(
                        Optional.of(Place.APART),
                        Optional.of(
                                MachineRecord.planned(
                                        "berth", Instant.EPOCH, new MachineSize(2, 4096, 40))));
        var refused = refused(Setting.of(name).orElseThrow(), value);
        assertThat(refused.why()).isEqualTo(why);
        assertThat(refused.sentence()).contains(said).endsWith("nothing was changed.");
    }

    @Test
    void aFileForItsOwnPlaceMustBeThere() throws IOException {
        var place = Files.writeString(folder.resolve("place.qcow2"), "QFI");
        assertThat(chosen(Setting.OWN_FILE, place.toString()).dwelling().file()).contains(place);
    }

    @Test
    void anAdministratorCannotHaveAPlaceOfItsOwnForIt() {
        administrator = true;
        open();
        assertThat(refused(Setting.PLACE, "machine").why()).isEqualTo(Why.ADMINISTRATOR);
        assertThat(chosen(Setting.PLACE, "native").place()).isEqualTo(Place.HERE);
    }

    @Test
    void whatIsInUseSaysHowLargeItsOwnPlaceIs() {
        assertThat(((Answer.Are) choices.now()).inUse().own()).isEmpty();
        dwelling =
                new Dwelling(
                        Optional.of(Place.APART),
                        Optional.of(
                                MachineRecord.planned(
                                        "berth", Instant.EPOCH, new MachineSize(2, 4096, 40))));
        var in = ((Answer.Are) choices.now()).inUse();
        assertThat(in.place()).isEqualTo(Place.APART);
        assertThat(in.own()).contains(new Size(2, 4096, 40));
    }

    @Test
    void whoListensIsToldAtOnce() throws InterruptedException {
        var told = new LinkedBlockingQueue<Settings>();
        try (var _ = news.watch(told::add)) {
            assertThat(told.take()).isEqualTo(Settings.none());
            chosen(Setting.THEME, "dark");
            assertThat(told.take().look().theme()).isEqualTo(Settings.Theme.DARK);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "startAtSignIn, yes",
        "notifications, 1",
        "language, fr",
        "theme, purple",
        "memoryMiB, 512",
        "memoryMiB, lots",
        "memoryMiB, 99999999999999999999",
        "port, 80",
        "port, 65536",
        "port, -1",
        "mirror, mirror.example",
        "proxy, socks5://proxy.example:1",
    })
    void whatCannotBeIsRefusedInOneSentence(String name, String value) throws IOException {
        var setting = Setting.of(name).orElseThrow();
        var refused = refused(setting, value);
        assertThat(refused.why()).isEqualTo(Why.VALUE);
        assertThat(refused.sentence())
                .contains(name, setting.expected(), "nothing was changed")
                .doesNotContain("\n");
        assertThat(file.load()).isEqualTo(Settings.none());
        assertThat(signals).hasValue(0);
    }

    @Test
    void aPasswordIsNotShownInARefusal() {
        assertThat(refused(Setting.PROXY, "socks://me:very-secret@proxy.example:1").sentence())
                .doesNotContain("very-secret");
    }

    @Test
    void eachThingThatIsWrongWithAProgramIsToldApart() throws IOException {
        assertThat(refused(Setting.ENGINE_PROGRAM, "engine").why())
                .isEqualTo(Why.PROGRAM_NOT_ABSOLUTE);
        fitness = new EngineProgram.Fitness.NoSuchFile();
        assertThat(refused(Setting.ENGINE_PROGRAM, "/e").why()).isEqualTo(Why.PROGRAM_MISSING);
        fitness = new EngineProgram.Fitness.NotStartable();
        assertThat(refused(Setting.ENGINE_PROGRAM, "/e").why())
                .isEqualTo(Why.PROGRAM_NOT_EXECUTABLE);
        fitness = new EngineProgram.Fitness.Another();
        assertThat(refused(Setting.ENGINE_PROGRAM, "/e").why()).isEqualTo(Why.PROGRAM_ANOTHER);
        fitness = new EngineProgram.Fitness.Silent();
        assertThat(refused(Setting.ENGINE_PROGRAM, "/e").why()).isEqualTo(Why.PROGRAM_ANOTHER);
        assertThat(file.load()).isEqualTo(Settings.none());
    }

    @Test
    void noSentenceHasAForbiddenWord() throws IOException {
        var words =
                Pattern.compile(
                        Files.readAllLines(Path.of("../docs/forbidden-words.txt")).stream()
                                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                                .collect(Collectors.joining("|", "\\b(", ")\\b")),
                        Pattern.CASE_INSENSITIVE);
        for (var each :
                new EngineProgram.Fitness[] {
                    new EngineProgram.Fitness.NoSuchFile(),
                    new EngineProgram.Fitness.NotStartable(),
                    new EngineProgram.Fitness.Another(),
                    new EngineProgram.Fitness.Silent()
                }) {
            fitness = each;
            assertThat(refused(Setting.ENGINE_PROGRAM, "/e").sentence())
                    .doesNotContainPattern(words);
        }
        for (var setting : Setting.values()) {
            var untyped = refused(setting, "?").sentence().replaceAll("`[^`]*`", "");
            assertThat(untyped).doesNotContainPattern(words);
        }
    }

    @Test
    void aFileThatCannotBeReadIsNotOverwritten() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/settings.json"), "{oops");
        assertThat(((Answer.Refused) choices.now()).why()).isEqualTo(Why.SETTINGS_FILE);
        assertThat(refused(Setting.THEME, "dark").sentence()).contains("settings.json");
        assertThat(Files.readString(folder.resolve("config/settings.json"))).isEqualTo("{oops");
    }

    @Test
    void whatIsInUseIsTold() {
        var inUse = ((Answer.Are) choices.now()).inUse();
        assertThat(inUse.engineProgram()).contains(Path.of("/usr/bin/engine"));
        assertThat(inUse.engineVersion()).contains("5.4.2");
        assertThat(inUse.memoryMiB()).isEqualTo(2048);
        assertThat(inUse.computerMemoryMiB()).isEqualTo(8000);
        assertThat(inUse.dataFolder()).isEqualTo(Path.of("/data"));
    }

    @Test
    void aChoiceAndASetUpAtTheSameTimeDoNotUndoEachOther() throws Exception {
        var choosing = Thread.ofPlatform().unstarted(() -> choices.choose(Setting.THEME, DARK));
        file.update(now -> {
            choosing.start();
            while (choosing.isAlive() && choosing.getState() != Thread.State.WAITING) {
                Thread.onSpinWait(); // it waits for us, or was let through and is done
            }
            return now.withProvider(Provider.usual(ProviderKind.OPENAI));
        });
        choosing.join();

        assertThat(file.load().provider()).contains(Provider.usual(ProviderKind.OPENAI));
        assertThat(file.load().look().theme()).isEqualTo(Settings.Theme.DARK);
    }

    @Test
    void theMemoryOfThisComputerIsReadFromTheKernel() throws IOException {
        var told = folder.resolve("meminfo");
        Files.writeString(told, "MemTotal:       16384000 kB\nMemFree:  1 kB\n");
        assertThat(new InstalledMemory(told).getAsLong()).isEqualTo(16_000);
        assertThat(new InstalledMemory(folder.resolve("none")).getAsLong()).isZero();
    }
}
