package dev.berth.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A program that is replaced as a package manager does it, while somebody watches.
@Timeout(60)
@DisabledOnOs(OS.WINDOWS) // there a program that runs cannot be replaced
final class ProgramFolderTest {
    private static final Duration MOMENT = Duration.ofMillis(40);

    @TempDir Path folder;
    private final CountDownLatch replaced = new CountDownLatch(1);

    @BeforeEach
    void layOut() throws Exception {
        Files.createDirectories(folder.resolve("lib"));
        Files.createDirectories(folder.resolve("bin"));
        launcher("exit 0");
        modules("classes of the first");
        put("build", "0.1.0 " + digest("classes of the first"));
    }

    private void launcher(String script) throws IOException {
        put("bin/berth", "#!/bin/sh\necho \"$@\" >>\"$0.asked\"\n" + script + "\n");
        Files.setPosixFilePermissions(
                folder.resolve("bin/berth"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void modules(String classes) throws IOException {
        put("lib/modules", classes);
    }

    private void build(String version, String classes) throws Exception {
        put("build", version + " " + digest(classes));
    }

    /// Never a half file, as dpkg and rpm do it.
    private void put(String name, String text) throws IOException {
        var fresh = Files.writeString(folder.resolve(name + ".dpkg-new"), text);
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String digest(String text) throws NoSuchAlgorithmException {
        var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private Program.Watch watch() {
        return new ProgramFolder(folder, MOMENT, MOMENT).whenReplaced(replaced::countDown);
    }

    private boolean isReplaced() throws InterruptedException {
        return replaced.await(20, TimeUnit.SECONDS);
    }

    /// Nothing happened until then, and what happens then is told.
    private void onlyTheNextIsTold() throws Exception {
        assertThat(replaced.getCount()).isEqualTo(1);
        launcher("exit 0");
        modules("classes of the third");
        build("0.3.0", "classes of the third");
        assertThat(isReplaced()).isTrue();
        assertThat(Files.readString(folder.resolve("build"))).startsWith("0.3.0");
    }

    @Test
    void anotherBuildThatStartsIsTold() throws Exception {
        try (var _ = watch()) {
            build("0.2.0", "classes of the second");
            modules("classes of the second");
            assertThat(isReplaced()).isTrue();
        }
        assertThat(folder.resolve("bin/berth.asked")).content().contains("--version");
    }

    @Test
    void theSameBuildOnceMoreIsNot() throws Exception {
        try (var _ = watch()) {
            modules("classes of the first");
            build("0.1.0", "classes of the first");
            onlyTheNextIsTold();
        }
    }

    @Test
    void halfABuildIsNot() throws Exception {
        try (var _ = watch()) {
            build("0.2.0", "classes that have not come yet");
            onlyTheNextIsTold();
        }
    }

    @Test
    void oneThatDoesNotStartIsNot() throws Exception {
        try (var _ = watch()) {
            launcher("exit 1");
            modules("classes of the second");
            build("0.2.0", "classes of the second");
            onlyTheNextIsTold();
        }
    }

    @Test
    void aFolderThatWasTakenAwayAndMadeAnewIsSeen() throws Exception {
        try (var _ = watch()) {
            Files.delete(folder.resolve("build"));
            modules("classes of the second");
            build("0.2.0", "classes of the second");
            assertThat(isReplaced()).isTrue();
        }
    }

    @Test
    void withoutABuildNothingIsWatched() throws Exception {
        Files.delete(folder.resolve("build"));
        try (var _ = watch()) {
            build("0.2.0", "classes of the first");
            assertThat(replaced.getCount()).isEqualTo(1);
        }
    }
}
