package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program that a person chose, and no other: beside it another one is always on PATH.
@Timeout(20)
final class ChosenProgramTest {
    private static final String GOOD =
            "case $1 in --version) echo asked >>${0%/*}/asked; echo podman version 5.4.2 ;; *) echo own ;; esac";

    @TempDir private Path folder;
    private Optional<Path> chosen = Optional.empty();

    @Test
    void onlyTheChosenOneIsRun() throws IOException {
        file("own", GOOD);
        assertThat(run()).isEqualTo(new Outcome.Finished(0, "found\n", ""));
        chosen = Optional.of(folder.resolve("own"));
        assertThat(run()).isEqualTo(new Outcome.Finished(0, "own\n", ""));
    }

    @Test
    void itIsAskedOnceWhatItIs() throws IOException {
        file("own", GOOD);
        chosen = Optional.of(folder.resolve("own"));
        var cli = cli();
        run(cli);
        run(cli);
        assertThat(Files.readAllLines(folder.resolve("asked"))).containsExactly("asked");
        file("own", "echo somebody else, and longer than before: " + "x".repeat(200));
        assertThat(why(run(cli))).contains("another program", "somebody else");
    }

    @Test
    void anAbsentOneIsSaidAndNoOtherTakesItsPlace() throws IOException {
        chosen = Optional.of(folder.resolve("own"));
        assertThat(why(run())).contains("own", "no such file");
        file("own", GOOD);
        assertThat(run()).isEqualTo(new Outcome.Finished(0, "own\n", ""));
    }

    @Test
    void oneThatCannotBeStartedIsSaid() throws IOException {
        Files.writeString(folder.resolve("own"), "#!/bin/sh\n");
        chosen = Optional.of(folder.resolve("own"));
        assertThat(why(run())).contains("nothing that you can start");
        chosen = Optional.of(folder);
        assertThat(why(run())).contains("nothing that you can start");
        file("own", "");
        Files.writeString(folder.resolve("own"), "#!/no/such/interpreter\n");
        chosen = Optional.of(folder.resolve("own"));
        assertThat(why(run())).contains("cannot be started");
    }

    @Test
    void anotherProgramIsSaidWithWhatItSaysOfItself() throws IOException {
        file("own", "echo 'Docker version 27.1'");
        chosen = Optional.of(folder.resolve("own"));
        assertThat(why(run())).contains("another program", "Docker version 27.1");
        file("own", "echo podman version 5.4.2; exit 1");
        assertThat(why(run())).contains("another program");
    }

    private Outcome run() throws IOException {
        return run(cli());
    }

    private Outcome run(PodmanCli cli) {
        return cli.run(
                Call.of("v").in(folder), new Limit(Duration.ofSeconds(15), new Cancellation()));
    }

    private PodmanCli cli() throws IOException {
        file("podman", "echo found");
        return new PodmanCli(Map.of("PATH", folder.toString()), () -> chosen);
    }

    private static String why(Outcome outcome) {
        return ((Outcome.UnfitProgram) outcome).why();
    }

    private void file(String name, String script) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
