package dev.berth.app.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DetachedKeeperTest {
    private static final Duration MOMENT = Duration.ofMillis(20);

    @TempDir Path temporary;

    @Test
    void whatSeveralKeepersSayIsAllKept() throws Exception {
        try (var first = start("echo one");
                var second = start("echo two")) {
            awaitEnd(first);
            awaitEnd(second);

            assertThat(second.output()).isEqualTo(first.output());
            assertThat(first.output()).content().contains("one", "two");
        }
    }

    @Test
    void aLongOutputMakesRoom() throws Exception {
        try (var talkative = start("head -c 300000 /dev/zero")) {
            awaitEnd(talkative);
        }
        try (var next = start("echo next")) {
            awaitEnd(next);
            assertThat(next.output()).hasContent("next");
            assertThat(next.said()).isEqualTo("next\n");
            assertThat(next.output().resolveSibling("keeper-output.1.log")).hasSize(300_000);
        }
    }

    @Test
    void aSocketThatAppearsIsNews() throws Exception {
        var home = Home.under(temporary);
        try (var child = start("touch " + home.run().resolve("berth.sock"))) {
            child.awaitNews(Duration.ofSeconds(50));
            assertThat(home.run().resolve("berth.sock")).exists();
        }
    }

    /// A keeper that is nothing but this line of shell.
    private KeeperStart.Child start(String line) throws IOException {
        var java = Files.createTempDirectory(temporary, "java");
        Files.createDirectories(java.resolve("bin"));
        var launcher = java.resolve("bin/berth");
        Files.writeString(launcher, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        return new DetachedKeeper(Home.under(temporary), java).start();
    }

    private static void awaitEnd(KeeperStart.Child child) throws InterruptedException {
        while (!child.ended()) {
            child.awaitNews(MOMENT);
        }
    }
}
