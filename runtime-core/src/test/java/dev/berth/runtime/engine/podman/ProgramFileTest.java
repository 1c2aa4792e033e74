package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.EngineProgram.Fitness;
import dev.berth.runtime.engine.EngineProgram.InUse;
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

@Timeout(20)
final class ProgramFileTest {
    @TempDir private Path folder;
    private Optional<Path> chosen = Optional.empty();

    private ProgramFile program() {
        return new ProgramFile(new PodmanCli(Map.of("PATH", folder.toString()), () -> chosen));
    }

    private static Limit limit(Duration length) {
        return new Limit(length, new Cancellation());
    }

    private Fitness look(Path file) {
        return program().look(file, limit(Duration.ofSeconds(10)));
    }

    private Path file(String name, String script) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    @Test
    void theRightOneSaysItsVersion() throws IOException {
        assertThat(look(file("own", "echo podman version 5.4.2")))
                .isEqualTo(new Fitness.Fit("5.4.2"));
    }

    @Test
    void whatIsWrongWithAnotherIsToldApart() throws IOException {
        assertThat(look(folder.resolve("none"))).isEqualTo(new Fitness.NoSuchFile());
        assertThat(look(folder)).isEqualTo(new Fitness.NotStartable());
        assertThat(look(Files.writeString(folder.resolve("text"), "hello")))
                .isEqualTo(new Fitness.NotStartable());
        assertThat(look(Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"))))
                .isEqualTo(new Fitness.NotStartable());
        assertThat(look(file("other", "echo Docker version 27"))).isEqualTo(new Fitness.Another());
        assertThat(look(file("fails", "echo podman version 5.4.2; exit 1")))
                .isEqualTo(new Fitness.Another());
        var wrong = file("wrong", "");
        Files.writeString(wrong, "#!/no/such/interpreter\n");
        assertThat(look(wrong)).isEqualTo(new Fitness.NotStartable());
    }

    @Test
    void oneThatDoesNotAnswerIsGivenUp() throws IOException {
        var silent = file("silent", "exec /bin/sleep 60");
        assertThat(program().look(silent, limit(Duration.ofMillis(300))))
                .isEqualTo(new Fitness.Silent());
    }

    @Test
    void onWindowsItIsAnExeInTheFoldersOfPathAndWhereItsInstallerPutsIt() {
        assertThat(
                        Programs.placesOfWindows(
                                Map.of(
                                        "Path",
                                        "C:\\Windows;\"D:\\My Tools\\\";.;relative\\x;;c:/a",
                                        "ProgramFiles",
                                        "C:\\Program Files",
                                        "LOCALAPPDATA",
                                        "C:\\Users\\Anna\\AppData\\Local")))
                .containsExactly(
                        "C:\\Windows\\podman.exe",
                        "D:\\My Tools\\podman.exe",
                        "c:/a\\podman.exe",
                        "C:\\Program Files\\RedHat\\Podman\\podman.exe",
                        "C:\\Users\\Anna\\AppData\\Local\\Programs\\Podman\\podman.exe");
        assertThat(Programs.placesOfWindows(Map.of())).isEmpty();
    }

    @Test
    void theOneInUseIsTheChosenOrTheFirstFound() throws IOException {
        var found = file("podman", "echo podman version 4.3.1");
        assertThat(program().inUse(limit(Duration.ofSeconds(10))))
                .contains(new InUse(found, Optional.of("4.3.1")));
        chosen = Optional.of(file("own", "echo podman version 5.4.2"));
        assertThat(program().inUse(limit(Duration.ofSeconds(10))))
                .contains(new InUse(chosen.get(), Optional.of("5.4.2")));
        chosen = Optional.of(folder.resolve("none"));
        assertThat(program().inUse(limit(Duration.ofSeconds(10)))).isEmpty();
    }
}
