package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The real OpenClaw gateway, and its own page in a real browser, on another port than its own.
@Tag("real")
@Tag("root")
final class RealGatewayTest {
    private static final Duration FIRST_START = Duration.ofMinutes(4);

    @Test
    void comesToReadyAndItsPageConnects() throws Exception {
        var image = Surroundings.openClaw().loaded();
        try (var home = TestHome.fresh()) {
            home.setUp(image);
            var before = Proc.listenersOutsideLoopback();
            long began = System.nanoTime();
            home.supervise();
            home.awaitState(0, "ready", FIRST_START);
            System.out.println(
                    "the real gateway was ready after "
                            + Duration.ofNanos(System.nanoTime() - began));

            assertThat(home.port()).isNotEqualTo(18789);
            assertThat(Http.get(home.address()).body()).contains("<title>");
            var guarded = home.address() + "__openclaw/control-ui-config.json";
            assertThat(Http.get(guarded).statusCode()).isEqualTo(401);
            assertThat(Http.get(guarded, "Authorization", "Bearer " + home.token()).statusCode())
                    .isEqualTo(200);
            var picture = "control-ui-" + (Surroundings.asRoot() ? "root" : "rootless");
            try (var browser = new Chromium()) {
                connects(home, browser, picture);
                awaitConnections(home, browser, comesBack(home)); // nobody touched the page
            }
            var fresh = new HashSet<>(Proc.listenersOutsideLoopback());
            fresh.removeAll(before);
            assertThat(fresh).as("listening outside loopback").isEmpty();
            assertThat(home.status().path("service").path("release").asString()).startsWith("20");
            assertThat(home.berth("quit").status()).isZero();
        }
    }

    /// Lets the service fall, and waits until it is Ready again.
    ///
    /// @return how often a page that connects again has connected then, by the service's log: one
    ///   that could not be brought back in place has lost its own
    static int comesBack(TestHome home) throws Exception {
        int mark = home.watch().mark();
        var before = home.container();
        Podman.run("kill", before);
        home.awaitFallAndReturn(mark);
        return home.container().equals(before) ? 2 : 1;
    }

    /// Opens the address that Open uses in a browser, and waits until the page has connected.
    ///
    /// @param picture name of what is kept for people
    static void connects(TestHome home, String picture) throws Exception {
        try (var browser = new Chromium()) {
            connects(home, browser, picture);
        }
    }

    /// Waits until a page has connected so often, by the service's log.
    static void awaitConnections(TestHome home, Chromium browser, int wanted) throws Exception {
        Await.value(
                "connection %d of the page".formatted(wanted),
                Await.LONG,
                () ->
                        Optional.of(home.berth("logs", "-n", "1000").out())
                                .filter(log ->
                                        log.lines()
                                                        .filter(line ->
                                                                line.contains("webchat connected"))
                                                        .count()
                                                >= wanted),
                () -> browser.shown(home));
    }

    static void connects(TestHome home, Chromium browser, String picture) throws Exception {
        var address = URI.create(home.berth("open", "--print").out().strip());
        browser.open(address.toString());
        awaitConnections(home, browser, 1);
        var drawn =
                Await.value(
                        "page that has drawn itself",
                        Await.LONG,
                        () ->
                                Optional.of(browser.text())
                                        .filter(text -> text.split(" · ", -1).length > 5),
                        () -> "an empty page");
        assertThat(drawn)
                .doesNotContainIgnoringCase("pairing required")
                .doesNotContainIgnoringCase("origin not allowed")
                .as("the token has left the address")
                .doesNotContain(home.token());
        assertThat(home.berth("logs", "-n", "400").out())
                .doesNotContain("pairing required")
                .doesNotContain(home.token());
        picture(browser, picture);
    }

    static void picture(Chromium browser, String name) throws Exception {
        var folder = Path.of(Surroundings.named("BERTH_SCREENSHOTS", "a folder for pictures"));
        Files.createDirectories(folder);
        browser.screenshot(folder.resolve(name + ".png"));
    }
}
