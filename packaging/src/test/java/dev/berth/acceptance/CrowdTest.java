package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.acceptance.Program.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many who ask for the same at the same time get it once.
@Tag("real")
final class CrowdTest {
    private static final int EACH = 24;

    @Test
    void twoHundredCommandsFromManyProcessesMakeOneContainerAndOneStart() throws Exception {
        try (var home = TestHome.withFixture();
                var crowd = Executors.newVirtualThreadPerTaskExecutor();
                // Where all come up at once, none of them gets its share of a small computer.
                var typing = Executors.newFixedThreadPool(3)) {
            // Slow enough that all of them fall into one start.
            home.fixture("FIXTURE_READY_AFTER=20");
            home.supervise();
            var asked = new ArrayList<Future<Outcome>>();
            for (int process = 0; process < 8; process++) {
                var command = process % 2 == 0 ? "start" : "repair";
                asked.add(crowd.submit(wire(home.folder(), command)));
            }
            for (int process = 0; process < 8; process++) {
                var command = process % 2 == 0 ? "start" : "repair";
                asked.add(typing.submit(() -> home.berth(command)));
            }

            for (var one : asked) {
                var outcome = one.get();
                assertThat(outcome.status()).as(outcome.text()).isZero();
                if (outcome.lines().size() == EACH) {
                    assertThat(outcome.lines()).containsOnly("ready");
                }
            }
            home.container();
            assertThat(home.starts()).as("starts of the service").isEqualTo(1);
            assertThat(home.journal().lines().filter(CrowdTest::isCreate)).hasSize(1);
        }
    }

    private static boolean isCreate(String line) {
        return line.contains("\"began\"") && line.contains("\"step\":\"create\"");
    }

    private static Callable<Outcome> wire(Path home, String command) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return () ->
                Program.run(
                        List.of(
                                java,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Wire.class.getName(),
                                home.toString(),
                                command,
                                Integer.toString(EACH)),
                        Map.of(),
                        Await.LONG);
    }

    @Test
    void whoeverStartsFirstTheOthersJoin() throws Exception {
        try (var home = TestHome.withFixture();
                var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Outcome>>();
            for (int process = 0; process < 5; process++) {
                asked.add(crowd.submit(() -> home.berth("start")));
            }

            for (var one : asked) {
                var outcome = one.get();
                assertThat(outcome.status()).as(outcome.text()).isZero();
            }
            home.container();
            assertThat(home.starts()).as("starts of the service").isEqualTo(1);
            assertThat(home.berth("quit").status()).isZero();
        }
    }
}
