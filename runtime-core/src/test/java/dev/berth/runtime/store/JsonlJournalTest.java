package dev.berth.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Recovered;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.JournalEntry.Troubled;
import dev.berth.runtime.store.JournalEntry.Woke;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonlJournalTest {

    private static final Instant AT = Instant.parse("2026-11-20T22:15:04.123456789Z");

    @TempDir Path temporary;
    private Path folder;
    private Path file;
    private JsonlJournal journal;

    @BeforeEach
    void open() {
        folder = temporary.resolve("state");
        file = folder.resolve("journal.jsonl");
        journal = new JsonlJournal(folder);
    }

    private static Asked asked(int number) {
        return new Asked(AT.plusSeconds(number), "command " + number);
    }

    private static List<JournalEntry> asked(int from, int to) {
        return IntStream.range(from, to).<JournalEntry>mapToObj(n -> asked(n)).toList();
    }

    static Stream<JournalEntry> everyKindOfEntry() {
        var odd = Optional.of("two\nlines, \"quotes\", \u2028 \u0000 and üñí \uD83D\uDE00");
        return Stream.of(
                        Arrays.stream(Trigger.values())
                                .map(t -> new Began("a1", AT, t, "create", "4f5a")),
                        Arrays.stream(Outcome.values())
                                .map(o -> new Ended("a1", AT, "create", "", o, odd)),
                        Arrays.stream(FallCause.values()).map(c -> new Fell(AT, "4f@1", c, odd)),
                        Arrays.stream(ProblemKind.values())
                                .map(p ->
                                        new Fell(
                                                AT,
                                                "4f@1",
                                                FallCause.START_FAILED,
                                                odd,
                                                Optional.of(p))),
                        Arrays.stream(ProblemKind.values())
                                .map(p ->
                                        new Ended(
                                                "a1",
                                                AT,
                                                "create",
                                                "",
                                                Outcome.FAILED,
                                                odd,
                                                Optional.of(p))),
                        Arrays.stream(ProblemKind.values())
                                .map(p -> new Troubled(AT, Plane.ENGINE, p)),
                        Arrays.stream(Plane.values()).map(p -> new Recovered(AT, p)),
                        Stream.of(
                                new Ended("a", AT, "b", "c", Outcome.DONE, Optional.empty()),
                                new Fell(AT, "k", FallCause.SILENT, Optional.of("")),
                                new Proved(AT, "4f5a", AT.minusSeconds(9), OptionalInt.of(18_789)),
                                new Woke(AT, 4711, "0.1.0", Optional.empty()),
                                new Asked(AT, "repair"),
                                new Noticed(AT, "image-untagged", odd),
                                new Noticed(AT, "image-untagged", Optional.empty())))
                .flatMap(entries -> entries);
    }

    @ParameterizedTest
    @MethodSource("everyKindOfEntry")
    void anEntryIsOneLineAndComesBack(JournalEntry entry) {
        var line = JournalCodec.line(entry);

        assertThat(line).startsWith("{\"schema\":1,\"type\":\"").doesNotContain("\n");
        assertThat(JournalCodec.entry(line)).hasValue(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"schema\":2,\"type\":\"asked\",\"at\":\"2026-11-20T22:15:04Z\",\"command\":\"x\"}",
                "{\"schema\":1,\"type\":\"sang\",\"at\":\"2026-11-20T22:15:04Z\",\"command\":\"x\"}",
                "{\"schema\":1,\"type\":\"asked\",\"at\":\"today\",\"command\":\"x\"}",
                "{\"schema\":1,\"type\":\"asked\",\"at\":\"2026-11-20T22:15:04Z\",\"command\":1}",
                "{\"schema\":1,\"type\":\"asked\",\"at\":\"2026-11-20T22:15:04Z\",\"command\":\"x\"}}"
            })
    void whatIsNoEntryIsNone(String line) {
        assertThat(JournalCodec.entry(line)).isEmpty();
    }

    @Test
    void aVeryLongDetailIsCut() {
        var line = JournalCodec.line(new Noticed(AT, "long", Optional.of("x".repeat(1_000_000))));

        assertThat(line.length()).isBetween(16_000, 17_000);
        assertThat(JournalCodec.entry(line)).isPresent();
    }

    @Test
    void aJournalThatWasNeverWrittenIsEmpty() throws IOException {
        assertThat(journal.newest(10)).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void theNewestComeOldestFirst() throws IOException {
        for (var n = 0; n < 10; n++) {
            journal.write(asked(n));
        }

        assertThat(journal.newest(3)).isEqualTo(asked(7, 10));
        assertThat(journal.newest(100)).isEqualTo(asked(0, 10));
        assertThat(journal.newest(0)).isEmpty();
        assertThat(new JsonlJournal(folder).newest(1)).isEqualTo(asked(9, 10));
        assertThat(Disk.mode(file)).isEqualTo("rw-------");
        assertThat(Disk.mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void aTornLastLineIsReadPastAndTheNextStandsOnItsOwn() throws IOException {
        journal.write(asked(0));
        var torn = JournalCodec.line(asked(1)).getBytes(UTF_8);
        var whole = Files.readAllBytes(file);
        for (var length = 1; length < torn.length; length++) {
            Files.write(file, whole);
            Files.write(file, Arrays.copyOf(torn, length), StandardOpenOption.APPEND);

            assertThat(journal.newest(10)).isEqualTo(asked(0, 1));
            journal.write(asked(2));

            assertThat(journal.newest(10)).containsExactly(asked(0), asked(2));
        }
    }

    @Test
    void damageCostsNoMoreThanTheLinesItHit() throws IOException {
        for (var n = 0; n < 50; n++) {
            journal.write(asked(n));
        }
        var whole = Files.readAllBytes(file);
        var random = new Random(5);
        for (var round = 0; round < 300; round++) {
            var damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);

            // A flip inside a value gives another entry, one in a line end costs two.
            var intact = journal.newest(100).stream().filter(asked(0, 50)::contains).toList();
            assertThat(intact).hasSizeGreaterThanOrEqualTo(48).isSubsetOf(asked(0, 50));
        }
    }

    @Test
    void aFullJournalGoesOnInANewFileAndThreeOldOnesAreKept() throws IOException {
        var lineBytes = JournalCodec.line(asked(100)).length() + 1;
        journal = new JsonlJournal(folder, lineBytes * 10L, 3, Drive.ofThisComputer());
        for (var n = 100; n < 165; n++) {
            journal.write(asked(n));
            assertThat(journal.newest(4)).isEqualTo(asked(Math.max(100, n - 3), n + 1));
        }

        assertThat(Disk.names(folder))
                .containsExactly(
                        "journal.1.jsonl", "journal.2.jsonl", "journal.3.jsonl", "journal.jsonl");
        assertThat(journal.newest(1000)).isEqualTo(asked(130, 165));
        assertThat(journal.newest(12)).isEqualTo(asked(153, 165));
        for (var name : Disk.names(folder)) {
            assertThat(Files.size(folder.resolve(name))).isLessThanOrEqualTo(lineBytes * 10L);
            assertThat(Disk.mode(folder.resolve(name))).isEqualTo("rw-------");
        }
    }

    @Test
    void aRotationThatWasCutShortLeavesAGapThatIsReadPast() throws IOException {
        var lineBytes = JournalCodec.line(asked(100)).length() + 1;
        journal = new JsonlJournal(folder, lineBytes * 10L, 3, Drive.ofThisComputer());
        for (var n = 100; n < 145; n++) {
            journal.write(asked(n));
        }
        Files.move(folder.resolve("journal.jsonl"), folder.resolve("gone"));
        Files.delete(folder.resolve("journal.2.jsonl"));

        journal.write(asked(200));

        assertThat(journal.newest(1000)).hasSize(21).endsWith(asked(139), asked(200));
    }

    @Test
    void readingWhileTheJournalRotatesSeesEveryLineInOrder() throws Exception {
        journal = new JsonlJournal(folder, 2_000, 3, Drive.ofThisComputer());
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = CompletableFuture.runAsync(() -> readUntil(done), threads);
            for (var n = 0; n < 400; n++) {
                journal.write(asked(n));
            }
            done.set(true);
            reading.join();
        }
    }

    private void readUntil(AtomicBoolean done) {
        while (!done.get()) {
            try {
                var newest = journal.newest(20);
                for (var n = 1; n < newest.size(); n++) {
                    assertThat(newest.get(n).at()).isEqualTo(newest.get(n - 1).at().plusSeconds(1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void anInterruptDoesNotSpoilAWrite() throws IOException {
        Thread.currentThread().interrupt();
        journal.write(asked(0));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(journal.newest(1)).isEqualTo(asked(0, 1));
    }

    @Test
    void aLinkInPlaceOfTheJournalIsRefused() throws IOException {
        Files.createDirectories(folder);
        var elsewhere = Files.writeString(temporary.resolve("elsewhere"), "theirs");
        Files.createSymbolicLink(file, elsewhere);

        Disk.assertOneSentence(catchThrowable(() -> journal.write(asked(0))), file);
        assertThatThrownBy(() -> journal.newest(1)).isInstanceOf(UnusableFile.class);
        assertThat(elsewhere).hasContent("theirs");
    }
}
