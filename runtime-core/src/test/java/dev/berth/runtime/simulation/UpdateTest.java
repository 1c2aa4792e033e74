package dev.berth.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Command;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JsonSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Single scenes of another release, with the real files of a home.
final class UpdateTest {
    @TempDir Path temporary;
    private CrashStage stage;

    @BeforeEach
    void ready() {
        stage = new CrashStage(temporary.resolve("home"), 2 << 20, false);
        stage.ask(new Command.SetUp(new SetUpWishes(Optional.empty(), Optional.empty())));
        assertThat(stage.settles()).isTrue();
        stage.serviceWrites();
        stage.serviceLearns("old");
    }

    private void update(String reference) {
        stage.ask(new Command.Update(new Source.Named(reference), Optional.empty()));
        stage.live(Duration.ofSeconds(1));
        assertThat(stage.settles()).as("%s", stage.status()).isTrue();
    }

    private Optional<String> chosen() throws IOException {
        return new JsonSettings(stage.home.settingsFile(), stage.time).load().release();
    }

    @Test
    void anotherReleaseIsUsedAndTheDataStays() throws IOException {
        update("example.org/other:2");

        assertThat(chosen().orElseThrow()).startsWith("example.org/other:2");
        assertThat(stage.ours().image).isEqualTo("sha256:" + "example.org/other:2".hashCode());
        assertThat(stage.kept().program().pin().orElseThrow().image()).contains(stage.ours().image);
        assertThat(stage.knows("memory.md")).isEqualTo("old");
        assertThat(stage.newestCopy()).endsWith("-before-update");
    }

    @Test
    void whatItsNameStandsForLaterIsNotUsed() {
        update("example.org/other:2");
        var used = stage.ours().image;
        stage.computer.images.put("example.org/other:2", "sha256:0ther");
        stage.computer.images.put("kept", used);

        stage.computer.end(stage.ours(), 1, false);
        stage.live(Duration.ofSeconds(1));
        stage.computer.containers.clear(); // somebody took it away
        stage.live(Duration.ofMinutes(1));
        assertThat(stage.settles()).isTrue();

        assertThat(stage.ours().image).isEqualTo(used);
    }

    @Test
    void aReleaseThatDoesNotComeUpLeavesReleaseAndDataAsTheyWere() throws IOException {
        var before = stage.ours().image;
        var release = chosen();
        CrashScenario.updateInVain(stage);

        assertThat(stage.settles()).isTrue();
        assertThat(stage.ours().image).isEqualTo(before);
        assertThat(chosen()).isEqualTo(release);
        assertThat(stage.knows("memory.md")).isEqualTo("old");
        assertThat(stage.journal())
                .anyMatch(line ->
                        line instanceof Noticed noticed
                                && noticed.what().equals("update-went-back"));
    }

    /// Its service is not disturbed for that.
    @Test
    void theSameUnderAnotherNameIsOnlyCalledSo() throws IOException {
        var ours = stage.ours();
        stage.computer.images.put("localhost/berth/same:2026.10.1", ours.image);

        update("localhost/berth/same:2026.10.1");

        assertThat(chosen()).contains("localhost/berth/same:2026.10.1");
        assertThat(stage.ours()).isSameAs(ours);
        assertThat(stage.kept().program().update()).isEmpty();
    }

    @Test
    void aReleaseThatIsOlderThanTheDataIsRefused() throws IOException {
        var release = chosen();
        update("ghcr.io/openclaw/openclaw:2026.1.1");

        assertThat(chosen()).isEqualTo(release);
        assertThat(stage.kept().program().update()).isEmpty();
        assertThat(stage.journal()).noneMatch(line -> line.toString().contains("fetch-update"));
    }

    @Test
    void anOlderReleaseComesWithTheDataThatFits() throws IOException {
        stage.ask(new Command.MakeCopy());
        assertThat(stage.settles()).isTrue();
        var fitting = stage.newestCopy();
        stage.serviceLearns("new");
        update("ghcr.io/openclaw/openclaw:2026.10.1");

        stage.ask(
                new Command.Update(
                        new Source.Named("ghcr.io/openclaw/openclaw:2026.9.6"),
                        Optional.of(fitting)));
        stage.live(Duration.ofSeconds(1));
        assertThat(stage.settles()).isTrue();

        assertThat(chosen().orElseThrow()).startsWith("ghcr.io/openclaw/openclaw:2026.9.6");
        assertThat(stage.knows("memory.md")).isEqualTo("old");
    }
}
