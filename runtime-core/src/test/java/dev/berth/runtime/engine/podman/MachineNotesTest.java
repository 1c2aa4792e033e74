package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process is known by its number and its moment of birth.
final class MachineNotesTest {
    @TempDir private Path folder;
    private MachineNotes notes = new MachineNotes(Path.of("/"));

    @BeforeEach
    void open() {
        notes = new MachineNotes(folder);
    }

    @Test
    void whoWasNotedIsFoundWhileItLives() {
        notes.starts(ProcessHandle.current());
        assertThat(new MachineNotes(folder).starter()).contains(ProcessHandle.current());
        notes.startIsOver();
        assertThat(notes.starter()).isEmpty();
    }

    @Test
    void aNumberThatIsUsedAgainIsSomebodyElse() throws IOException {
        notes.starts(ProcessHandle.current());
        var words = Files.readString(folder.resolve("starting")).strip().split(" ", -1);
        Files.writeString(
                folder.resolve("starting"),
                words[0] + " " + (Long.parseLong(words[1]) - 60_000) + "\n");
        assertThat(notes.starter()).isEmpty();
    }

    @Test
    void aTornNoteIsNone() throws IOException {
        Files.writeString(folder.resolve("starting"), ProcessHandle.current().pid() + " ");
        assertThat(notes.starter()).isEmpty();
    }
}
