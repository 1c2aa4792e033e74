package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.podman.Inspected.Exit;
import dev.berth.runtime.engine.podman.Inspected.Mount;
import dev.berth.runtime.engine.podman.Inspected.Phase;
import dev.berth.runtime.engine.podman.Inspected.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TracesTest {
    private static final ContainerId ID = new ContainerId("e".repeat(64));
    private static final Instant BEGAN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant ENDED = Instant.parse("2026-11-20T10:05:00Z");

    private static final KernelKills NONE = new KernelKills(Path.of("/nowhere"));

    @TempDir private Path folder;

    @Test
    void onlyAKillInsideTheRunThatEndedItCounts() throws IOException {
        var traces = new Traces(folder, NONE);
        var run = traces.folderForRun(ID);
        assertThat(traces.outOfMemory(ID, exit(137))).isFalse();
        oom(run, ENDED.minusSeconds(1));
        assertThat(traces.outOfMemory(ID, exit(137))).isTrue();
        assertThat(traces.outOfMemory(ID, exit(0))).isFalse();
        oom(run, ENDED.minusSeconds(60));
        assertThat(traces.outOfMemory(ID, exit(137))).isFalse();
        oom(run, BEGAN.minusSeconds(60));
        assertThat(traces.outOfMemory(ID, exit(137))).isFalse();
    }

    @Test
    void podmansOwnWordCountsForAKilledRunOnly() {
        var traces = new Traces(folder, NONE);
        assertThat(traces.outOfMemory(ID, new Exit(137, true, BEGAN, ENDED))).isTrue();
        assertThat(traces.outOfMemory(ID, new Exit(0, true, BEGAN, ENDED))).isFalse();
        assertThat(traces.outOfMemory(ID, new Exit(1, true, BEGAN, ENDED))).isFalse();
    }

    @Test
    void aNewRunBeginsWithoutTheTraceOfTheOneBefore() throws IOException {
        var traces = new Traces(folder, NONE);
        oom(traces.folderForRun(ID), ENDED);
        assertThat(traces.folderForRun(ID).resolve("oom")).doesNotExist();
        traces.forget(ID);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theIdFileIsFreedAndRead() throws IOException {
        var traces = new Traces(folder.resolve("new"), NONE);
        var ours = new Ownership("us", Optional.empty(), folder);
        assertThat(traces.newest(ours)).isEmpty();
        var file = traces.freeIdFile(ours);
        Files.writeString(file, ID.value());
        assertThat(traces.newest(ours)).contains(ID);
        assertThat(traces.freeIdFile(ours)).doesNotExist();
        Files.writeString(file, "half an i");
        assertThat(traces.newest(ours)).isEmpty();
    }

    @Test
    void whoUsesOurDataOrWritesRightAroundItClaimsIt() throws IOException {
        var data = Files.createDirectories(folder.resolve("a/data")).toRealPath();
        var link = Files.createSymbolicLink(folder.resolve("link"), data);
        assertThat(DataClaim.of(mounting(data, false), data)).isPresent();
        assertThat(DataClaim.of(mounting(data.resolve("in"), false), data)).isPresent();
        assertThat(DataClaim.of(mounting(link, true), data)).isPresent();
        assertThat(DataClaim.of(mounting(data.resolve("..").normalize(), true), data)).isPresent();
        assertThat(DataClaim.of(mounting(data.getRoot(), true), data)).isEmpty();
        assertThat(DataClaim.of(mounting(data.resolve("..").normalize(), false), data)).isEmpty();
        assertThat(DataClaim.of(mounting(folder.resolve("a/data2"), true), data)).isEmpty();
    }

    private static Inspected mounting(Path source, boolean writable) {
        return new Inspected(
                ID,
                "n",
                Optional.empty(),
                "",
                BEGAN,
                Phase.EXITED,
                OptionalInt.empty(),
                List.of(new Mount(source, writable)),
                exit(0),
                new Run(OptionalLong.empty(), OptionalLong.empty(), ""));
    }

    private static Exit exit(int code) {
        return new Exit(code, false, BEGAN, ENDED);
    }

    private static void oom(Path run, Instant when) throws IOException {
        Files.setLastModifiedTime(Files.writeString(run.resolve("oom"), ""), FileTime.from(when));
    }
}
