package dev.berth.runtime.engine;

import dev.berth.runtime.store.MachineRecord.Identity;
import dev.berth.runtime.store.MachineSize;
import java.time.Instant;
import java.util.Optional;

/// How the host of the engine stands.
public sealed interface HostState {

    /// The engine runs on this computer directly.
    record Native() implements HostState {}

    /// The engine runs, or would run, in a machine.
    sealed interface Machine extends HostState {}

    /// There is none of ours. One of our name that is not ours is left alone.
    ///
    /// @param freeName the first of our names that nobody has
    /// @param computer what a machine could be given
    record Absent(String freeName, Capacity computer) implements Machine {}

    /// Ours was begun and is there only in parts, or has lost parts.
    ///
    /// @param why for the details
    record HalfMade(String name, String why) implements Machine {}

    /// Ours is there and does not run.
    ///
    /// @param size as it says, where it does
    record Stopped(Identity identity, Optional<MachineSize> size) implements Machine {}

    /// A start of ours is under way.
    ///
    /// @param since when it began, where that is known
    record Starting(Identity identity, Optional<Instant> since) implements Machine {}

    /// The engine in ours answers.
    record Running(Identity identity) implements Machine {}

    /// Ours says that it runs, and the engine in it does not answer.
    ///
    /// @param why for the details
    record Unreachable(Identity identity, String why) implements Machine {}

    /// Ours does not run, and cannot while another one does.
    ///
    /// @param identity empty where there is none of ours yet
    /// @param other name of the one that is in the way
    record BlockedBy(Optional<Identity> identity, String other) implements Machine {}

    /// What this computer has to give.
    ///
    /// @param processors cores
    /// @param memoryMiB in all
    /// @param freeDiskMiB where machines are kept
    record Capacity(int processors, long memoryMiB, long freeDiskMiB) {}
}
