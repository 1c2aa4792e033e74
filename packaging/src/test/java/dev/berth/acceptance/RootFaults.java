package dev.berth.acceptance;

import static dev.berth.acceptance.RealFault.longer;
import static dev.berth.acceptance.RealFault.quick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.acceptance.RealFault.Act;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rows that only root can make: disks that are small, full or read-only, and other people's
/// files.
final class RootFaults {
    private static final int PAGE = 4096;
    private static final int SMALL = 512 * PAGE;
    private static final Set<String> ENDS = Set.of("ready", "needs-attention", "");

    private RootFaults() {}

    // @formatter:off
    static Stream<RealFault> all() {
        return Stream.of(
                quick(
                        "conmon and the service killed at once (root)",
                        home -> {
                            var conmon =
                                    Podman.inspect(home.container())
                                            .path("State")
                                            .path("ConmonPid")
                                            .asLong(0);
                            ProcessHandle.of(conmon).ifPresent(ProcessHandle::destroyForcibly);
                            home.inside().forEach(ProcessHandle::destroyForcibly);
                        }),
                quick(
                        "no room for the notes: 0, 1 and 3 pages at a start",
                        startsOnFull(IntStream.of(0, 1, 3))),
                longer(
                        "no room for the notes: 0 to 24 pages at a start",
                        startsOnFull(IntStream.range(0, 25))),
                quick(
                                "no room for the notes while it runs, the service killed",
                                RootFaults::fullWhileRunning)
                        .endsIn("state-unwritable", Ordeal::undoLast),
                longer("no room for the log", home -> onSmallDisk(home, "logs", 0)),
                longer("no room for the settings", RootFaults::settingsOnFull),
                longer("set-up with 0 to 24 pages of room", RootFaults::setUpOnFull),
                longer("no room for what is fetched", RootFaults::noRoomForTheFetched),
                quick("no room for the data at a start", RootFaults::noRoomForTheData)
                        .endsIn("no-room", Ordeal::undoLast),
                quick("home read-only at a start (root)", RootFaults::readOnlyAtAStart),
                longer("data folder's owner changed (root)", RootFaults::dataOwnerChanged));
    }

    // @formatter:on

    /// Puts a small disk under one folder of the home, with what was in it, and fills it.
    private static void onSmallDisk(Ordeal home, String name, int pagesLeft) throws Exception {
        var folder = home.home().folder().resolve(name);
        home.terminate();
        smallDisk(home, folder, "size=" + SMALL);
        fill(folder, pagesLeft);
        home.supervise();
    }

