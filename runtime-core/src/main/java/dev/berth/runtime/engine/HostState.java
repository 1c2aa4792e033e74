package dev.berth.runtime.engine;

/// How the host of the engine stands. On Linux the host is this computer itself.
public sealed interface HostState {

    /// The engine runs on this computer directly.
    record Native() implements HostState {}
}
