package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The address that the person uses stays, whatever becomes of what is behind it.
@Tag("real")
final class FrontDoorTest {
    private static final String PAGE = "The fixture service.";
    private static final Pattern PUBLISHED = Pattern.compile("127\\.0\\.0\\.1:([0-9]+)");

    @Test
    void leadsToTheServiceAndNobodyElseIn() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            int door = home.port();

            assertThat(Curl.get(home.address()).body()).contains(" 200 ", PAGE);
            assertThat(Curl.get("http://localhost:%d/".formatted(door)).status()).isEqualTo(200);
            assertThat(published(home)).as("where the service listens").isNotEqualTo(door);
            for (var host : List.of("evil.example", "127.0.0.1.evil.example", "[::2]")) {
                var refused = Curl.get(home.address(), "Host: " + host);
                assertThat(refused.status()).as(host).isEqualTo(421);
                assertThat(refused.body()).doesNotContain(PAGE);
            }

            Podman.run("rm", "--force", home.container());
            Await.until(
                    "the page again",
                    Await.LONG,
                    () -> {
                        var answer = Curl.get(home.address());
                        assertThat(answer.status()).as("while it is gone").isIn(200, 503);
                        return answer.body().contains(PAGE);
                    });
            assertThat(home.port()).isEqualTo(door);
        }
    }

    private static int published(TestHome home) throws Exception {
        var port = PUBLISHED.matcher(Podman.run("port", home.container()));
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    @Test
    void aPageOpenedWhileItIsAwayEndsSignedInOnTheRealOne() throws Exception {
        try (var home = TestHome.withFixture();
                var browser = new Chromium()) {
            home.superviseToReady();
            home.fixture("FIXTURE_READY_AFTER=12");
            var link = home.berth("open", "--print").out().strip();
            int mark = home.watch().mark();
            Podman.run("kill", home.container());
            home.awaitState(mark, "starting", Await.LONG);

            browser.open(link);

            browser.awaitText(home, "Your assistant");
            var folder = Path.of(Surroundings.named("BERTH_SCREENSHOTS", "a folder for pictures"));
            Files.createDirectories(folder);
            browser.screenshot(folder.resolve("waiting-page.png"));
            browser.awaitText(home, PAGE);
            assertThat(browser.text()).as("where it has gone").contains("#token=" + home.token());
            assertThat(home.starts()).isEqualTo(2);
        }
    }

    @Test
    void wakesWhatIsPausedOnlyIfAskedTo() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            var address = home.address();
            assertThat(home.berth("pause").status()).isZero();

            var waiting = Curl.get(address, Curl.TYPED);
            assertThat(waiting.status()).isEqualTo(503);
            assertThat(waiting.body()).containsIgnoringCase("Retry-After:").contains("paused");
            var program = Curl.get(address + "api/x");
            assertThat(program.status()).isEqualTo(503);
            assertThat(program.body()).contains("\"error\"", "\"retryAfterSeconds\"");
            assertThat(home.status().path("state").asString()).isEqualTo("paused");

            assertThat(home.berth("settings", "set", "wakeWhenUsed", "true").status()).isZero();
            Curl.get(address, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors");
            assertThat(home.status().path("state").asString())
                    .as("after a stranger's page")
                    .isEqualTo("paused");
            int mark = home.watch().mark();
            Curl.get(address, Curl.TYPED);
            home.awaitState(mark, "ready", Await.LONG);
            assertThat(Curl.get(address).body()).contains(PAGE);
        }
    }

    /// The link is good once.
    @Test
    void opensByALinkThatIsGoodOnce() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            var link = URI.create(home.berth("open", "--print").out().strip());
            assertThat(link.toString()).doesNotContain(home.token());
            assertThat(link.getPort()).isEqualTo(home.port());

            var first = Curl.get(link.toString());
            assertThat(first.body())
                    .as("leads to the page with the token in the fragment")
                    .contains("#token=" + home.token());
            assertThat(Curl.get(link.toString()).body()).doesNotContain(home.token());
        }
    }

    // -- a crowd

    private static final int CROWD = 2000;
    private static final int KILLS = 10;

    @Test
    void aCrowdGetsItsAnswersThroughTenFalls() throws Exception {
        try (var home = TestHome.withFixture();
                var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            home.superviseToReady();
            var container = home.container();
            int served = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                int mark = home.watch().mark();
                var answers = ask(home.port(), crowd, () -> Podman.run("kill", container));
                served += serve(answers);
                home.awaitFallAndReturn(mark);
                // Forgives what was counted: more falls than these in ten minutes are a problem.
                assertThat(home.berth("repair").status()).isZero();
            }

            assertThat(home.container()).as("brought back in place").isEqualTo(container);
            assertThat(home.starts()).as("starts of the service").isEqualTo(1 + KILLS);
            assertThat(home.journal().lines().filter(FrontDoorTest::isStart))
                    .as("in the journal")
                    .hasSize(1 + KILLS);
            // How many are served depends on how soon the hand falls, and where they wait no
            // longer.
            System.out.printf("%d of %d requests were served%n", served, KILLS * CROWD);
            assertThat(served).as("requests served").isPositive();
        }
    }

    private static boolean isStart(String line) {
        return line.contains("\"began\"") && line.contains("\"step\":\"start\"");
    }

    /// All at once, while the hand falls.
    private static List<String> ask(int port, ExecutorService crowd, Callable<?> hand)
            throws Exception {
        var go = new CountDownLatch(1);
        var asked = new ArrayList<Future<String>>();
        for (int one = 0; one < CROWD; one++) {
            var method = one % 10 == 0 ? "OPTIONS" : "GET";
            asked.add(
                    crowd.submit(() -> {
                        go.await();
                        return answer(port, method);
                    }));
        }
        var falling = crowd.submit(hand);
        go.countDown();
        falling.get();
        var answers = new ArrayList<String>();
        for (var one : asked) {
            answers.add(one.get());
        }
        return answers;
    }

    private static String answer(int port, String method) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout((int) Await.LONG.toMillis());
            socket.getOutputStream()
                    .write(
                            "%s /x HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                                    .formatted(method, port)
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(
                    new BufferedInputStream(socket.getInputStream()).readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }

    /// How many were served; the others were told properly to come back.
    private static int serve(List<String> answers) {
        int served = 0;
        for (var answer : answers) {
            if (answer.startsWith("HTTP/1.1 200 ")) {
                assertThat(answer).contains(PAGE);
                served++;
            } else {
                assertThat(answer).startsWith("HTTP/1.1 503 ").contains("\"retryAfterSeconds\"");
                assertThat(answer).containsIgnoringCase("\r\nRetry-After: ");
            }
        }
        return served;
    }
}
