package dev.berth.runtime.copies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Sees to it that the disk is never filled.
///
/// @param reserve bytes that stay free
public record Room(Path folder, long reserve) {
    /// What stays free on any disk.
    public static final long RESERVE = 2L << 30;

    public static Room in(Path folder) {
        return new Room(folder, RESERVE);
    }

    /// How much may still be written.
    public long left() throws IOException {
        return Files.getFileStore(folder).getUsableSpace() - reserve;
    }

    /// Sees whether so much may still be written.
    ///
    /// @throws NoRoom when so much may not be written any more
    public void demand(long bytes) throws IOException {
        if (left() < bytes) {
            throw new NoRoom();
        }
    }
}
