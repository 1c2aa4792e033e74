package dev.berth.runtime.service;

import dev.berth.runtime.Place;
import java.net.URI;

/// The inner end of the way to a server of this computer: a few lines that run beside the gateway
/// with the same program that it runs on, listen where the gateway looks for the server, and lead
/// each connection to the socket that the keeper holds.
final class Inside {
    /// Needs rights that the service does not have.
    private static final int PRIVILEGED = 1024;

    /// Around the gateway's own port it listens for its parts.
    private static final int GATEWAYS_FIRST = OpenClaw.PORT - 9;

    private static final int GATEWAYS_LAST = OpenClaw.PORT + 110;
    private static final int ELSEWHERE = 20_000;
    private static final int LAST_DIGITS = 10_000;

    private Inside() {}

    /// Where the gateway finds the server: through the passage, or, in a machine, at the name that
    /// leads from there to this computer's own loopback (decision 29).
    static URI address(URI server, Place place) {
        if (place == Place.APART) {
            return URI.create(
                    server.getScheme().toLowerCase(java.util.Locale.ROOT)
                            + "://host.containers.internal:"
                            + own(server)
                            + server.getRawPath());
        }
        // a certificate may be made out to this name
        var named =
                "https".equalsIgnoreCase(server.getScheme())
                        && "localhost".equalsIgnoreCase(server.getHost());
        return URI.create(
                server.getScheme().toLowerCase(java.util.Locale.ROOT)
                        + (named ? "://localhost:" : "://127.0.0.1:")
                        + port(server)
                        + server.getRawPath());
    }

    /// The line of shell that runs it, again and again should it end. `pipe` slows the writer down
    /// to the reader and passes the end of one direction on; the keeper bounds the number of
    /// connections.
    static String program(String socket, URI server) {
        var script =
                """
                const net=require("net");\
                net.createServer({allowHalfOpen:true},c=>{\
                const s=net.connect({path:"%s",allowHalfOpen:true});\
                const cut=()=>{c.destroy();s.destroy()};\
                c.on("error",cut);s.on("error",cut);c.pipe(s);s.pipe(c)\
                }).listen(%d,"127.0.0.1")\
                """
                        .formatted(socket, port(server));
        return "(while :; do NODE_OPTIONS= node --max-old-space-size=32 -e '"
                + script
                + "'; sleep 1; done) </dev/null & ";
    }

    /// The server's own port, unless that cannot be had inside.
    private static int port(URI server) {
        int own = own(server);
        return own < PRIVILEGED || (own >= GATEWAYS_FIRST && own <= GATEWAYS_LAST)
                ? ELSEWHERE + own % LAST_DIGITS
                : own;
    }

    private static int own(URI server) {
        if (server.getPort() > 0) {
            return server.getPort();
        }
        return "https".equalsIgnoreCase(server.getScheme()) ? 443 : 80;
    }
}
