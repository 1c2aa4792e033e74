package dev.berth.runtime.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much can still be written where.
interface Disk {

    /// Bytes that we could still write on the disk of this folder, which is there.
    long free(Path folder) throws IOException;

    /// Whether two folders lie on the same disk.
    boolean same(Path one, Path other) throws IOException;

    static Disk real() {
        return new Disk() {
            @Override
            public long free(Path folder) throws IOException {
                return Files.getFileStore(folder).getUsableSpace();
            }

            @Override
            public boolean same(Path one, Path other) throws IOException {
                return Files.getFileStore(one).equals(Files.getFileStore(other));
            }
        };
    }
}
