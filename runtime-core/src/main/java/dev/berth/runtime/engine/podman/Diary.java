package dev.berth.runtime.engine.podman;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.runtime.engine.ContainerId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file into which Podman writes one line for each thing that happens, read from where we
/// stopped. One thread only, after it was made.
final class Diary {

    /// More than that at once is skipped as if it told of us.
    private static final int MOST = 256 * 1024;

    private final Path file;
    private final ContainerId id;
    private long read;

    Diary(Path file, ContainerId id) {
        this.file = file;
        this.id = id;
        this.read = size();
    }

    Path file() {
        return file;
    }

    /// Whether lines about our container have come since the last time.
    boolean tellsOfUs() {
        long end = size();
        long from = end < read ? 0 : read;
        read = end;
        return end - from > MOST || text(from, (int) (end - from)).contains(id.value());
    }

    private String text(long from, int length) {
        var bytes = ByteBuffer.allocate(length);
        try (var channel = Files.newByteChannel(file)) {
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // goes on until all is read
            }
            return UTF_8.decode(bytes.flip()).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException none) {
            return 0;
        }
    }
}
