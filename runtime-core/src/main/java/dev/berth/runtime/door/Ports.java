package dev.berth.runtime.door;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/// Loopback ports of this computer.
@FunctionalInterface
public interface Ports {

    /// Whether nobody listens on this loopback port, 1 to 65535. An answer for this moment only:
    /// the engine binds for itself, and its refusal is dealt with all the same.
    ///
    /// @throws IOException with one sentence when the system cannot tell, for instance because too
    ///   many files are open: that is no reason to make room
    boolean isFree(int port) throws IOException;

    /// Who listens on this loopback port; empty where nobody does, or it cannot be told.
    default Optional<Occupant> holder(int port) {
        return Optional.empty();
    }

    /// Asks the system by binding for a moment.
    static Ports ofThisComputer() {
        var free =
                by(address -> {
                    try (var listener = new ServerSocket()) {
                        listener.bind(address, 1);
                    }
                });
        var occupants = Occupants.ofThisComputer();
        return new Ports() {
            @Override
            public boolean isFree(int port) throws IOException {
                return free.isFree(port);
            }

            @Override
            public Optional<Occupant> holder(int port) {
                return occupants.at(port);
            }
        };
    }

    /// Asks by binding in this way. What the system keeps for itself is taken too.
    static Ports by(Binding binding) {
        return port -> {
            try {
                binding.tryOn(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
                return true;
            } catch (BindException taken) {
                return false;
            } catch (IOException unclear) {
                throw new IOException(
                        "Berth cannot tell whether another program uses your assistant's address"
                                + " (%s).".formatted(unclear.getMessage()),
                        unclear);
            }
        };
    }

    /// Listens at an address for a moment.
    interface Binding {
        void tryOn(InetSocketAddress address) throws IOException;
    }
}
