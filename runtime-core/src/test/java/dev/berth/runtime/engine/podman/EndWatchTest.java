package dev.berth.runtime.engine.podman;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.ContainerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(20)
final class EndWatchTest {
    private static final ContainerId ID = new ContainerId("c".repeat(64));

    @TempDir private Path folder;

    private final LinkedBlockingQueue<String> signals = new LinkedBlockingQueue<>();
    private Path exits = Path.of("/");
    private Path diary = Path.of("/");

    @BeforeEach
    void folders() throws IOException {
        exits = Files.createDirectory(folder.resolve("exits"));
        Files.createDirectory(folder.resolve("events"));
        diary = Files.writeString(folder.resolve("events").resolve("events.log"), ID + " old\n");
    }

    @Test
    void onlyOurOwnEndIsSignalled() throws Exception {
        try (var watch = EndWatch.begin(ID, exits, () -> signals.add("end"))) {
            Files.createFile(exits.resolve("d".repeat(64)));
            Files.writeString(diary, "d".repeat(64) + "\n", APPEND);
            assertThat(signals.poll(300, TimeUnit.MILLISECONDS)).isNull();
            Files.createFile(exits.resolve(ID.value()));
            assertThat(signals.poll(5, TimeUnit.SECONDS)).isEqualTo("end");
            assertThat(watch.isLive()).isTrue();
        }
    }

    @Test
    void aLineAboutUsInTheDiaryIsSignalled() throws Exception {
        try (var watch = EndWatch.begin(ID, exits, () -> signals.add("line"))) {
            Files.writeString(diary, "{\"ID\":\"" + ID + "\",\"Status\":\"pause\"}\n", APPEND);
            assertThat(signals.poll(5, TimeUnit.SECONDS)).isEqualTo("line");
            assertThat(watch.isLive()).isTrue();
        }
    }

    @Test
    void withoutTheFolderItIsNotLiveAnyMore() throws Exception {
        try (var watch = EndWatch.begin(ID, exits, () -> signals.add("gone"))) {
            Files.delete(exits);
            assertThat(signals.poll(5, TimeUnit.SECONDS)).isEqualTo("gone");
            assertThat(watch.isLive()).isFalse();
        }
    }

    @Test
    void closedItIsNotLiveAndSaysNothing() throws Exception {
        var watch = EndWatch.begin(ID, exits, () -> signals.add("end"));
        watch.close();
        watch.close();
        Files.createFile(exits.resolve(ID.value()));
        assertThat(watch.isLive()).isFalse();
        assertThat(signals).isEmpty();
    }

    @Test
    void conmonsArgumentsNameTheFolder() {
        assertThat(EndWatches.exitFolder(List.of("conmon", "-c", "x", "--exit-dir", "/run/exits")))
                .contains(Path.of("/run/exits"));
        assertThat(EndWatches.exitFolder(List.of("conmon", "--exit-dir"))).isEmpty();
        assertThat(EndWatches.exitFolder(List.of())).isEmpty();
    }
}
