package dev.berth.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// What tests of this room ask of the real disk.
final class Disk {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T22:15:04Z"), ZoneOffset.UTC);

    private Disk() {}

    static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    static void chmod(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    static List<String> names(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertOneSentence(Throwable thrown, Path about) {
        assertThat(thrown).isInstanceOf(IOException.class);
        assertThat(thrown.getMessage())
                .contains(about.getFileName().toString())
                .endsWith(".")
                .doesNotContain("\n");
    }

    static void asRootOnly() throws IOException {
        assumeTrue(OwnAccount.isRoot(), "only root may give files away");
    }

    static void asOrdinaryUserOnly() throws IOException {
        assumeFalse(OwnAccount.isRoot(), "modes do not bind root");
    }

    static void assumeRun(String... command) throws IOException, InterruptedException {
        var ended = new ProcessBuilder(command).start().waitFor();
        assumeTrue(ended == 0, () -> "not possible here: " + String.join(" ", command));
    }
}
