package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said while the service is not Ready.
final class WaitingTest {
    private final ArrayList<FrontDoor> doors = new ArrayList<>();

    @AfterEach
    void close() {
        doors.forEach(FrontDoor::close);
    }

    private Line ask(Behind behind, String line, String... fields) throws IOException {
        if (doors.isEmpty()) {
            doors.add(new NettyCarpenter().open(0, behind, Stage.voice()));
        }
        var head = new String[fields.length + 2];
        head[0] = line + " HTTP/1.1";
        head[1] = "Host: 127.0.0.1:" + doors.getFirst().port();
        System.arraycopy(fields, 0, head, 2, fields.length);
        return Line.to(doors.getFirst().port()).sayHead(head);
    }

    private static int length(String head) {
        var length = Pattern.compile("content-length: (\\d+)").matcher(head);
        assertThat(length.find()).isTrue();
        return Integer.parseInt(length.group(1));
    }

    @Test
    void aPersonGetsAPageThatStandsAlone() throws Exception {
        try (var client = ask(Stage.starting(), "GET /a/b?c", "Accept: text/html,*/*")) {
            var head = client.head();
            assertThat(head)
                    .startsWith("HTTP/1.1 503 ")
                    .contains("retry-after: 2\r\n")
                    .contains("cache-control: no-store\r\n")
                    .contains("frame-ancestors 'none'")
                    .contains("default-src 'none'");
            var page =
                    new String(
                            client.hear(length(head)).getBytes(StandardCharsets.ISO_8859_1),
                            StandardCharsets.UTF_8);
            assertThat(page)
                    .contains("<html lang=\"en\">")
                    .contains("<title>Supervised</title>")
                    .contains("&#60;b&#62;&#34;Wait&#34; &#38; see&#60;/b&#62;")
                    .contains("3 of 4")
                    .contains("Do &#123;&#123;title&#125;&#125;.")
                    .contains("aria-live")
                    .doesNotContain("<b>")
                    .doesNotContain("{{")
                    .doesNotContainPattern("(?:src|href|action)\\s*=")
                    .doesNotContainPattern("https?:");
            assertThat(head).contains(digest(page, "style")).contains(digest(page, "script"));
        }
    }

    private static String digest(String page, String element) throws Exception {
        var content = Pattern.compile("(?s)<%1$s>(.*)</%1$s>".formatted(element)).matcher(page);
        assertThat(content.find()).isTrue();
        var digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(content.group(1).getBytes(StandardCharsets.UTF_8));
        return "%s-src 'sha256-%s'".formatted(element, Base64.getEncoder().encodeToString(digest));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET /; Accept: text/html, image/png; Sec-Fetch-Mode: navigate; page",
                "GET /; Accept: text/html; X: y; page",
                "HEAD /; Accept: text/html; X: y; page",
                "GET /; Accept: text/html; Sec-Fetch-Mode: cors; words",
                "GET /; Accept: text/html; Sec-Fetch-Dest: iframe; words",
                "GET /; Accept: */*; X: y; words",
                "POST /; Accept: text/html; Sec-Fetch-Mode: navigate; words",
                "GET /x; Accept: text/event-stream; X: y; words"
            })
    void onlyAPersonGetsThePage(String line, String first, String second, String what)
            throws Exception {
        try (var client = ask(Stage.starting(), line, first, second)) {
            var head = client.head();
            assertThat(head)
                    .startsWith("HTTP/1.1 503 ")
                    .contains("retry-after: 2\r\n")
                    .contains(what.equals("page") ? "text/html" : "application/json");
            if (what.equals("words")) {
                assertThat(client.hear(length(head)))
                        .startsWith("{\"error\":{\"code\":\"starting\",\"message\":\"")
                        .endsWith(",\"retryAfterSeconds\":2}}");
            }
        }
    }

    @Test
    void anUploadIsNotWaitedFor() throws Exception {
        try (var client = ask(Stage.starting(), "PUT /", "Content-Length: 1000000000")) {
            assertThat(client.head()).startsWith("HTTP/1.1 503 ").contains("connection: close");
        }
    }

    @Test
    void thePageIsToldTheNewsAndThenToGoOn() throws Exception {
        try (var service = ScriptedService.saying("real")) {
            var stage = Stage.starting();
            try (var client = ask(stage, "GET /.berth/events", "Sec-Fetch-Site: same-origin")) {
                assertThat(client.head())
                        .contains("text/event-stream")
                        .doesNotContainIgnoringCase("access-control");
                assertThat(event(client)).startsWith("event: notice\ndata: {\"language\":\"en\"");
                stage.becomeReady(service.port());
                assertThat(event(client)).startsWith("event: notice");
                assertThat(event(client)).isEqualTo("event: ready\ndata: {}\n\n");
            }
            try (var client = ask(stage, "GET /", "Accept: text/html")) {
                assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    /// The next event that is told for the first time.
    private static String event(Line line) throws IOException {
        var event = new StringBuilder();
        while (event.indexOf("\n\n") < 0) {
            event.append(line.hear(1));
        }
        return event.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: none",
                "Origin: http://evil.example"
            })
    void nobodyElseIsToldTheNews(String field) throws Exception {
        try (var client = ask(Stage.starting(), "GET /.berth/events", field)) {
            assertThat(client.head()).startsWith("HTTP/1.1 403 ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, none, x, 1",
        "true, same-origin, x, 1",
        "true, same-site, x, 0",
        "true, cross-site, x, 0",
        "true, , x, 0",
        "true, none, Sec-Purpose: prefetch, 0",
        "false, none, x, 0"
    })
    void onlyAPersonOrOurPageWakesWhatIsPaused(
            boolean allowed, String site, String other, int wakes) throws Exception {
        var stage = Stage.paused(allowed);
        var field = site == null ? "X: y" : "Sec-Fetch-Site: " + site;
        try (var client =
                ask(
                        stage,
                        "GET /",
                        "Accept: text/html",
                        field,
                        other.equals("x") ? "Y: z" : other)) {
            assertThat(client.head()).startsWith("HTTP/1.1 503 ").contains("text/html");
        }
        assertThat(stage.wakes()).isEqualTo(wakes);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "LOCALHOST, 200",
        "[::1], 200",
        "my-desk, 200",
        "evil.example, 421",
        "127.0.0.1.evil.example, 421",
        "127.1, 421",
        "localhost., 421",
        "::1, 421"
    })
    void onlyNamesOfThisComputerAreAnsweredTo(String name, int status) throws Exception {
        try (var service = ScriptedService.saying("ok")) {
            var door = new NettyCarpenter().open(0, Stage.ready(service.port()), Stage.voice());
            doors.add(door);
            for (var host : new String[] {name, name + ":" + door.port()}) {
                try (var client = Line.to(door.port()).sayHead("GET / HTTP/1.1", "Host: " + host)) {
                    assertThat(client.head()).startsWith("HTTP/1.1 " + status);
                }
            }
            try (var client =
                    Line.to(door.port())
                            .sayHead("GET / HTTP/1.1", "Host: " + name + ":" + (door.port() - 1))) {
                assertThat(client.head()).startsWith("HTTP/1.1 421");
            }
        }
    }
}
