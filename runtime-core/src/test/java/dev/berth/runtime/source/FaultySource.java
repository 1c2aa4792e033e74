package dev.berth.runtime.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/// A source of programs on this computer that misbehaves as told: the next answers follow the list
/// of faults, one each, and all after them are right. Counts the bytes of parts that it sent.
final class FaultySource implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    /// How an answer goes wrong.
    sealed interface Fault {
        /// Another status, with headers.
        record Status(int code, Map<String, String> headers, String body) implements Fault {
            static Status of(int code) {
                return new Status(code, Map.of(), "");
            }
        }

        /// Ends after so many bytes of the body.
        record CutAfter(int bytes) implements Fault {}

        /// Says so many bytes and then nothing, until the source is closed.
        record StallAfter(int bytes) implements Fault {}

        /// Other bytes of the same number.
        record WrongBytes() implements Fault {}

        /// All from the first byte, whatever was asked.
        record NoRange() implements Fault {}

        /// None.
        record Fine() implements Fault {}
    }

    final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    final ConcurrentLinkedDeque<Fault> partFaults = new ConcurrentLinkedDeque<>();
    final ConcurrentLinkedDeque<Fault> manifestFaults = new ConcurrentLinkedDeque<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final Map<String, String> authorizations = new ConcurrentHashMap<>();
    final List<String> proxyProofs = new CopyOnWriteArrayList<>();
    final AtomicLong sent = new AtomicLong();
    volatile Runnable whenStalled = () -> {};
    volatile String challenge = "";
    volatile String token = "";
    volatile String redirectParts = "";
    volatile int tagsAtOnce = 1000;
    volatile String tagsText = "";
    volatile String linkTo = "";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);

    private FaultySource(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static FaultySource plain() throws IOException {
        return new FaultySource(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    static FaultySource encrypted(SSLContext identity) throws IOException {
        var server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        return new FaultySource(server);
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Puts a program of one configuration and these layers there, under a tag.
    ///
    /// @return its manifest's digest
    Digest offer(String tag, byte[]... layers) {
        var config =
                "{\"architecture\":\"amd64\",\"os\":\"linux\"}".getBytes(StandardCharsets.UTF_8);
        var parts = new ArrayList<String>();
        for (var layer : layers) {
            parts.add(part(layer));
        }
        var manifest =
                "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}"
                        .formatted(part(config), String.join(",", parts));
        return put(tag, manifest.getBytes(StandardCharsets.UTF_8));
    }

    Digest put(String tag, byte[] manifest) {
        var digest = Digest.of(manifest);
        manifests.put(tag, manifest);
        manifests.put(digest.toString(), manifest);
        return digest;
    }

    private String part(byte[] bytes) {
        var digest = Digest.of(bytes).toString();
        blobs.put(digest, bytes);
        return "{\"mediaType\":\"x\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(digest, bytes.length);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = path(exchange);
            asked.add(path);
            var proof = exchange.getRequestHeaders().getFirst("Authorization");
            proxyProofs.addAll(
                    exchange.getRequestHeaders().getOrDefault("Proxy-Authorization", List.of()));
            authorizations.put(path, proof == null ? "" : proof);
            if (path.equals("/token")) {
                send(exchange, 200, Map.of(), token.getBytes(StandardCharsets.UTF_8));
            } else if (!challenge.isEmpty() && proof == null && !path.startsWith("/elsewhere/")) {
                send(exchange, 401, Map.of("WWW-Authenticate", challenge), new byte[0]);
            } else if (path.endsWith("/tags/list")) {
                list(exchange);
            } else if (path.contains("/manifests/")) {
                give(exchange, manifests, manifestFaults);
            } else if (!redirectParts.isEmpty() && path.startsWith("/v2/")) {
                send(exchange, 307, Map.of("Location", redirectParts + last(path)), new byte[0]);
            } else {
                give(exchange, blobs, partFaults);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// As the specification says: no more than were asked for, and a link to the next ones.
    private void list(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        var last = query.contains("last=") ? query.replaceFirst(".*last=([^&]*).*", "$1") : "";
        var rest =
                manifests.keySet().stream()
                        .filter(tag -> !tag.contains(":") && tag.compareTo(last) > 0)
                        .sorted()
                        .toList();
        var page = rest.subList(0, Math.min(tagsAtOnce, rest.size()));
        var link =
                page.size() < rest.size()
                        ? Map.of(
                                "Link",
                                "<%s%s?n=%d&last=%s>; rel=\"next\""
                                        .formatted(
                                                linkTo, path(exchange), tagsAtOnce, page.getLast()))
                        : Map.<String, String>of();
        var json = tagsText.isEmpty() ? "{\"tags\":[%s]}".formatted(quoted(page)) : tagsText;
        send(exchange, 200, link, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(List<String> tags) {
        return tags.stream().map(tag -> "\"" + tag + "\"").collect(Collectors.joining(","));
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath();
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void give(
            HttpExchange exchange, Map<String, byte[]> things, ConcurrentLinkedDeque<Fault> faults)
            throws IOException, InterruptedException {
        var fault = faults.isEmpty() ? new Fault.Fine() : faults.poll();
        var thing = things.get(last(path(exchange)));
        if (fault instanceof Fault.Status(int code, var headers, var body)) {
            send(exchange, code, headers, body.getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (thing == null) {
            send(exchange, 404, Map.of(), new byte[0]);
            return;
        }
        int from = fault instanceof Fault.NoRange ? 0 : from(exchange);
        var rest = Arrays.copyOfRange(thing, from, thing.length);
        if (fault instanceof Fault.WrongBytes) {
            rest[rest.length / 2] ^= 1;
        }
        var headers = new HashMap<String, String>();
        if (from > 0) {
            headers.put(
                    "Content-Range",
                    "bytes %d-%d/%d".formatted(from, thing.length - 1, thing.length));
        }
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length == 0 ? -1 : rest.length);
        int most =
                switch (fault) {
                    case Fault.CutAfter(int bytes) -> Math.min(bytes, rest.length);
                    case Fault.StallAfter(int bytes) -> Math.min(bytes, rest.length);
                    default -> rest.length;
                };
        var out = exchange.getResponseBody();
        out.write(rest, 0, most);
        out.flush();
        if (!path(exchange).contains("/manifests/")) {
            sent.addAndGet(most);
        }
        if (fault instanceof Fault.StallAfter) {
            whenStalled.run();
            closed.await();
        }
    }

    private static int from(HttpExchange exchange) {
        var range = exchange.getRequestHeaders().getFirst("Range");
        var match = RANGE.matcher(range == null ? "" : range);
        return match.matches() ? Integer.parseInt(match.group(1)) : 0;
    }

    private static void send(
            HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
