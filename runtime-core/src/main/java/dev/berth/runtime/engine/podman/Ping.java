package dev.berth.runtime.engine.podman;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks the engine in a machine whether it is there: `GET /_ping` of its API, without any program
/// between. That a machine is said to run proves nothing (podman.md, finding 3), and neither does
/// that somebody takes the connection: its network helper does so for a while after the guest has
/// gone. Any thread may ask.
final class Ping {
    private static final byte[] QUESTION =
            "GET /_ping HTTP/1.0\r\nHost: d\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

    /// `HTTP/1.0 200 OK`: the first line is enough.
    private static final int LONGEST_LINE = 256;

    private Ping() {}

    /// Empty when it answers; otherwise why it does not, for the details.
    static Optional<String> objection(Door door, Limit limit) {
        if (limit.cancellation().isCancelled()) {
            return Optional.of("cut short");
        }
        try {
            var line =
                    switch (door) {
                        case Door.Socket(var path) -> bySocket(path, limit);
                        case Door.Pipe(var path) -> byPipe(path, limit.atMost());
                    };
            return line.matches("HTTP/1\\.[01] 200\\b.*")
                    ? Optional.empty()
                    : Optional.of("it answered: " + Words.withoutColour(line));
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException none) {
            return Optional.of("it does not answer: " + none.getMessage());
        }
    }

    private static String bySocket(String path, Limit limit) throws IOException {
        var end = System.nanoTime() + limit.atMost().toNanos();
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                var selector = Selector.open();
                var _ = limit.cancellation().onCancel(selector::wakeup)) {
            channel.configureBlocking(false);
            var key = channel.register(selector, SelectionKey.OP_CONNECT);
            if (!channel.connect(UnixDomainSocketAddress.of(path))) {
                await(key, SelectionKey.OP_CONNECT, end, limit);
                channel.finishConnect();
            }
            var question = ByteBuffer.wrap(QUESTION);
            while (question.hasRemaining()) {
                await(key, SelectionKey.OP_WRITE, end, limit);
                channel.write(question);
            }
            var answer = ByteBuffer.allocate(LONGEST_LINE);
            while (answer.hasRemaining() && !firstLine(answer).endsWith("\n")) {
                await(key, SelectionKey.OP_READ, end, limit);
                if (channel.read(answer) < 0) {
                    break;
                }
            }
            return firstLine(answer).strip();
        }
    }

    private static void await(SelectionKey key, int what, long end, Limit limit)
            throws IOException {
        key.interestOps(what);
        long left = (end - System.nanoTime()) / 1_000_000;
        var selector = key.selector();
        if (left <= 0 || selector.select(left) == 0 || limit.cancellation().isCancelled()) {
            throw new IOException("no answer in " + limit.atMost().toMillis() + " ms");
        }
        selector.selectedKeys().clear();
    }

    private static String firstLine(ByteBuffer answer) {
        var text = US_ASCII.decode(answer.duplicate().flip()).toString();
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /// A named pipe is a file there, and a file cannot be waited for with a limit: a thread of its
    /// own waits, and is let go by the closing of the file.
    private static String byPipe(String path, Duration atMost) throws IOException {
        var pipe = new RandomAccessFile(path, "rw");
        var line = new CompletableFuture<String>();
        Thread.ofPlatform()
                .daemon()
                .name("machine-ping")
                .start(() -> {
                    try {
                        pipe.write(QUESTION);
                        line.complete(String.valueOf(pipe.readLine()));
                    } catch (IOException closed) {
                        line.completeExceptionally(closed);
                    }
                });
        try (pipe) {
            return line.get(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw new IOException("no answer in " + atMost.toMillis() + " ms", silent);
        } catch (ExecutionException broken) {
            throw new IOException(String.valueOf(broken.getMessage()), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("cut short", interrupted);
        }
    }
}
