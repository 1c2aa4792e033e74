package dev.berth.runtime.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Loopback ports of this computer.
@FunctionalInterface
public interface Ports {

    /// Whether nobody listens on this loopback port, 1 to 65535. An answer for this moment only:
    /// the engine binds for itself, and its refusal is dealt with all the same.
    boolean isFree(int port);

    /// Asks the system by binding for a moment.
    static Ports ofThisComputer() {
        return port -> {
            try (var listener = new ServerSocket()) {
                listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1);
                return true;
            } catch (IOException taken) {
                return false;
            }
        };
    }
}
