package dev.berth.runtime.passage;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes connections on a socket and leads each to the one target. A connection is two virtual
/// threads, which wait in the kernel: who reads slowly slows down who writes, and each direction
/// ends by itself.
final class Relay implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /// More than one assistant will ever need at once.
    static final int MOST_CONNECTIONS = 64;

    private static final int BUFFER = 32 * 1024;

    /// On this computer a server answers at once, or its queue is full.
    private static final int CONNECT_MILLIS = 5000;

    private final ServerSocketChannel listener;
    private final Target target;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Relay(ServerSocketChannel listener, Target target) {
        this.listener = listener;
        this.target = target;
    }

    /// Listens from now on.
    static Relay open(Path socket, Target target) throws IOException {
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(socket), MOST_CONNECTIONS);
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
        var relay = new Relay(listener, target);
        Thread.ofVirtual().name("berth-passage").start(relay::accept);
        return relay;
    }

    boolean leadsTo(Target other) {
        return target.equals(other);
    }

    /// How many connections stand now.
    int connections() {
        return pairs.size();
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                welcome(listener.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Out of file descriptors, most likely: they come back when connections go.
                LOG.warn("a connection to the model server was not taken: {}", e.getMessage());
                if (closedWithin(Duration.ofSeconds(1))) {
                    return;
                }
            }
        }
    }

    private void welcome(SocketChannel inner) {
        var pair = new Pair(inner);
        if (pairs.size() >= MOST_CONNECTIONS || !pairs.add(pair)) {
            LOG.warn("too many connections to the model server at once; one was turned away");
            pair.cut();
            return;
        }
        Thread.ofVirtual().name("berth-passage-there").start(pair::hold);
        if (!listener.isOpen()) {
            pair.cut();
        }
    }

    private SocketChannel reach() throws IOException {
        var failure = new IOException("nothing was tried");
        for (var address : target.addresses()) {
            try {
                return connected(address);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private static SocketChannel connected(InetSocketAddress address) throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.socket().connect(address, CONNECT_MILLIS);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
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

    @Override
    public void close() throws IOException {
        listener.close();
        closed.countDown();
        pairs.forEach(Pair::cut);
    }

    /// One connection of the service and the one to the server that belongs to it.
    private final class Pair {
        private final SocketChannel inner;
        private volatile boolean cut;
        private volatile SocketChannel outer;

        Pair(SocketChannel inner) {
            this.inner = inner;
            this.outer = inner; // until the server is reached
        }

        void hold() {
            try (inner;
                    var reached = reach()) {
                outer = reached;
                if (cut) {
                    return;
                }
                var back = Thread.ofVirtual().name("berth-passage-back");
                var answers = back.start(() -> lead(reached, inner));
                lead(inner, reached);
                answers.join();
            } catch (IOException e) {
                LOG.debug("the model server could not be reached: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                pairs.remove(this);
            }
        }

        /// Everything from one to the other, and its end too.
        private void lead(SocketChannel from, SocketChannel to) {
            var buffer = ByteBuffer.allocate(BUFFER);
            try {
                while (from.read(buffer) >= 0) {
                    buffer.flip();
                    while (buffer.hasRemaining()) {
                        to.write(buffer);
                    }
                    buffer.clear();
                }
                to.shutdownOutput();
            } catch (IOException brokenOff) {
                cut();
            }
        }

        void cut() {
            cut = true;
            close(inner);
            close(outer);
        }

        private static void close(SocketChannel channel) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("at the end of a connection: {}", e.getMessage());
            }
        }
    }
}
