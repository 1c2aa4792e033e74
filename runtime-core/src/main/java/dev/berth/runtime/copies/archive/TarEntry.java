package dev.berth.runtime.copies.archive;

import dev.berth.runtime.copies.tree.Kind;
import dev.berth.runtime.copies.tree.RawName;

/// What a tar header says.
///
/// @param modified seconds since 1970
/// @param link where a link leads; empty for others
record TarEntry(
        RawName name,
        Kind kind,
        int mode,
        long owner,
        long group,
        long size,
        long modified,
        RawName link) {}
