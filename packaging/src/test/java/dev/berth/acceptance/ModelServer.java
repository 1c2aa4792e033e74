package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/// A small server on loopback that speaks as OpenAI's does, with one model that says the same to
/// every question but one, in pieces. It writes down who asked what.
final class ModelServer implements AutoCloseable {
    static final String MODEL = "tiny-harbour";
    static final String ANSWER = "The harbour is open until nine.";
    static final String OTHER_QUESTION = "And on Sundays?";
    static final String OTHER_ANSWER = "It sleeps on Sundays.";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

    private volatile CountDownLatch gate = new CountDownLatch(0);

    /// One request.
    ///
    /// @param authorization the header, empty where there was none
    record Asked(String path, String authorization, String host, String body) {}

    ModelServer() throws IOException {
        this(0);
    }

    ModelServer(int port) throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(threads);
        server.createContext("/v1/models", this::models);
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        return "http://localhost:" + port() + "/v1";
    }

    /// Sets a home up with the real service and this server as its provider.
    void setUp(TestHome home) throws Exception {
        var setUp =
                home.berth(
                        "setup",
                        "--image",
                        Surroundings.openClaw().loaded(),
                        "--provider",
                        "local",
                        "--address",
                        address(),
                        "--model",
                        MODEL,
                        "--yes");
        assertThat(setUp.status()).as(setUp.text()).isZero();
    }

    List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void note(HttpExchange exchange, String body) {
        var headers = exchange.getRequestHeaders();
        asked.add(
                new Asked(
                        exchange.getRequestURI().getPath(),
                        String.valueOf(headers.getFirst("Authorization")),
                        String.valueOf(headers.getFirst("Host")),
                        body));
    }

    private void models(HttpExchange exchange) throws IOException {
        try (exchange) {
            note(exchange, "");
            reply(
                    exchange,
                    "{\"object\":\"list\",\"data\":[{\"id\":\"%s\",\"object\":\"model\"}]}"
                            .formatted(MODEL));
        }
    }

    /// From now on it thinks about each message until it is let go on.
    void hold() {
        gate = new CountDownLatch(1);
    }

    void goOn() {
        gate.countDown();
    }

    private void complete(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            note(exchange, body);
            gate.await();
            var answer = body.contains(OTHER_QUESTION) ? OTHER_ANSWER : ANSWER;
            if (JsonMapper.shared().readTree(body).path("stream").asBoolean(false)) {
                stream(exchange, answer);
            } else {
                reply(
                        exchange,
                        """
                        {"id":"a","object":"chat.completion","created":1,"model":"%s","choices":[\
                        {"index":0,"finish_reason":"stop","message":\
                        {"role":"assistant","content":"%s"}}]}\
                        """
                                .formatted(MODEL, answer));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stream(HttpExchange exchange, String answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (var word : answer.split("(?<= )", -1)) {
                out.write(piece("{\"role\":\"assistant\",\"content\":\"" + word + "\"}", "null"));
                out.flush();
            }
            out.write(piece("{}", "\"stop\""));
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] piece(String delta, String finish) {
        return """
        data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"%s",\
        "choices":[{"index":0,"delta":%s,"finish_reason":%s}]}

        """
                .formatted(MODEL, delta, finish)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