    private static void smallDisk(Ordeal home, Path folder, String options) throws Exception {
        var copy = folder.resolveSibling(folder.getFileName() + ".below");
        Ordeal.tool("cp", "-a", folder.toString(), copy.toString());
        Ordeal.tool("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
        home.undoneBy(() -> {
            Ordeal.tool("umount", "--lazy", folder.toString());
        });
        Ordeal.tool("cp", "-aT", copy.toString(), folder.toString());
        Ordeal.tool("rm", "-rf", copy.toString());
    }

    private static Path filler(Path folder) {
        return folder.resolve("filler");
    }

    /// Leaves so many pages free, so that the write after that many pages finds none.
    private static void fill(Path folder, int pagesLeft) throws IOException {
        try (var out = Files.newOutputStream(filler(folder))) {
            var page = new byte[PAGE];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            // as it should be
        }
        try (var file =
                java.nio.channels.FileChannel.open(
                        filler(folder), java.nio.file.StandardOpenOption.WRITE)) {
            file.truncate(Math.max(0, file.size() / PAGE * PAGE - (long) pagesLeft * PAGE));
        }
    }

    /// Each time the room ends at another file.
    private static Act startsOnFull(IntStream pages) {
        return home -> {
            var state = home.home().state();
            home.terminate();
            smallDisk(home, state, "size=" + SMALL);
            for (int left : pages.toArray()) {
                fill(state, left);
                home.supervise();
                Await.until(
                        "an end with %d pages".formatted(left),
                        TestHome.SOON,
                        () -> !home.keeper().isAlive() || isEnd(home));
                Files.delete(filler(state));
                if (!home.keeper().isAlive()) {
                    assertThat(home.home().output()).isNotBlank();
                    home.supervise();
                }
                home.awaitReady();
                home.terminate();
            }
            home.supervise();
        };
    }

    private static boolean isEnd(Ordeal home) {
        var state = home.state();
        return !state.isEmpty() && ENDS.contains(state);
    }

    private static void fullWhileRunning(Ordeal home) throws Exception {
        home.terminate();
        smallDisk(home, home.home().state(), "size=" + SMALL);
        home.supervise();
        home.awaitReady();
        fill(home.home().state(), 0);
        home.undoneBy(() -> Files.delete(filler(home.home().state())));
        home.killService();
    }

    private static void settingsOnFull(Ordeal home) throws Exception {
        onSmallDisk(home, "config", 0);
        home.awaitReady();
        var said = home.home().berth("settings", "set", "autostart", "false");
        assertThat(said.text()).isNotBlank();
        Files.delete(filler(home.home().folder().resolve("config")));
    }

    private static void setUpOnFull(Ordeal home) throws Exception {
        home.terminate();
        smallDisk(home, home.home().state(), "size=" + SMALL);
        for (int left = 0; left < 25; left++) {
            assertThat(home.home().berth("reset").status()).as("reset").isZero();
            fill(home.home().state(), left);
            var full = home.home().berth("setup", "--image", home.image(), "--yes");
            assertThat(full.status()).as(full.text()).isIn(0, 1);
            Files.delete(filler(home.home().state()));
            home.home().setUp(home.image());
        }
        home.supervise();
    }

    private static void noRoomForTheFetched(Ordeal home) throws Exception {
        assertThat(home.home().berth("reset").status()).isZero();
        home.terminate();
        var cache = Files.createDirectories(home.home().folder().resolve("cache"));
        try (var registry = Registry.withTheFixture();
                var source = FaultProxy.before(registry)) {
            var name = source.host() + "/" + Registry.PROGRAM;
            smallDisk(home, cache, "size=256k");
            var full = home.home().berth("setup", "--image", name, "--yes");
            assertThat(full.status()).as(full.text()).isEqualTo(1);
            home.undoLast();
            home.undoneBy(() -> Podman.tried("untag", name, name));
            home.home().setUp(name);
        }
        home.supervise();
    }

    private static void noRoomForTheData(Ordeal home) throws Exception {
        var data = home.home().data();
        home.terminate();
        smallDisk(home, data, "size=16m");
        home.undoneBy(() -> Ordeal.tool("mount", "-o", "remount,size=800m", data.toString()));
        home.supervise();
    }

    private static void readOnlyAtAStart(Ordeal home) throws Exception {
        var folder = home.home().folder().toString();
        home.terminate();
        Ordeal.tool("mount", "--bind", folder, folder);
        home.undoneBy(() -> Ordeal.tool("umount", "--lazy", folder));
        Ordeal.tool("mount", "-o", "remount,bind,ro", folder);
        var said = home.home().berth("run");
        assertThat(said.status()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).contains(folder);
        home.undoLast();
        home.supervise();
    }

    private static void dataOwnerChanged(Ordeal home) throws Exception {
        var data = home.home().data().toString();
        var owner = Files.getAttribute(home.home().data(), "unix:uid").toString();
        Ordeal.tool("chown", "-R", "4242:4242", data);
        home.undoneBy(() -> Ordeal.tool("chown", "-R", owner + ":" + owner, data));
        home.killService();
        home.awaitState(Set.of("ready", "needs-attention"));
        home.undoLast();
        home.home().berth("repair", "--timeout", "60");
    }
}
