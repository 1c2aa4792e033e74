package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is replaced while it runs, file by file, as a package manager does it.
@Tag("real")
final class HandOverTest {
    private static final Duration SOON = Await.LONG;
    private static final String WINDOW = "^Berth$";

    @TempDir private Path folder;

    /// A program that a test may replace.
    private Program ours() throws Exception {
        var program = Program.underTest().launcher().resolve("../..").normalize();
        var place = folder.resolve("berth");
        var copy =
                Program.run(
                        List.of("cp", "-R", program.toString(), place.toString()), Map.of(), SOON);
        assertThat(copy.status()).as(copy.text()).isZero();
        return new Program(place.resolve("bin/berth"));
    }

    /// Puts the next version in the place of this one. A byte behind the classes makes another
    /// build.
    private void replace(String version) throws Exception {
        var modules = folder.resolve("berth/lib/modules");
        var next = Files.copy(modules, folder.resolve("berth/lib/modules.dpkg-new"));
        Files.write(next, new byte[1], StandardOpenOption.APPEND);
        var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(next));
        take(next, modules);
        put("build", version + " " + HexFormat.of().formatHex(digest) + "\n");
    }

    private void put(String name, String text) throws IOException {
        var file = folder.resolve("berth").resolve(name);
        take(Files.writeString(file.resolveSibling(file.getFileName() + ".dpkg-new"), text), file);
    }

    private static void take(Path next, Path place) throws IOException {
        Files.move(
                next, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static long keeper(TestHome home) throws Exception {
        return home.status().path("supervisor").path("pid").asLong(0);
    }

    private static String run(TestHome home) throws Exception {
        return Podman.run("inspect", "--format={{.Id}} {{.State.StartedAt}}", home.container())
                .strip();
    }

    @Test
    void theOldOneHandsOverAndTheServiceGoesOn() throws Exception {
        try (var session = DesktopSession.withPanel();
                var home = TestHome.withFixture(ours(), "")) {
            var old = home.startFromDesktop(session);
            home.awaitState("ready");
            var window = session.window(WINDOW);
            var pane = session.owner(window);
            var before = run(home);
            var address = home.status().path("address").asString();

            replace("0.1.1");

            assertThat(old.waitFor(SOON.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            assertThat(old.exitValue()).isZero();
            Await.until(
                    "the next keeper", SOON, () -> keeper(home) > 0 && keeper(home) != old.pid());
            Await.until(
                    "Ready", SOON, () -> home.status().path("state").asString().equals("ready"));
            assertThat(run(home)).as("the service's run").isEqualTo(before);
            assertThat(home.starts()).isEqualTo(1);
            assertThat(home.status().path("address").asString()).isEqualTo(address);
            TrayItem.of(session).awaitState("Ready", SOON);
            assertThat(pane.isAlive()).as("the window stayed").isTrue();
            assertThat(session.windows(WINDOW)).hasSize(1);
            assertThat(home.berth().status()).as("a second start raises that very window").isZero();
            assertThat(session.window(WINDOW)).isEqualTo(window);

            assertThat(home.berth("quit").status()).isZero();
        }
    }

    @Test
    void aProgramThatDoesNotStartChangesNothing() throws Exception {
        try (var session = DesktopSession.withPanel();
                var home = TestHome.withFixture(ours(), "")) {
            var old = home.superviseFromDesktop(session);
            home.awaitState("ready");
            var launcher = Files.readString(folder.resolve("berth/bin/berth"));
            var asked = folder.resolve("asked");
            put("bin/berth", "#!/bin/sh\necho asked >>'" + asked + "'\nexit 1\n");
            executable();

            replace("0.1.1");

            Await.until("proof asked of the new one", SOON, () -> Files.exists(asked));
            put("bin/berth", launcher);
            executable();
            assertThat(keeper(home)).isEqualTo(old.pid());
            assertThat(home.status().path("state").asString()).isEqualTo("ready");
            assertThat(home.berth("quit").status()).isZero();
        }
    }

    private void executable() throws IOException {
        Files.setPosixFilePermissions(
                folder.resolve("berth/bin/berth"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
