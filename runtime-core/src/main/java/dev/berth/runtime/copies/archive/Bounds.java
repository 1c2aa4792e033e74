package dev.berth.runtime.copies.archive;

/// How much a copy may hold. What passes these is refused, whatever it says of itself.
///
/// @param bytes of all files together, superseded ones included
/// @param entries how many, superseded ones included
public record Bounds(long bytes, long entries) {

    /// Longest name of an entry and longest text of a link, in bytes, as in Linux.
    static final int NAME = 4096;

    /// How many folders deep.
    static final int DEPTH = 2048;

    /// How often the order may begin anew.
    static final int RUNS = 16;

    /// Largest part of the file that is not the service's: head, manifest line, seal.
    static final int TEXT = 64 << 10;

    /// A window of 8 MiB is what our level needs; a larger one only asks for memory.
    static final int WINDOW_LOG = 23;

    /// What a disk with so much free room can hold.
    public static Bounds of(long freeBytes) {
        return new Bounds(Math.max(0, freeBytes), 50_000_000);
    }
}
