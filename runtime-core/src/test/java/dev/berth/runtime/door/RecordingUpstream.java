package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.door.StrictReader.Head;
import dev.berth.runtime.door.StrictReader.Offence;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// A service that writes down what it is asked, answers each request that came whole with 200, and
/// takes offence at whatever a door must not let through.
final class RecordingUpstream implements Closeable {
    private static final Pattern LINE =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ (/[\\x21-\\xff]*|\\*) HTTP/1\\.[01]");

    /// What a client says about its own hop, or about whom it stands for.
    private static final Pattern NOT_ITS_OWN = Pattern.compile("6\\.6\\.6\\.6");

    private static final Set<String> HOP =
            Set.of("keep-alive", "proxy-connection", "proxy-authorization", "te");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<String> offences = new CopyOnWriteArrayList<>();
    private final Set<Line> open = ConcurrentHashMap.newKeySet();

    RecordingUpstream() throws IOException {
        listener = new ServerSocket(0, 500, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    /// A request that came whole; its body a letter a byte.
    record Seen(Head head, String body) {}

    int port() {
        return listener.getLocalPort();
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<String> offences() {
        return List.copyOf(offences);
    }

    /// Forgets what has come, also what is just coming in.
    void forget() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var line : open) {
            while (line.isBusy()) {
                assertThat(System.nanoTime()).as("half a request").isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
        seen.clear();
        offences.clear();
    }

    /// A connection, and whether a request is being read from it.
    private static final class Line {
        private final Socket socket;
        private volatile boolean within;

        Line(Socket socket) {
            this.socket = socket;
        }

        boolean isBusy() {
            try {
                return within || socket.getInputStream().available() > 0;
            } catch (IOException closed) {
                return false;
            }
        }
    }

    private void accept() {
        while (true) {
            try {
                var line = new Line(listener.accept());
                open.add(line);
                Thread.ofVirtual().start(() -> serve(line));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Line line) {
        try (var socket = line.socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            var reader = new StrictReader(in);
            while (hasMore(in)) {
                line.within = true;
                var head = reader.head().orElseThrow();
                look(head);
                var body = new String(reader.body(head), StandardCharsets.ISO_8859_1);
                seen.add(new Seen(head, body));
                socket.getOutputStream().write(ANSWER);
                line.within = false;
            }
        } catch (Offence offence) {
            offences.add(offence.getMessage());
        } catch (IOException cut) {
            // Somebody went away within a request: it never came whole.
        } finally {
            line.within = false;
            open.remove(line);
        }
    }

    private static boolean hasMore(BufferedInputStream in) throws IOException {
        in.mark(1);
        boolean more = in.read() >= 0;
        in.reset();
        return more;
    }

    private void look(Head head) throws Offence {
        if (!LINE.matcher(head.line()).matches()) {
            throw new Offence("line: " + head.line());
        }
        if (head.line().contains("/smuggled")) {
            throw new Offence("smuggled: " + head);
        }
        if (head.all("host").size() != 1) {
            throw new Offence("hosts: " + head);
        }
        if (NOT_ITS_OWN.matcher(head.fields().toString()).find()) {
            throw new Offence("what the client says of others: " + head);
        }
        if (head.fields().keySet().stream().anyMatch(HOP::contains)) {
            throw new Offence("of another hop: " + head);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var line : open) {
            line.socket.close();
        }
    }
}
