package dev.berth.runtime.door;

import java.io.Closeable;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/// Where the front door is, or will be. It is opened in the background; no method waits.
public interface Doorway extends Closeable {

    /// How it stands. Any thread.
    DoorState state();

    /// It should be there: opens it, or moves it, unless that was asked for before. Where another
    /// program has that port a new door opens at a port nearby, and one that is open stays.
    ///
    /// @param port 1 to 65535
    void prefer(int port);

    /// As [FrontDoor#link]; empty while it is not open. Any thread.
    Optional<URI> link(Supplier<Optional<URI>> target);

    /// Ends all that goes through it.
    @Override
    void close();
}
