package dev.berth.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real browser without a screen, driven over its DevTools in real time: in virtual time the
/// page's own connection timer would run off.
final class Chromium implements AutoCloseable {
    private static final Duration START = Await.LONG;
    private static final Duration ANSWER = Await.LONG;
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final String session;

    Chromium() throws Exception {
        profile = Files.createTempDirectory("berth-chromium-");
        var command =
                new ArrayList<>(
                        List.of(
                                "chromium",
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--window-size=1200,800",
                                "--user-data-dir=" + profile,
                                "--remote-debugging-port=0",
                                "about:blank"));
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .start();
        var address = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> drain(address));
        socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(
                                URI.create(address.get(START.toSeconds(), TimeUnit.SECONDS)),
                                new Answers())
                        .get(START.toSeconds(), TimeUnit.SECONDS);
        var target = call("Target.createTarget", "{\"url\":\"about:blank\"}", "");
        session =
                call(
                                "Target.attachToTarget",
                                "{\"flatten\":true,\"targetId\":\"%s\"}"
                                        .formatted(target.path("targetId").asString("")),
                                "")
                        .path("sessionId")
                        .asString("");
        call("Page.enable", "{}", session);
    }

    private void drain(CompletableFuture<String> address) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines()
                    .forEach(line -> {
                        var found = LISTENING.matcher(line);
                        if (found.find()) {
                            address.complete(found.group(1));
                        }
                    });
            address.completeExceptionally(new IOException("chromium ended"));
        } catch (IOException | java.io.UncheckedIOException ended) {
            address.completeExceptionally(ended);
        }
    }

    void open(String address) throws Exception {
        call(
                "Page.navigate",
                JsonMapper.shared().writeValueAsString(Map.of("url", address)),
                session);
    }

    /// All text that is to be seen, also inside components, and where the page has gone.
    String text() throws Exception {
        var script =
                """
                (() => { const t = [location.href];
                const walk = n => { for (const k of n.childNodes) {
                  if (k.nodeType == 3 && k.data.trim() && !/^(STYLE|SCRIPT)$/.test(k.parentNode.nodeName))
                    t.push(k.data.trim());
                  if (k.shadowRoot) walk(k.shadowRoot);
                  walk(k); } };
                walk(document.body); return t.join(' · ') })()
                """;
        return evaluate(script).asString("");
    }

    /// Waits until a text is to be seen, and returns all that is to be seen then.
    String awaitText(TestHome home, String wanted) throws Exception {
        return Await.value(
                wanted,
                Await.LONG,
                () -> Optional.of(text()).filter(text -> text.contains(wanted)),
                () -> shown(home));
    }

    /// Types a line where the page takes one, and sends it with Enter.
    void say(String line) throws Exception {
        var script =
                """
                (() => { const find = n => { for (const k of n.querySelectorAll('*')) {
                  if (k.matches('textarea') && !k.disabled) return k;
                  const deep = k.shadowRoot && find(k.shadowRoot);
                  if (deep) return deep; } return null; };
                const field = find(document); field?.focus(); return !!field; })()
                """;
        Await.until("a place to type", ANSWER, () -> evaluate(script).asBoolean(false));
        call(
                "Input.insertText",
                JsonMapper.shared().writeValueAsString(Map.of("text", line)),
                session);
        for (var type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    "{\"type\":\"%s\",\"key\":\"Enter\",\"code\":\"Enter\",".formatted(type)
                            + "\"windowsVirtualKeyCode\":13,\"text\":\"\\r\"}",
                    session);
        }
    }

    /// What the page shows and what the service logged: for the message of a test that failed.
    String shown(TestHome home) {
        try {
            return text() + "\n" + home.berth("logs").out();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private JsonNode evaluate(String script) throws Exception {
        return call(
                        "Runtime.evaluate",
                        JsonMapper.shared()
                                .writeValueAsString(
                                        Map.of("expression", script, "returnByValue", true)),
                        session)
                .path("result")
                .path("value");
    }

    void screenshot(Path file) throws Exception {
        var data = call("Page.captureScreenshot", "{}", session).path("data").asString("");
        Files.write(file, Base64.getDecoder().decode(data));
    }

    private JsonNode call(String method, String parameters, String session) throws Exception {
        int id = lastId.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        asked.put(id, answer);
        var where = session.isEmpty() ? "" : ",\"sessionId\":\"" + session + "\"";
        socket.sendText(
                        "{\"id\":%d,\"method\":\"%s\",\"params\":%s%s}"
                                .formatted(id, method, parameters, where),
                        true)
                .get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        return answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        @SuppressWarnings("NullAway") // null means: nothing to wait for
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                var message = JsonMapper.shared().readTree(text.toString());
                text.setLength(0);
                Optional.ofNullable(asked.remove(message.path("id").asInt(0)))
                        .ifPresent(answer -> answer.complete(message.path("result")));
            }
            from.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
        try (var files = Files.walk(profile)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException stillWriting) {
            // A temporary folder; what is left of it does no harm.
        }
    }
}
