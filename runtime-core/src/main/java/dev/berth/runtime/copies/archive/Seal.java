package dev.berth.runtime.copies.archive;

import java.util.List;

/// What a copy says of itself behind its content.
///
/// @param files how many files there are
/// @param bytes in these files
/// @param entries in the archive, superseded ones included
/// @param packed bytes of all content in the archive, superseded content included
/// @param manifest SHA-256 of the manifest
/// @param body SHA-256 of everything before the seal
/// @param leftOut what of the service's is not in it, the first few with the reason
/// @param leftOutCount how many that were
public record Seal(
        Facts facts,
        long files,
        long bytes,
        long entries,
        long packed,
        String manifest,
        String body,
        List<String> leftOut,
        long leftOutCount) {
    public Seal {
        leftOut = List.copyOf(leftOut);
    }

    /// Whether everything that it should hold is in it.
    public boolean isWhole() {
        return leftOutCount == 0;
    }
}
