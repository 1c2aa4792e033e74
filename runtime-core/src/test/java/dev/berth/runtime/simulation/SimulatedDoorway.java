package dev.berth.runtime.simulation;

import dev.berth.runtime.door.DoorState;
import dev.berth.runtime.door.Doorway;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/// A front door that opens at once, where no other program is. It is the keeper's own: it goes with
/// its process.
final class SimulatedDoorway implements Doorway {
    private final Computer computer;
    private DoorState state = new DoorState.Opening();
    private int preferred;

    /// That of a process that was before is gone with it.
    SimulatedDoorway(Computer computer) {
        this.computer = computer;
        computer.door = 0;
    }

    @Override
    public DoorState state() {
        return state;
    }

    @Override
    public void prefer(int port) {
        if (port == preferred) {
            return;
        }
        preferred = port;
        if (computer.isFree(port)) {
            openAt(port);
        } else if (state instanceof DoorState.Opening) {
            int next = port;
            while (!computer.isFree(next)) {
                next++;
            }
            openAt(next);
        }
    }

    private void openAt(int port) {
        computer.door = port;
        state = new DoorState.Open(port);
    }

    @Override
    public Optional<URI> link(Supplier<Optional<URI>> target) {
        return Optional.empty();
    }

    @Override
    public void close() {
        computer.door = 0;
        state = new DoorState.Opening();
    }
}
