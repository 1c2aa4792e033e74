package dev.berth.acceptance;

import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/// Turns the pages of the first run in a real window.
record FirstRunPages(DesktopSession session, TestHome home) {
    // Much longer than a page that turns takes to be noted.
    private static final Duration TO_TURN = Duration.ofSeconds(15);

    /// Turns to a page with a key, and presses it again where it was lost: there is no way on
    /// before this computer was looked at. Pressed too often it would be another page's.
    void turn(String window, String key, String page) throws Exception {
        Await.until(
                "page " + page,
                Await.LONG,
                () -> {
                    session.press(window, key);
                    long until = System.nanoTime() + TO_TURN.toNanos();
                    while (!page().equals(page) && System.nanoTime() < until) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
                    }
                    return page().equals(page);
                });
    }

    /// The page that would be gone on at; empty where none is noted.
    String page() throws Exception {
        var draft = home.state().resolve("first-run.json");
        return Files.exists(draft)
                ? JsonMapper.shared().readTree(Files.readString(draft)).path("page").asString()
                : "";
    }
}
