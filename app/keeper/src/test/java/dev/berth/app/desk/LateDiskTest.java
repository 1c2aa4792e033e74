package dev.berth.app.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LateDiskTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private final Path folder;
    private final Path disk;
    private final Home home;
    private final LateDisk late;

    LateDiskTest(@TempDir Path folder) {
        this.folder = folder;
        disk = folder.resolve("disk");
        home = Home.under(disk.resolve("berth"));
        late = new LateDisk(home, Duration.ofMillis(5));
    }

    private void arrive() throws IOException {
        Files.createDirectories(home.config());
        Files.writeString(home.settingsFile(), "{}");
    }

    @Test
    void aHomeThatIsThereIsNotWaitedFor() throws Exception {
        arrive();
        assertThat(late.came(Duration.ZERO)).isTrue();
    }

    @Test
    void aHomeThatComesIsWaitedFor() throws Exception {
        var came = new LinkedBlockingQueue<Boolean>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        came.add(late.came(LONG));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertThat(came.poll(50, TimeUnit.MILLISECONDS)).as("before it came").isNull();
        arrive();
        assertThat(came.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noHomeIsMadeWhereNoneCame() throws Exception {
        assertThat(late.came(Duration.ofMillis(20))).isFalse();
        assertThat(disk).doesNotExist();
    }

    @Test
    void dataOnADiskOfTheirOwnAreWaitedForToo() throws Exception {
        arrive();
        var other = folder.resolve("other disk");
        Files.createSymbolicLink(disk.resolve("berth/data"), other);
        assertThat(late.came(Duration.ofMillis(20))).isFalse();

        Files.createDirectories(other);
        assertThat(late.came(Duration.ZERO)).isTrue();
    }

    @Test
    void whatHasNotBeenMadeYetIsNotWaitedFor() throws Exception {
        arrive();
        assertThat(home.data()).doesNotExist();
        assertThat(late.came(Duration.ZERO)).isTrue();
    }
}
