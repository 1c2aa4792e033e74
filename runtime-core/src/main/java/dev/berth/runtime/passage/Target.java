package dev.berth.runtime.passage;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/// Where a connection may lead: loopback addresses with one port, to be tried in this order.
record Target(List<InetSocketAddress> addresses) {
    Target {
        addresses = List.copyOf(addresses);
    }

    /// No name is ever looked up: what another program says `localhost` is does not matter here.
    static Target of(URI server) throws UnknownHostException {
        int port = port(server);
        var host = server.getHost().replaceAll("[\\[\\]]", "");
        var four = InetAddress.ofLiteral("127.0.0.1");
        var six = InetAddress.ofLiteral("::1");
        var literal = host.matches("[0-9.]+|.*:.*");
        var address = literal ? InetAddress.ofLiteral(host) : four;
        return new Target(
                literal && !address.isAnyLocalAddress()
                        ? List.of(loopback(address, port))
                        : List.of(loopback(four, port), loopback(six, port)));
    }

    private static InetSocketAddress loopback(InetAddress address, int port)
            throws UnknownHostException {
        if (!address.isLoopbackAddress()) {
            throw new UnknownHostException("expected an address of this computer: " + address);
        }
        return new InetSocketAddress(address, port);
    }

    private static int port(URI server) {
        if (server.getPort() > 0) {
            return server.getPort();
        }
        return "https".equalsIgnoreCase(server.getScheme()) ? 443 : 80;
    }
}
