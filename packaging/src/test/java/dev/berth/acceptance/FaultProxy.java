package dev.berth.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Stands before a source and spoils its answers as told. Also a forward proxy: whatever host is
/// asked for, it is the source that answers.
final class FaultProxy implements AutoCloseable {
    private static final int PIECE = 8 * 1024;

    /// How an answer goes wrong.
    sealed interface Fault {
        /// Another answer in its place, for whatever is asked.
        record Instead(int status, Map<String, String> headers, String body) implements Fault {}

        /// A part breaks off after so many bytes.
        record CutAfter(int bytes) implements Fault {}

        /// A part has other bytes of the same number.
        record WrongBytes() implements Fault {}
    }

    private final URI source;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Fault> faults = new ArrayDeque<>();
    private final List<URI> asked = new CopyOnWriteArrayList<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final List<String> agents = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile long bytesPerSecond = Long.MAX_VALUE;
    private volatile long stopsAt = Long.MAX_VALUE;

    private FaultProxy(URI source, HttpServer server) {
        this.source = source;
        this.server = server;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static FaultProxy before(Registry registry) throws IOException {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new FaultProxy(registry.address(), HttpServer.create(here, 0));
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// The next answers go wrong like this, so many of them.
    void spoil(int answers, Fault fault) {
        synchronized (faults) {
            faults.addAll(Collections.nCopies(answers, fault));
        }
    }

    /// No answer goes wrong, nor waits, any more.
    void mend() {
        synchronized (faults) {
            faults.clear();
        }
        bytesPerSecond = Long.MAX_VALUE;
        stopsAt = Long.MAX_VALUE;
    }

    /// Parts come no faster.
    void slow(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /// After so many bytes of parts in all, nothing comes any more, and no end either.
    void stopAt(long bytes) {
        stopsAt = bytes;
    }

    /// Bytes of parts that were sent.
    long sent() {
        return sent.get();
    }

    /// All addresses, as they stood in the requests.
    List<URI> asked() {
        return List.copyOf(asked);
    }

    /// The `Range` of every request that had one.
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    List<String> agents() {
        return List.copyOf(agents);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            asked.add(exchange.getRequestURI());
            ranges.addAll(headers.getOrDefault("Range", List.of()));
            agents.addAll(headers.getOrDefault("User-Agent", List.of()));
            boolean part = exchange.getRequestURI().getPath().contains("/blobs/");
            var fault = next(part);
            if (fault instanceof Fault.Instead(int status, var said, var body)) {
                said.forEach(exchange.getResponseHeaders()::set);
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
                return;
            }
            pass(exchange, part, fault);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What it can be used for; the rest waits.
    private Fault next(boolean part) {
        synchronized (faults) {
            return part || faults.peek() instanceof Fault.Instead
                    ? java.util.Objects.requireNonNullElseGet(faults.poll(), FaultProxy::none)
                    : none();
        }
    }

    private static Fault none() {
        return new Fault.CutAfter(Integer.MAX_VALUE);
    }

    private void pass(HttpExchange exchange, boolean part, Fault fault)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(source.resolve(exchange.getRequestURI().getRawPath()));
        for (var name : List.of("Accept", "Range")) {
            exchange.getRequestHeaders()
                    .getOrDefault(name, List.of())
                    .forEach(value -> request.header(name, value));
        }
        var reply = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        for (var name : List.of("Content-Type", "Content-Range")) {
            reply.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
        }
        var body = reply.body();
        if (fault instanceof Fault.WrongBytes) {
            body[body.length / 2] ^= 1;
        }
        exchange.sendResponseHeaders(reply.statusCode(), body.length == 0 ? -1 : body.length);
        int most = fault instanceof Fault.CutAfter(int bytes) ? bytes : body.length;
        if (part) {
            sendSlowly(exchange, body, Math.min(most, body.length));
        } else {
            exchange.getResponseBody().write(body);
        }
    }

    private void sendSlowly(HttpExchange exchange, byte[] body, int most)
            throws IOException, InterruptedException {
        var out = exchange.getResponseBody();
        for (int at = 0; at < most; at += PIECE) {
            int length = Math.min(PIECE, most - at);
            if (sent.get() + length > stopsAt) {
                closed.await();
            }
            out.write(body, at, length);
            out.flush();
            sent.addAndGet(length);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(length) / bytesPerSecond);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
