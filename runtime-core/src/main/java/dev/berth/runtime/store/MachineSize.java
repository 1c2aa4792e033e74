package dev.berth.runtime.store;

/// How large a machine is.
///
/// @param processors 1 or more
/// @param memoryMiB in MiB
/// @param diskGiB in GiB; grows as it is filled
public record MachineSize(int processors, long memoryMiB, long diskGiB) {}
