package dev.berth.window.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.window.link.Act.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class LauncherProgramTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    @TempDir private Path folder;

    @Test
    void handsTheVerbOn() throws IOException {
        var program = program("echo \"$@\" > \"$0.arguments\"");

        assertThat(program.run(Verb.START)).isEmpty();

        assertThat(program.launcher().resolveSibling("berth ü.arguments"))
                .hasContent("start --no-wait");
    }

    @Test
    void aStartThatIsStillUnderWayIsNoFailure() throws IOException {
        assertThat(program("exit 10").run(Verb.START)).isEmpty();
        assertThat(program("exit 10").run(Verb.OPEN)).isPresent();
    }

    @Test
    void tellsWhatAFailedVerbSaid() throws IOException {
        var program = program("echo 'No browser could be opened.' >&2; exit 1");

        assertThat(program.run(Verb.OPEN)).contains("No browser could be opened.");
    }

    @Test
    void talksOnIsReadAndDropped() throws IOException {
        var program = program("yes 'and so on' | head -c 1000000 >&2; exit 1");

        assertThat(program.run(Verb.OPEN).orElseThrow()).hasSizeLessThanOrEqualTo(4_000);
    }

    @Test
    void whatDoesNotEndIsEnded() throws IOException {
        var program = new LauncherProgram(script("exec sleep 60"), Duration.ofMillis(200));

        assertThat(program.run(Verb.OPEN).orElseThrow()).contains("did not end within");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .noneMatch(child -> child.info().command().orElse("").endsWith("sleep"));
    }

    @Test
    void aMissingProgramIsSaid() {
        var program = new LauncherProgram(folder.resolve("gone"), LONG);

        assertThat(program.run(Verb.OPEN).orElseThrow()).contains("could not be started");
    }

    private LauncherProgram program(String body) throws IOException {
        return new LauncherProgram(script(body), LONG);
    }

    private Path script(String body) throws IOException {
        var file = folder.resolve("berth ü");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
