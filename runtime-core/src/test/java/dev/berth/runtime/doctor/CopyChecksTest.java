package dev.berth.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Home;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Verdict;
import dev.berth.runtime.copies.CopyId;
import dev.berth.runtime.copies.CopyMaker;
import dev.berth.runtime.copies.Reason;
import dev.berth.runtime.copies.Room;
import dev.berth.runtime.copies.Stillness;
import dev.berth.runtime.copies.archive.Facts;
import dev.berth.runtime.copies.archive.Scratch;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JsonlJournal;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.supervisor.Activities;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The check of the safety copies made to fail and to pass again, on copies that are real.
@EnabledOnOs(OS.LINUX)
final class CopyChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:15:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(100));

    @TempDir private Path folder = Path.of("");
    private Home home = Home.under(Path.of("/"));
    private RuntimeState state = RuntimeState.fresh("3f2a91c0-7be4-4d85-8566-aa77bb88cc99");

    @BeforeEach
    void aHomeInUseForLong() throws IOException {
        home = Home.under(folder.resolve("home"));
        for (var one : new Path[] {home.state(), home.copies(), home.data()}) {
            Files.createDirectories(one);
            Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwx------"));
        }
        learn("memory.txt", LONG_AGO);
        state = state.withDataMade(true).readySince(LONG_AGO);
    }

    @Test
    void aFreshCopyIsGood() throws IOException {
        copy(Duration.ofHours(5));
        assertThat(look().code()).isEqualTo("copies-well");
        assertThat(look().sentence()).contains("2026-11-22 10:15");
    }

    @Test
    void anOldCopyIsGoodWhileNothingChangedSince() throws IOException {
        copy(Duration.ofDays(40));
        assertThat(look().code()).isEqualTo("copies-well");
    }

    @Test
    void whatChangedAfterAnOldCopyIsSaidUntilThereIsANewOne() throws IOException {
        copy(Duration.ofDays(3));
        learn("deep/new.txt", NOW.minus(Duration.ofDays(1)));
        assertFound("copies-old", Verdict.WARN);
        copy(Duration.ofHours(1));
        assertFound("copies-well", Verdict.OK);
    }

    @Test
    void aCopyOfWeeksAgoIsBad() throws IOException {
        copy(Duration.ofDays(20));
        learn("new.txt", NOW.minus(Duration.ofDays(2)));
        assertFound("copies-far-too-old", Verdict.FAIL);
        copy(Duration.ofHours(1));
        assertFound("copies-well", Verdict.OK);
    }

    @Test
    void aFileOfTomorrowIsNoChange() throws IOException {
        copy(Duration.ofDays(20));
        learn("tomorrow.txt", NOW.plus(Duration.ofDays(1)));
        assertFound("copies-well", Verdict.OK);
    }

    @Test
    void aCopyThatCameToNothingIsSaidWithItsReasonUntilOneIsMade() throws IOException {
        copy(Duration.ofHours(30));
        note(Duration.ofHours(2), Activities.COPY_FAILED, Optional.of("the disk is full"));
        assertFound("copies-failed", Verdict.WARN);
        assertThat(look().details())
                .singleElement()
                .isEqualTo("2026-11-22 13:15: the disk is full");
        note(Duration.ofHours(1), Activities.COPY_MADE, Optional.empty());
        assertFound("copies-well", Verdict.OK);
    }

    @Test
    void aFailureBeforeTheNewestCopyIsForgotten() throws IOException {
        note(Duration.ofHours(2), Activities.COPY_FAILED, Optional.of("the disk is full"));
        copy(Duration.ofHours(1)); // brought in, so that nothing tells of it
        assertFound("copies-well", Verdict.OK);
    }

    @Test
    void noCopyAtAllGetsWorseWithTime() throws IOException {
        assertFound("copies-missing", Verdict.FAIL);
        state = fresh().readySince(NOW.minus(Duration.ofDays(3)));
        assertFound("copies-none", Verdict.WARN);
        state = fresh().readySince(NOW.minus(Duration.ofHours(3)));
        assertFound("copies-soon", Verdict.OK);
        note(Duration.ofHours(2), Activities.COPY_FAILED, Optional.of("the disk is full"));
        assertFound("copies-none", Verdict.WARN);
        state = fresh();
        assertFound("copies-not-needed", Verdict.OK);
    }

    @Test
    void damagedCopiesAreFound() throws IOException {
        var old = copy(Duration.ofDays(2));
        cutOff(old);
        assertFound("copies-all-bad", Verdict.FAIL);
        assertThat(look().details()).singleElement().asString().contains("-daily: ", "cut off");
        copy(Duration.ofHours(2));
        assertFound("copies-some-bad", Verdict.WARN);
        Files.delete(old);
        assertFound("copies-well", Verdict.OK);
    }

    @Test
    void aCopyThatLacksSomethingDoesNotCountAsAGoodOne() throws IOException {
        copy(Duration.ofHours(2), new Restless());
        assertFound("copies-partial", Verdict.WARN);
        assertThat(look().details()).singleElement().asString().contains("may have changed");
        copy(Duration.ofHours(1));
        assertFound("copies-some-bad", Verdict.WARN);
    }

    @Test
    void aFolderThatIsClosedToUsIsFoundAndNotOpened() throws IOException {
        if (Files.isWritable(Path.of("/"))) {
            return; // nothing is closed to root
        }
        copy(Duration.ofHours(2));
        Files.setPosixFilePermissions(home.copies(), PosixFilePermissions.fromString("r-x------"));
        assertFound("copies-closed", Verdict.FAIL);
        Files.setPosixFilePermissions(home.copies(), PosixFilePermissions.fromString("---------"));
        assertFound("copies-closed", Verdict.FAIL);
        Files.setPosixFilePermissions(home.copies(), PosixFilePermissions.fromString("rwx------"));
        assertFound("copies-well", Verdict.OK);
    }

    @Test
    void aFileInThePlaceOfTheFolderIsFound() throws IOException {
        Files.delete(home.copies());
        Files.writeString(home.copies(), "");
        assertFound("copies-closed", Verdict.FAIL);
    }

    @Test
    void aFreshHomeStaysUntouched() throws IOException {
        home = Home.under(folder.resolve("nothing"));
        state = fresh();
        assertFound("copies-not-needed", Verdict.OK);
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    private static RuntimeState fresh() {
        return RuntimeState.fresh("3f2a91c0-7be4-4d85-8566-aa77bb88cc99").withDataMade(true);
    }

    private void assertFound(String code, Verdict verdict) throws IOException {
        assertThat(look()).extracting(Sign::code, Sign::verdict).containsExactly(code, verdict);
    }

    private void learn(String name, Instant at) throws IOException {
        var file = home.data().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "something");
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private void note(Duration ago, String what, Optional<String> detail) throws IOException {
        new JsonlJournal(home.state()).write(new Noticed(NOW.minus(ago), what, detail));
    }

    private Path copy(Duration ago) throws IOException {
        return copy(ago, Stillness.already());
    }

    private Path copy(Duration ago, Stillness stillness) throws IOException {
        var made = NOW.minus(ago);
        var id = CopyId.of(made, Reason.DAILY);
        var work = Files.createTempDirectory(folder, "work");
        var copy =
                new CopyMaker(
                                home.data(),
                                work,
                                Scratch.ofThisComputer(),
                                stillness,
                                (_, _, _) -> {},
                                new Room(folder, 0),
                                Clock.systemUTC())
                        .make(
                                new Facts(
                                        id.text(),
                                        made,
                                        Reason.DAILY.id(),
                                        state.instance(),
                                        Optional.empty(),
                                        "0.1.0"));
        return Files.move(copy.file(), home.copies().resolve(id.fileName()));
    }

    private static void cutOff(Path copy) throws IOException {
        try (var file = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 10);
        }
    }

    /// A service that never holds still.
    private static final class Restless implements Stillness {
        @Override
        public boolean begin(Way way) {
            return false;
        }

        @Override
        public boolean end() {
            return false;
        }
    }

    private Sign look() throws IOException {
        return new CopyChecks(
                        home, Optional.of(state), Clock.fixed(NOW, ZoneOffset.UTC), ZoneOffset.UTC)
                .all()
                .getFirst()
                .look(new Limit(Duration.ofSeconds(15), new Cancellation()));
    }
}
