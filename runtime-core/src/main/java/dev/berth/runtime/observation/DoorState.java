package dev.berth.runtime.observation;

/// Whether the port that matters next is free.
public sealed interface DoorState {

    /// A loopback port, 1024 to 65535.
    int port();

    record Free(int port) implements DoorState {}

    /// Another program has it.
    record Taken(int port) implements DoorState {}
}
