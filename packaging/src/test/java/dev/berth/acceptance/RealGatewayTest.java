package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
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
            var address = URI.create(home.berth("open", "--print").out().strip());
            var guarded = home.address() + "__openclaw/control-ui-config.json";
            assertThat(Http.get(guarded).statusCode()).isEqualTo(401);
            assertThat(Http.get(guarded, "Authorization", "Bearer " + home.token()).statusCode())
                    .isEqualTo(200);
            connects(home, address);
            var fresh = new HashSet<>(Proc.listenersOutsideLoopback());
            fresh.removeAll(before);
            assertThat(fresh).as("listening outside loopback").isEmpty();
            assertThat(home.status().path("service").path("release").asString()).startsWith("20");

            int mark = home.watch().mark();
            Podman.run("kill", home.container());
            home.awaitState(mark, "starting", Duration.ofSeconds(5));
            home.awaitState(home.watch().mark() - 1, "ready", Duration.ofSeconds(90));
            assertThat(home.berth("quit").status()).isZero();
        }
    }

    private static void connects(TestHome home, URI address) throws Exception {
        try (var browser = new Chromium()) {
            browser.open(address.toString());
            Await.value(
                    "connection of the page",
                    Duration.ofMinutes(1),
                    () -> {
                        var log = home.berth("logs", "-n", "400").out();
                        return log.contains("webchat connected")
                                ? java.util.Optional.of(log)
                                : java.util.Optional.empty();
                    },
                    () -> {
                        try {
                            return browser.text() + "\n" + home.berth("logs").out();
                        } catch (Exception e) {
                            return e.toString();
                        }
                    });
            var drawn =
                    Await.value(
                            "page that has drawn itself",
                            Duration.ofSeconds(30),
                            () ->
                                    java.util.Optional.of(browser.text())
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
            var folder = Path.of(Surroundings.named("BERTH_SCREENSHOTS", "a folder for pictures"));
            Files.createDirectories(folder);
            browser.screenshot(
                    folder.resolve(
                            "control-ui-%s.png"
                                    .formatted(Surroundings.asRoot() ? "root" : "rootless")));
        }
    }
}
