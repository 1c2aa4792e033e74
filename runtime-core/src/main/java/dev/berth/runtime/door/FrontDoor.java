package dev.berth.runtime.door;

import dev.berth.runtime.Voice;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/// The loopback address that the person's browser uses: passes on what comes while the service is
/// Ready, and keeps people waiting in a friendly way while it is not. Any thread.
public interface FrontDoor extends Closeable {

    /// Where it listens, 1 to 65535.
    int port();

    /// A link that leads once, for 30 s, and for this person only, to the page.
    ///
    /// @param target asked when the link is used: where it leads, secrets and all; empty when there
    ///   is nothing to open now
    URI link(Supplier<Optional<URI>> target);

    /// Ends all that goes through it and gives the port back.
    @Override
    void close();

    /// Opens doors.
    interface Carpenter {

        /// Listens there, on loopback only.
        ///
        /// @throws java.net.BindException when another program has the port
        FrontDoor open(int port, Behind behind, Voice voice) throws IOException;
    }
}
