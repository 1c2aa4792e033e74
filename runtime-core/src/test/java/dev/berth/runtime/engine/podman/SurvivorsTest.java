package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurvivorsTest {
    @TempDir private Path proc;

    private long own;

    @BeforeEach
    void ourselves() throws IOException {
        process(ProcessHandle.current().pid(), "java\0", "0::/user.slice/session-1.scope\n");
        own = new Proc(proc).uid(ProcessHandle.current().pid()).orElseThrow();
    }

    @Test
    void whereNothingOfPodmansLivesNothingIsInTheWay() throws IOException {
        process(40, "/usr/bin/firefox\0-P\0", "0::/user.slice/session-1.scope\n");
        process(41, "", "0::/\n"); // of the kernel
        assertThat(any()).isFalse();
    }

    @Test
    void aWatcherThatLivesIsInTheWay() throws IOException {
        process(40, "/usr/bin/conmon\0--api-version\0001\0", "0::/\n");
        assertThat(any()).isTrue();
    }

    @Test
    void whatRunsInsideIsInTheWayWithoutItsWatcherToo() throws IOException {
        process(40, "/bin/sh\0", "0::/user.slice/user-%d.slice/libpod-ab.scope\n".formatted(own));
        assertThat(any()).isTrue();
    }

    @Test
    void whatRunsForAnotherAccountIsNot() throws IOException {
        process(40, "/bin/sh\0", "0::/user.slice/user-77777.slice/libpod-ab.scope\n");
        assertThat(any()).isFalse();
    }

    @Test
    void whereNothingCanBeToldItIsInTheWay() {
        assertThat(new Survivors(new Proc(proc.resolve("none"))).any()).isPresent();
    }

    private boolean any() {
        return new Survivors(new Proc(proc)).any().isPresent();
    }

    private void process(long pid, String arguments, String groups) throws IOException {
        var folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(folder.resolve("cmdline"), arguments);
        Files.writeString(folder.resolve("cgroup"), groups);
    }
}
