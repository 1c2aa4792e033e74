package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

final class PortsTest {

    @Test
    void aPortThatSomebodyListensOnIsTakenAndOthersAreFree() throws IOException {
        int port;
        try (var theirs = new ServerSocket()) {
            theirs.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1);
            port = theirs.getLocalPort();
            assertThat(Ports.ofThisComputer().isFree(port)).isFalse();
        }
        assertThat(Ports.ofThisComputer().isFree(port)).isTrue();
    }

    /// A range that the system keeps for itself, as Windows does.
    @Test
    void whatTheSystemKeepsIsTaken() throws IOException {
        var ports =
                Ports.by(_ -> {
                    throw new BindException("Permission denied");
                });
        assertThat(ports.isFree(50_005)).isFalse();
    }

    @Test
    void whatCannotBeToldIsNeitherFreeNorTaken() {
        var ports =
                Ports.by(_ -> {
                    throw new SocketException("Too many open files");
                });
        assertThatThrownBy(() -> ports.isFree(18_789))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot tell")
                .hasMessageEndingWith("(Too many open files).");
    }
}
