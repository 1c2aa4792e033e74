package dev.berth.runtime.door;

/// How the front door stands: the address that the person's browser uses.
public sealed interface DoorState {

    /// It is being opened.
    record Opening() implements DoorState {}

    /// It is open at this loopback port, 1 to 65535.
    record Open(int port) implements DoorState {}

    /// It could not be opened.
    ///
    /// @param why one sentence
    record Shut(String why) implements DoorState {}
}
