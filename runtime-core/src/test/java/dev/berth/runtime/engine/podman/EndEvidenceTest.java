package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.podman.Inspected.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether memory was the cause, from files as the kernel writes them.
final class EndEvidenceTest {
    private static final ContainerId ID = new ContainerId("e".repeat(64));
    private static final Instant BEGAN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant ENDED = Instant.parse("2026-11-20T10:05:00Z");
    private static final OptionalLong PID = OptionalLong.of(4711);

    @TempDir private Path root;
    private Traces traces;

    @BeforeEach
    void aRunBegins() throws IOException {
        traces = new Traces(root.resolve("ours"), new KernelKills(root));
        onComputer(58);
        traces.folderForRun(ID);
    }

    @Test
    void aKillWithoutTheKernelsCountIsNone() {
        assertThat(traces.outOfMemory(ID, exit(137, false))).isFalse();
        assertThat(traces.outOfMemory(ID, exit(137, true))).as("the sticky flag").isFalse();
    }

    @Test
    void aKillThatTheKernelCountedIsOne() throws IOException {
        onComputer(59);
        assertThat(traces.outOfMemory(ID, exit(137, false))).isTrue();
        assertThat(traces.outOfMemory(ID, exit(1, true))).as("it was not killed").isFalse();
        assertThat(traces.outOfMemory(ID, exit(0, true))).isFalse();
    }

    @Test
    void somebodyElsesKillBeforeItWasLastSeenAliveDoesNotCount() throws IOException {
        onComputer(60);
        traces.seenAlive(ID, traces.killsByNow(), PID);
        assertThat(traces.outOfMemory(ID, exit(137, false))).isFalse();
    }

    @Test
    void theGroupsCountIsTheNarrowerOne() throws IOException {
        inGroup(3);
        traces.seenAlive(ID, traces.killsByNow(), PID);
        onComputer(59);
        assertThat(traces.outOfMemory(ID, exit(137, true))).as("another program").isFalse();
        inGroup(4);
        assertThat(traces.outOfMemory(ID, exit(137, false))).isTrue();
    }

    @Test
    void aChildThatWasKilledAndTookTheServiceWithItIsOne() throws IOException {
        inGroup(3);
        traces.seenAlive(ID, traces.killsByNow(), PID);
        inGroup(4);
        assertThat(traces.outOfMemory(ID, exit(1, false))).isTrue();
        assertThat(traces.outOfMemory(ID, exit(0, true))).isFalse();
    }

    @Test
    void theEnginesWordCountsWhereNothingCanBeCounted() throws IOException {
        Files.delete(root.resolve("proc/vmstat"));
        assertThat(traces.outOfMemory(ID, exit(137, true))).isTrue();
        assertThat(traces.outOfMemory(ID, exit(137, false))).isFalse();
    }

    @Test
    void theCountsOutliveUs() throws IOException {
        onComputer(59);
        var afresh = new Traces(root.resolve("ours"), new KernelKills(root));
        assertThat(afresh.outOfMemory(ID, exit(137, false))).isTrue();
    }

    private void onComputer(long kills) throws IOException {
        var vmstat = Files.createDirectories(root.resolve("proc")).resolve("vmstat");
        Files.writeString(vmstat, "nr_free_pages 1\noom_kill " + kills + "\nnuma_pte_updates 0\n");
    }

    /// The second version of control groups, as a systemd user session has it.
    private void inGroup(long kills) throws IOException {
        var process = Files.createDirectories(root.resolve("proc/4711"));
        Files.writeString(process.resolve("cgroup"), "0::/user.slice/libpod-eeee.scope\n");
        var group = Files.createDirectories(root.resolve("sys/fs/cgroup/user.slice"));
        Files.writeString(
                group.resolve("memory.events"),
                "low 0\nhigh 0\nmax 9\noom 2\noom_kill " + kills + "\noom_group_kill 0\n");
    }

    private static Exit exit(int code, boolean engineSaysSo) {
        return new Exit(code, engineSaysSo, BEGAN, ENDED);
    }
}
