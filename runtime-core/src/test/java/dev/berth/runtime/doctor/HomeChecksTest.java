package dev.berth.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Home;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JsonSettings;
import dev.berth.runtime.store.JsonStateFile;
import dev.berth.runtime.store.JsonlJournal;
import dev.berth.runtime.store.RuntimeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Each check of the home made to fail and to pass again.
@EnabledOnOs(OS.LINUX)
final class HomeChecksTest {
    @TempDir private Path folder = Path.of("");
    private Home home = Home.under(Path.of("/"));

    @BeforeEach
    void aHomeInWhichAllIsWell() throws IOException {
        home = Home.under(folder.resolve("home"));
        for (var one :
                List.of(home.config(), home.state(), home.logs(), home.run(), home.copies())) {
            Files.createDirectories(one);
            Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwx------"));
        }
        Files.createDirectories(home.data());
        state().save(RuntimeState.fresh("3f2a91c0-7be4-4d85-8566-aa77bb88cc99").withDataMade(true));
        new JsonlJournal(home.state()).write(new Asked(Instant.now(), "start"));
    }

    @Test
    void allIsWell() throws IOException {
        for (var part : List.of(Part.NOTES, Part.SETTINGS, Part.OWNERSHIP, Part.DATA)) {
            assertThat(look(part).verdict()).as(look(part).toString()).isEqualTo(Verdict.OK);
        }
    }

    @Test
    void aFreshHomeIsWellToo() throws IOException {
        home = Home.under(folder.resolve("nothing"));
        for (var part : List.of(Part.NOTES, Part.SETTINGS, Part.OWNERSHIP, Part.DATA)) {
            assertThat(look(part).verdict()).as(look(part).toString()).isEqualTo(Verdict.OK);
        }
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    @Test
    void damagedNotesAreFoundAndLeftAlone() throws IOException {
        var file = home.state().resolve("runtime-state.json");
        var good = Files.readString(file);
        Files.writeString(file, "{\"schema\":1,");
        assertThat(look(Part.NOTES))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("notes-damaged", Verdict.WARN);
        assertThat(file).hasContent("{\"schema\":1,");

        Files.writeString(file, good);
        assertThat(look(Part.NOTES).code()).isEqualTo("notes-well");
    }

    @Test
    void linesOfTheJournalThatAreNoneAreCounted() throws IOException {
        var journal = home.state().resolve("journal.jsonl");
        Files.writeString(journal, "rubbish\nmore\n", StandardOpenOption.APPEND);
        assertThat(look(Part.NOTES).code()).isEqualTo("notes-damaged");
        assertThat(look(Part.NOTES).details()).singleElement().asString().contains("2 lines");
    }

    @Test
    void aLineThatIsBeingWrittenIsNoDamage() throws IOException {
        Files.writeString(
                home.state().resolve("journal.jsonl"), "{\"at\":\"20", StandardOpenOption.APPEND);
        assertThat(look(Part.NOTES).code()).isEqualTo("notes-well");
    }

    @Test
    void anotherInstanceBesideTheNotesIsFound() throws IOException {
        Files.writeString(
                home.state().resolve("instance"), "00000000-7be4-4d85-8566-aa77bb88cc99\n");
        assertThat(look(Part.NOTES).code()).isEqualTo("notes-damaged");
    }

    @Test
    void settingsThatCannotBeReadAreFoundAndLeftAlone() throws IOException {
        Files.writeString(home.settingsFile(), "{\"schema\":1,\"port\":\"no\"}");
        assertThat(look(Part.SETTINGS))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("settings-unreadable", Verdict.FAIL);
        assertThat(look(Part.SETTINGS).details()).singleElement().asString().contains("port");

        Files.writeString(home.settingsFile(), "{\"schema\":1,\"port\":20000}");
        assertThat(look(Part.SETTINGS).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void foldersThatAreOpenToOthersAreFoundAndNotNarrowed() throws IOException {
        Files.setPosixFilePermissions(home.state(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(look(Part.OWNERSHIP))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("folders-open", Verdict.WARN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.state())))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void aKeyThatIsOpenToOthersIsFound() throws IOException {
        var secrets = Files.createDirectories(home.state().resolve("secrets"));
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
        var key = Files.writeString(secrets.resolve("provider-key"), "sk-x");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(look(Part.OWNERSHIP).details())
                .singleElement()
                .asString()
                .contains("provider-key", "rw-r-----")
                .doesNotContain("sk-x");
    }

    @Test
    void dataThatIsGoneIsFound() throws IOException {
        Files.delete(home.data());
        assertThat(look(Part.DATA))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("data-gone", Verdict.FAIL);
        Files.createDirectories(home.data());
        assertThat(look(Part.DATA).code()).isEqualTo("data-well");
    }

    @Test
    void dataThatCannotBeWrittenIsFound() throws IOException {
        Files.setPosixFilePermissions(home.data(), PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThat(look(Part.DATA).code()).isEqualTo("data-read-only");
        Files.setPosixFilePermissions(home.data(), PosixFilePermissions.fromString("rwx------"));
        assertThat(look(Part.DATA).code()).isEqualTo("data-well");
    }

    @Test
    void nothingIsChanged() throws IOException {
        Files.writeString(home.state().resolve("instance"), "rubbish");
        Files.writeString(home.settingsFile(), "rubbish");
        var before = everything();
        for (var part : List.of(Part.NOTES, Part.SETTINGS, Part.OWNERSHIP, Part.DATA)) {
            look(part);
        }
        assertThat(everything()).isEqualTo(before);
    }

    private Map<String, List<Object>> everything() throws IOException {
        var all = new TreeMap<String, List<Object>>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.toList()) {
                FileTime at = Files.getLastModifiedTime(path);
                all.put(
                        path.toString(),
                        List.of(at, Files.getPosixFilePermissions(path), Files.size(path)));
            }
        }
        return all;
    }

    private JsonStateFile state() {
        return new JsonStateFile(home.state(), Clock.systemUTC(), UUID::randomUUID);
    }

    private Sign look(Part part) throws IOException {
        return new HomeChecks(
                        home,
                        state(),
                        new JsonSettings(home.settingsFile(), Clock.systemUTC()),
                        Account.present(Path.of("/proc")))
                .all().stream()
                        .filter(check -> check.part() == part)
                        .findFirst()
                        .orElseThrow()
                        .look(new Limit(Duration.ofSeconds(15), new Cancellation()));
    }
}
