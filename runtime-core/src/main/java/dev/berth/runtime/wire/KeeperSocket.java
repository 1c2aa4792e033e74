package dev.berth.runtime.wire;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Home;
import dev.berth.runtime.wire.Protocol.ErrorCode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keeper's end of the home's socket: answers other processes of the same person. Every
/// connection has virtual threads of its own, which wait in the kernel; at idle nothing wakes.
public final class KeeperSocket implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeeperSocket.class);

    /// More than a person's windows, trays and scripts will ever need.
    static final int MOST_CONNECTIONS = 64;

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

    private final SocketPlace place;
    private final ServerSocketChannel listener;
    private final UserPrincipal person;
    private final Berth berth;
    private final String version;
    private final Patience patience;
    private final Map<Conversation, Thread> conversations = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private KeeperSocket(
            SocketPlace place,
            ServerSocketChannel listener,
            UserPrincipal person,
            Berth berth,
            String version,
            Patience patience) {
        this.place = place;
        this.listener = listener;
        this.person = person;
        this.berth = berth;
        this.version = version;
        this.patience = patience;
    }

    /// Whether a keeper listens there: one lives, even where its lock was taken from it.
    public static boolean isHeard(Home home) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            var path = SocketPlace.of(home).find();
            if (path.isEmpty()) {
                return false;
            }
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(path.get()));
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /// Listens on the home's socket. The caller holds the home's lock.
    ///
    /// @param berth who answers; stays open when the socket is closed
    /// @param version this program's version
    public static KeeperSocket open(Home home, Berth berth, String version) throws IOException {
        return open(SocketPlace.of(home), berth, version, LONGEST_SILENCE);
    }

    /// @param longestSilence how long a client may stay without reading, or without its first line
    static KeeperSocket open(
            SocketPlace place, Berth berth, String version, Duration longestSilence)
            throws IOException {
        var path = place.prepare();
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(path), MOST_CONNECTIONS);
            place.makePrivateSocket(path);
            var socket =
                    new KeeperSocket(
                            place,
                            listener,
                            Files.getOwner(path),
                            berth,
                            version,
                            new Patience(longestSilence));
            Thread.ofVirtual().name("berth-wire-door").start(socket::accept);
            return socket;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                welcome(listener.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Out of file descriptors, most likely: they come back when clients go.
                log.warn("a client could not be let in", e);
                if (closedWithin(Duration.ofSeconds(1))) {
                    return;
                }
            }
        }
    }

    private void welcome(SocketChannel client) throws IOException {
        if (!Peer.mayTalk(client, person)) {
            log.warn("another user's process was turned away");
            client.close();
            return;
        }
        if (conversations.size() >= MOST_CONNECTIONS) {
            // Fits into an empty socket's buffer, so this does not wait.
            new Wire(client, patience)
                    .write(
                            Protocol.error(
                                    ErrorCode.BUSY,
                                    ("Berth talks to at most %d programs at once; close some and"
                                                    + " try again.")
                                            .formatted(MOST_CONNECTIONS)));
            client.close();
            return;
        }
        var conversation = new Conversation(client, berth, version, patience);
        var thread =
                Thread.ofVirtual().name("berth-wire-client").unstarted(() -> hold(conversation));
        conversations.put(conversation, thread);
        thread.start();
    }

    private void hold(Conversation conversation) {
        try {
            conversation.hold();
        } catch (InterruptedException e) {
            conversation.cut();
        } finally {
            conversations.remove(conversation);
        }
    }

    /// Takes the socket away, so that nobody new finds it. Who is connected stays so. The caller
    /// still holds the home's lock: after that the place may be another keeper's.
    public void retire() {
        try {
            listener.close();
            place.clear();
        } catch (IOException e) {
            log.warn("the socket could not be taken away", e);
        }
    }

    /// Says what is left to say, for a second at most, and hangs up.
    @Override
    public void close() {
        if (listener.isOpen()) {
            retire();
        }
        closed.countDown();
        farewell();
        conversations.keySet().forEach(Conversation::cut);
        patience.close();
    }

    private void farewell() {
        long deadline = System.nanoTime() + LONGEST_FAREWELL.toNanos();
        try {
            for (var conversation : conversations.keySet()) {
                conversation.finish();
            }
            for (var thread : conversations.values()) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean closedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
