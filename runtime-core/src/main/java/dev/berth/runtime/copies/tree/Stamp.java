package dev.berth.runtime.copies.tree;

import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// A moment as file systems keep it: seconds since 1970, which may be negative, and nanoseconds, 0
/// to 999,999,999.
public record Stamp(long seconds, int nanos) {

    static Stamp of(FileTime time) {
        var instant = time.toInstant();
        return new Stamp(instant.getEpochSecond(), instant.getNano());
    }

    public FileTime asFileTime() {
        return FileTime.from(Instant.ofEpochSecond(seconds, nanos));
    }
}
