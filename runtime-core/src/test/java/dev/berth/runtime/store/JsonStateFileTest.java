package dev.berth.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.runtime.EraseScope;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.RuntimeState.Desired;
import dev.berth.runtime.store.StateFile.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonStateFileTest {

    private static final String ID = "123e4567-e89b-42d3-a456-426614174000";
    private static final String NEW_ID = "00000000-0000-4000-8000-000000000001";
    private static final String CONTAINER = "4f5a".repeat(16);
    private static final RuntimeState FULL =
            new RuntimeState(
                    ID,
                    new Desired.Paused(),
                    Optional.of(CONTAINER),
                    OptionalInt.of(18_789),
                    true,
                    true,
                    Optional.of(Instant.parse("2026-11-20T21:00:00.123456789Z")),
                    7,
                    Optional.of(Duration.ofMillis(12_345)),
                    Optional.of(
                            new RuntimeState.MadeWith(
                                    4096,
                                    OptionalInt.of(20_000),
                                    OptionalInt.of(20_001),
                                    List.of("attic", "attic.local"))),
                    List.of(
                            new CleanUp.Service(CONTAINER),
                            new CleanUp.Secret("berth-token"),
                            new CleanUp.Notes(EraseScope.KEEP_DATA),
                            new CleanUp.Notes(EraseScope.EVERYTHING),
                            new CleanUp.ServiceFiles(),
                            new CleanUp.Release("e".repeat(64)),
                            new CleanUp.SafetyCopies()),
                    RuntimeState.Dwelling.none(),
                    Optional.of(
                            new RuntimeState.Restore(
                                    "20261122T151500Z-before-restore",
                                    RuntimeState.Restore.Stage.GOING_BACK,
                                    Optional.of("20261122T151400Z-before-restore"))),
                    new Program(
                            Optional.of(
                                    new Update.Here(
                                            new Update.Release(
                                                    "ghcr.io/openclaw/openclaw:2026.10.1@sha256:"
                                                            + "b".repeat(64),
                                                    Optional.of("sha256:" + "c".repeat(64)),
                                                    Optional.empty()),
                                            new Update.Release(
                                                    "localhost/openclaw:1",
                                                    Optional.empty(),
                                                    Optional.of(Path.of("/media/one.tar"))),
                                            Update.Stage.GOING_BACK,
                                            Optional.of("20261122T151400Z-before-update"),
                                            Optional.of("20261122T151400Z-before-update"))),
                            Optional.of(
                                    new Update.Release(
                                            "ghcr.io/openclaw/openclaw:2026.9.6",
                                            Optional.of("d".repeat(64)),
                                            Optional.empty())),
                            Optional.of("2026.9.6"),
                            Optional.of("2026.10.2"),
                            List.of("e".repeat(64))));

    @TempDir Path temporary;
    private Path folder;
    private Path file;
    private Path instance;
    private JsonStateFile states;

    @BeforeEach
    void open() {
        in(temporary.resolve("state"));
    }

    private void in(Path other) {
        folder = other;
        file = folder.resolve("runtime-state.json");
        instance = folder.resolve("instance");
        states = new JsonStateFile(folder, Disk.CLOCK, () -> UUID.fromString(NEW_ID));
    }

    private List<Path> asides() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(p -> p.toString().contains(".unreadable-")).sorted().toList();
        }
    }

    @Test
    void aNewHomeGetsAnIdThatIsWrittenFirst() throws IOException {
        assertThat(states.load(List.of()))
                .isEqualTo(new Loaded.Fresh(RuntimeState.fresh(NEW_ID), false));
        assertThat(instance).hasContent(NEW_ID + "\n");
        assertThat(Disk.mode(instance)).isEqualTo("rw-------");
        assertThat(Disk.mode(folder)).isEqualTo("rwx------");
        assertThat(file).doesNotExist();
    }

    static Stream<RuntimeState> everyKindOfState() {
        return Stream.of(
                RuntimeState.fresh(ID),
                RuntimeState.fresh(ID).desiring(new Desired.Running()),
                FULL,
                FULL.withContainer(Optional.empty()),
                FULL.updating(
                        Optional.of(
                                new Update.Asked(
                                        new Source.Named("ghcr.io/openclaw/openclaw:2026.10.1"),
                                        Optional.of("20261122T151400Z-hand")))),
                FULL.updating(
                        Optional.of(
                                new Update.Asked(
                                        new Source.FromFile(Path.of("/media/new.tar")),
                                        Optional.empty()))));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfState")
    void whatWasSavedIsLoaded(RuntimeState state) throws IOException {
        states.save(state);

        assertThat(states.load(List.of())).isEqualTo(new Loaded.Kept(state));
        assertThat(Disk.mode(file)).isEqualTo("rw-------");
        assertThat(Files.readString(file)).startsWith("{\n  \"schema\" : 1,").endsWith("}\n");
        assertThat(Disk.names(folder)).containsExactly("instance", "runtime-state.json");
    }

    @Test
    void aLostStateFileLeavesTheInstanceKnown() throws IOException {
        states.save(FULL);
        Files.delete(file);

        assertThat(states.load(List.of()))
                .isEqualTo(new Loaded.Fresh(RuntimeState.fresh(ID), true));
    }

    @Test
    void aLostInstanceFileIsWrittenAgain() throws IOException {
        states.save(FULL);
        Files.delete(instance);

        assertThat(states.load(List.of())).isEqualTo(new Loaded.Kept(FULL));
        assertThat(instance).hasContent(ID + "\n");
    }

    @Test
    void aDamagedInstanceFileIsWrittenAgainAndSaid() throws IOException {
        states.save(FULL);
        Files.writeString(instance, ID.substring(0, 20));

        assertThat(states.load(List.of()))
                .isInstanceOfSatisfying(
                        Loaded.Mended.class,
                        found -> {
                            assertThat(found.state()).isEqualTo(FULL);
                            assertThat(Path.of(found.aside())).hasContent(ID.substring(0, 20));
                        });
        assertThat(states.load(List.of())).isEqualTo(new Loaded.Kept(FULL));
    }

    @Test
    void theStateOfAnotherHomeIsKeptAside() throws IOException {
        states.save(FULL);
        Files.writeString(instance, NEW_ID + "\n");

        assertThat(states.load(List.of()))
                .isInstanceOfSatisfying(
                        Loaded.Recovered.class,
                        found -> {
                            assertThat(found.state()).isEqualTo(RuntimeState.fresh(NEW_ID));
                            assertThat(Path.of(found.aside())).content().contains(ID);
                            assertThat(found.why()).contains(ID, NEW_ID).endsWith(".");
                        });
    }

    @Test
    void anInstanceFileOfAnotherHomeIsOutvotedByStateAndJournal() throws IOException {
        states.save(FULL);
        Files.writeString(instance, NEW_ID + "\n");

        assertThat(states.load(List.of(woke(NEW_ID), woke(ID))))
                .isInstanceOfSatisfying(
                        Loaded.Mended.class,
                        found -> {
                            assertThat(found.state()).isEqualTo(FULL);
                            assertThat(Path.of(found.aside())).hasContent(NEW_ID);
                            assertThat(found.why()).contains(ID, NEW_ID).endsWith(".");
                        });
        assertThat(instance).hasContent(ID + "\n");
    }

    @Test
    void theJournalTellsWhoWeAreWhenBothFilesAreLost() throws IOException {
        assertThat(states.load(List.of(woke(ID))))
                .isEqualTo(new Loaded.Fresh(RuntimeState.fresh(ID), true));
        assertThat(instance).hasContent(ID + "\n");
    }

    private static JournalEntry woke(String id) {
        return new JournalEntry.Woke(Disk.CLOCK.instant(), 1, "x", Optional.of(id));
    }

    @Test
    void unknownFieldsOfOurSchemaAreKept() throws IOException {
        states.save(FULL);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"schema\" : 1,", "\"schema\" : 1, \"later\" : {\"a\" : [1]},"));

        assertThat(states.load(List.of())).isEqualTo(new Loaded.Kept(FULL));
        states.save(FULL.repaired());

        assertThat(states.load(List.of())).isEqualTo(new Loaded.Kept(FULL.repaired()));
        assertThat(Files.readString(file)).contains("\"later\" : {\n    \"a\" : [ 1 ]");
    }

    @Test
    void aFileOfANewerBerthIsNeitherReadNorOverwritten() throws IOException {
        states.save(FULL);
        var newer = Files.readString(file).replace("\"schema\" : 1", "\"schema\" : 2");
        Files.writeString(file, newer);

        var thrown = catchThrowable(() -> states.load(List.of()));

        assertThat(thrown).isInstanceOf(NewerFile.class);
        Disk.assertOneSentence(thrown, file);
        assertThatThrownBy(() -> states.save(FULL)).isInstanceOf(NewerFile.class);
        assertThat(file).hasContent(newer);
        assertThat(asides()).isEmpty();
    }

    @Test
    void aFileThatWentBadBeforeASaveIsKeptAside() throws IOException {
        states.save(FULL);
        Files.writeString(file, "broken");

        states.save(FULL);

        assertThat(states.load(List.of())).isEqualTo(new Loaded.Kept(FULL));
        assertThat(asides()).singleElement().satisfies(p -> assertThat(p).hasContent("broken"));
    }

    @Test
    void aLinkInPlaceOfAControlFileIsRefused() throws IOException {
        states.save(FULL);
        var elsewhere = temporary.resolve("elsewhere");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);

        assertThatThrownBy(() -> states.load(List.of())).isInstanceOf(UnusableFile.class);
        assertThatThrownBy(() -> states.save(FULL)).isInstanceOf(UnusableFile.class);
        assertThat(asides()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"instance\" : 5",
                "\"instance\" : \"me\"",
                "\"instance\" : \"123E4567-e89b-42d3-a456-426614174000\"",
                "\"desired\" : \"flying\"",
                "\"desired\" : null",
                "\"containerId\" : 5",
                "\"containerId\" : \"\"",
                "\"port\" : \"18789\"",
                "\"port\" : 0",
                "\"port\" : 65536",
                "\"port\" : 1.5",
                "\"port\" : 99999999999999999999",
                "\"configured\" : 1",
                "\"dataMade\" : \"true\"",
                "\"dataMade\" : null",
                "\"firstReadyAt\" : \"yesterday\"",
                "\"firstReadyAt\" : 0",
                "\"repairGeneration\" : -1",
                "\"repairGeneration\" : null",
                "\"lastStart\" : -1",
                "\"lastStart\" : \"12s\"",
                "\"pendingCleanUps\" : null",
                "\"pendingCleanUps\" : {}",
                "\"pendingCleanUps\" : [5]",
                "\"pendingCleanUps\" : [{}]",
                "\"pendingCleanUps\" : [{\"kind\" : \"notes\", \"scope\" : \"some\"}]",
                "\"schema\" : \"1\"",
                "\"schema\" : 0",
                "\"schema\" : null"
            })
    void aFieldOfAWrongKindIsKeptAsideAndNamed(String wrong) throws IOException {
        states.save(RuntimeState.fresh(ID));
        var name = wrong.substring(0, wrong.indexOf(" :"));
        var damaged =
                Files.readString(file)
                        .replaceFirst(name + " : (\"[^\"]*\"|\\[[^]]*]|[^,\\n]*)", wrong);
        assertThat(damaged).contains(wrong);
        Files.writeString(file, damaged);

        assertRecovered(damaged.getBytes(UTF_8));
    }

    @Test
    void aMissingFieldIsDamage() throws IOException {
        states.save(FULL);
        var damaged = Files.readString(file).replace("\"dataMade\" : true,", "");
        Files.writeString(file, damaged);

        assertThat(assertRecovered(damaged.getBytes(UTF_8))).contains("dataMade");
    }

    @Test
    void aFileThatIsTooLargeIsKeptAside() throws IOException {
        states.save(FULL);
        var large = new byte[DurableFile.MOST_BYTES + 1];
        Arrays.fill(large, (byte) ' ');
        System.arraycopy(Files.readAllBytes(file), 0, large, 0, (int) Files.size(file));
        Files.write(file, large);

        assertRecovered(large);
    }

    @Test
    void aFileCutOffAnywhereIsKeptAsideAndTheInstanceStays() throws IOException {
        states.save(FULL);
        var whole = Files.readAllBytes(file);
        for (var length = 0; length < whole.length - 2; length++) {
            in(temporary.resolve("cut-" + length));
            states.save(FULL);
            var cut = Arrays.copyOf(whole, length);
            Files.write(file, cut);

            assertRecovered(cut);
            assertThat(states.load(List.of()))
                    .isEqualTo(new Loaded.Fresh(RuntimeState.fresh(ID), true));
        }
    }

    @Test
    void anInstanceFileCutOffAnywhereIsReplacedFromTheState() throws IOException {
        for (var length = 0; length < ID.length(); length++) {
            in(temporary.resolve("cut-" + length));
            states.save(FULL);
            Files.writeString(instance, ID.substring(0, length));

            assertThat(states.load(List.of()).state()).isEqualTo(FULL);
            assertThat(instance).hasContent(ID + "\n");
            assertThat(asides()).hasSize(1);
        }
    }

    @Test
    void theIdIsSalvagedFromAnUnreadableFileWhenItIsTheOnlyOne() throws IOException {
        states.save(FULL);
        Files.writeString(file, Files.readString(file) + "x");
        Files.delete(instance);

        assertThat(states.load(List.of()).state()).isEqualTo(RuntimeState.fresh(ID));
        assertThat(instance).hasContent(ID + "\n");
    }

    @Test
    void flippedBytesNeverLoseTheInstanceOrTheFile() throws IOException {
        var random = new Random(20_261_120);
        states.save(FULL);
        var whole = Files.readAllBytes(file);
        for (var round = 0; round < 600; round++) {
            in(temporary.resolve("flipped-" + round));
            states.save(FULL);
            var damaged = whole.clone();
            for (var flips = random.nextInt(1, 4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            assertKeptOrRecovered(damaged);
        }
    }

    private void assertKeptOrRecovered(byte[] damaged) throws IOException {
        try {
            switch (states.load(List.of())) {
                case Loaded.Kept(var state) -> {
                    assertThat(state.instance()).isEqualTo(ID);
                    assertThat(file).hasBinaryContent(damaged);
                }
                case Loaded.Recovered(var state, var aside, var why) -> {
                    assertThat(state.instance()).isEqualTo(ID);
                    assertThat(Path.of(aside)).hasBinaryContent(damaged);
                    assertThat(why).endsWith(".").doesNotContain("\n");
                }
                case Loaded.Mended mended -> throw new AssertionError("not damaged: " + mended);
                case Loaded.Fresh fresh -> throw new AssertionError("lost: " + fresh);
            }
        } catch (NewerFile _) {
            assertThat(file).hasBinaryContent(damaged);
        }
        assertThat(instance).hasContent(ID + "\n");
    }

    private String assertRecovered(byte[] damaged) throws IOException {
        if (!(states.load(List.of()) instanceof Loaded.Recovered(var state, var aside, var why))) {
            throw new AssertionError("not recovered");
        }
        assertThat(state).isEqualTo(RuntimeState.fresh(ID));
        assertThat(Path.of(aside))
                .hasFileName("runtime-state.json.unreadable-20261120T221504Z")
                .hasBinaryContent(damaged);
        assertThat(why)
                .contains(file.toString(), Path.of(aside).getFileName().toString())
                .endsWith(".")
                .doesNotContain("\n");
        assertThat(file).doesNotExist();
        return why;
    }
}
