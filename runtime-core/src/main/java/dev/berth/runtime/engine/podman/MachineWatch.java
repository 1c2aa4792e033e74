package dev.berth.runtime.engine.podman;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Engine.Watch;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears of the end of a run inside the machine: the engine's own diary (`/libpod/events` of its
/// API) through an open connection, which costs nothing while nothing happens. It breaks when the
/// machine or its network helper ends, and that is a signal too. Where the engine does not tell
/// (another diary, a pipe), it is not live.
///
/// 4.x answers only when it has something to say; asked for what was before, it says at once how
/// the container was started.
final class MachineWatch implements Watch {
    private static final Logger LOG = LoggerFactory.getLogger(MachineWatch.class);

    private static final List<String> ENDS =
            List.of("\"died\"", "\"stop\"", "\"pause\"", "\"remove\"", "\"cleanup\"");

    /// An engine that tells does so in some 10 ms.
    private static final Duration FIRST_WORD = Duration.ofMillis(300);

    /// One that breaks sooner is no news, and must not make us ask without end.
    private static final Duration LASTING = Duration.ofSeconds(5);

    private final SocketChannel channel;
    private final Runnable signal;
    private final CountDownLatch spoken = new CountDownLatch(1);
    private volatile boolean live;
    private volatile boolean closed;

    private MachineWatch(SocketChannel channel, Runnable signal) {
        this.channel = channel;
        this.signal = signal;
    }

    /// Never fails: where nothing can be heard, the watch is not live.
    static Watch begin(Optional<Door> door, ContainerId id, Runnable signal) {
        if (!(door.orElse(null) instanceof Door.Socket(var path))) {
            return new Deaf();
        }
        try {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            var watch = new MachineWatch(channel, signal);
            Thread.ofPlatform().daemon().name("service-end").start(() -> watch.run(path, id));
            watch.spoken.await(FIRST_WORD.toMillis(), TimeUnit.MILLISECONDS);
            return watch;
        } catch (IOException | UnsupportedOperationException noSockets) {
            return new Deaf();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Deaf();
        }
    }

    private void run(String path, ContainerId id) {
        long since = System.nanoTime();
        try (channel) {
            channel.connect(UnixDomainSocketAddress.of(path));
            ask(id);
            listen();
        } catch (IOException | IllegalArgumentException ended) {
            LOG.debug("the engine tells no more of {}", id.brief(), ended);
        } finally {
            boolean lasted = live && System.nanoTime() - since > LASTING.toNanos();
            live = false;
            spoken.countDown();
            if (lasted && !closed) {
                signal.run();
            }
        }
    }

    private void ask(ContainerId id) throws IOException {
        var filters = "{\"container\":[\"" + id.value() + "\"]}";
        var question =
                "GET /v4.0.0/libpod/events?stream=true&since=1&filters="
                        + URLEncoder.encode(filters, UTF_8)
                        + " HTTP/1.1\r\nHost: d\r\n\r\n";
        var bytes = ByteBuffer.wrap(question.getBytes(US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void listen() throws IOException {
        var bytes = ByteBuffer.allocate(16 * 1024);
        while (channel.read(bytes) >= 0) {
            var text = US_ASCII.decode(bytes.flip()).toString();
            bytes.clear();
            if (!live && !text.matches("(?s)HTTP/1\\.1 200 .*")) {
                return;
            }
            live = true;
            spoken.countDown();
            if (ENDS.stream().anyMatch(text::contains)) {
                signal.run();
            }
        }
    }

    @Override
    public boolean isLive() {
        return live;
    }

    @Override
    public void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException stays) {
            LOG.debug("a watch did not close", stays);
        }
    }

    private record Deaf() implements Watch {
        @Override
        public boolean isLive() {
            return false;
        }

        @Override
        public void close() {}
    }
}
