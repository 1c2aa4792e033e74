package dev.berth.runtime.engine;

import java.util.List;

/// An image as the engine keeps it.
///
/// @param id without the name of its algorithm
/// @param names under which it is known; without any it is known by its id alone
/// @param bytes what it takes on the disk, also where others share some of it
/// @param containers how many are made from it, whoever made them
/// @param isBase whether another image is built on it
public record StoredImage(
        String id, List<String> names, long bytes, int containers, boolean isBase) {
    public StoredImage {
        names = List.copyOf(names);
    }

    /// Whether nobody has a use for it but who knows its one name.
    public boolean isIdle() {
        return containers == 0 && !isBase && names.size() <= 1;
    }
}
