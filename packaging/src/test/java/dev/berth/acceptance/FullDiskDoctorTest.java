package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Disks that are full, which only root can make.
@Tag("root")
final class FullDiskDoctorTest {
    private static final int PAGE = 4096;

    @Test
    void aFullDiskIsFoundAndSaid() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            home.superviseToReady();
            try (var _ = new SmallDisk(home.folder().resolve("logs"), "64m")) {
                assertThat(found(home)).isEqualTo("fail no-room");
            }
            assertThat(found(home)).isNotEqualTo("fail no-room");
        }
    }

    @Test
    void aReportThatFindsNoRoomIsSaidInOneSentenceAndLeavesNothing() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            home.superviseToReady();
            var small = Files.createDirectories(home.folder().resolve("small"));
            try (var disk = new SmallDisk(small, "1m")) {
                disk.fill(2);
                var said = home.berth("doctor", "--bundle", small.resolve("report.zip").toString());
                assertThat(said.status()).isEqualTo(1);
                assertThat(said.err().lines())
                        .singleElement()
                        .asString()
                        .contains("disk", "is full", "another disk");
                try (var left = Files.list(small)) {
                    assertThat(left).containsExactly(small.resolve("filler"));
                }
            }
        }
    }

    /// The disk of the home is full; the report goes to another one.
    @Test
    void aReportIsWrittenElsewhereWhileTheHomeIsFull() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            home.superviseToReady();
            var elsewhere = Files.createTempDirectory("berth-report-");
            var file = elsewhere.resolve("report.zip");
            try (var disk = new SmallDisk(home.folder().resolve("logs"), "1m")) {
                disk.fill(0);
                var said = home.berth("doctor", "--bundle", file.toString());
                assertThat(said.status()).as(said.text()).isZero();
                assertThat(Report.in(file).entry("doctor.json")).contains("no-room");
            } finally {
                Files.deleteIfExists(file);
                Files.delete(elsewhere);
            }
        }
    }

    private static String found(TestHome home) throws Exception {
        return JsonMapper.shared()
                .readTree(home.berth("doctor", "--json").out())
                .path("signs")
                .valueStream()
                .filter(sign -> sign.path("part").asString("").equals("room"))
                .map(sign ->
                        sign.path("verdict").asString("") + " " + sign.path("code").asString(""))
                .findFirst()
                .orElseThrow();
    }

    /// A small disk over a folder, for as long as it is open.
    private static final class SmallDisk implements AutoCloseable {
        private final Path folder;

        SmallDisk(Path folder, String size) throws IOException {
            this.folder = folder;
            tool("mount", "-t", "tmpfs", "-o", "mode=700,size=" + size, "tmpfs", folder.toString());
        }

        /// Leaves so many pages free.
        void fill(int pagesLeft) throws IOException {
            var filler = folder.resolve("filler");
            try (var out = Files.newOutputStream(filler)) {
                var page = new byte[PAGE];
                while (true) {
                    out.write(page);
                }
            } catch (IOException full) {
                try (var file = FileChannel.open(filler, StandardOpenOption.WRITE)) {
                    file.truncate(Math.max(0, file.size() / PAGE * PAGE - (long) pagesLeft * PAGE));
                }
            }
        }

        private static void tool(String... command) throws IOException {
            try {
                var outcome = Program.run(List.of(command), Map.of(), Await.LONG);
                assertThat(outcome.status()).as(outcome.text()).isZero();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            tool("umount", "--lazy", folder.toString());
        }
    }
}
