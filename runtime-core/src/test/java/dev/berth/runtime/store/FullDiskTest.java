package dev.berth.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The kernel's limit on the size of a file stops a write in its middle, as a full disk does.
@Timeout(60)
final class FullDiskTest {

    @TempDir Path folder;

    @Test
    void aWriteThatFindsNoRoomLeavesWhatWasThere() throws Exception {
        new DurableFile(folder.resolve("file"), Drive.ofThisComputer())
                .replace("old".getBytes(UTF_8));
        var journal = new JsonlJournal(folder);
        var entry = new JournalEntry.Asked(Instant.EPOCH, "start");
        journal.write(entry);
        var before = Files.readAllBytes(folder.resolve("journal.jsonl"));

        var child = ChildJvm.start("ulimit -f 8;", CrampedWriter.class, folder);
        var said = new String(child.getInputStream().readAllBytes(), UTF_8);

        assertThat(said.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("UnusableFile: Berth could not"));
        assertThat(child.waitFor()).isZero();
        assertThat(folder.resolve("file")).hasContent("old");
        assertThat(folder.resolve("journal.jsonl")).hasBinaryContent(before);
        assertThat(journal.newest(9)).containsExactly(entry);
        assertThat(Disk.names(folder)).containsExactly("file", "journal.jsonl");
    }
}
