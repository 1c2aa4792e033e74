package dev.berth.runtime.observation;

/// Whether the port of a service that does not run is free.
public sealed interface PortState {

    /// A loopback port, 1024 to 65535.
    int port();

    record Free(int port) implements PortState {}

    /// Another program has it.
    record Taken(int port) implements PortState {}
}
