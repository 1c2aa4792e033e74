package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The command line as a script sees it.
@Tag("real")
final class VerbTest {

    @Test
    void pauseStartAndRestart() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            var container = home.container();

            assertThat(home.berth("pause").status()).isZero();
            assertThat(home.berth("status").status()).isEqualTo(32);
            assertThat(Podman.pid(container)).as("stopped").isZero();
            assertThat(home.berth("pause").status()).as("again").isZero();

            assertThat(home.berth("start").status()).isZero();
            assertThat(home.berth("status").status()).isZero();
            assertThat(home.container()).as("brought back in place").isEqualTo(container);

            var run = Podman.runOf(container);
            assertThat(home.berth("start").status()).isZero();
            assertThat(Podman.runOf(container)).as("start of what runs").isEqualTo(run);
            assertThat(home.berth("restart").status()).isZero();
            assertThat(home.container()).isEqualTo(container);
            assertThat(Podman.runOf(container)).as("restarted").isNotEqualTo(run);
        }
    }

    @Test
    void pausedStaysPausedOverANewSupervisor() throws Exception {
        try (var home = TestHome.withFixture()) {
            var keeper = home.superviseToReady();
            assertThat(home.berth("pause").status()).isZero();
            TestHome.terminate(keeper);

            home.supervise();

            home.awaitState("paused");
            assertThat(Podman.pid(home.container())).isZero();
        }
    }

    @Test
    void startBringsASupervisorThatOutlivesIt() throws Exception {
        try (var home = TestHome.withFixture()) {
            assertThat(home.berth("repair").status()).as("nobody to ask").isEqualTo(31);
            assertThat(home.berth("restart").status()).as("nobody to ask").isEqualTo(31);

            var started = home.berth("start");

            assertThat(started.status()).as(started.text()).isZero();
            assertThat(home.berth("status").status()).isZero();
            assertThat(home.berth("quit").status()).isZero();
            assertThat(home.berth("status").status()).isEqualTo(31);
        }
    }

    @Test
    void timeRunsOutWithTen() throws Exception {
        try (var home = TestHome.withFixture("\"startAllowanceSeconds\":600")) {
            home.fixture("FIXTURE_NEVER_READY=1");
            home.supervise();
            assertThat(home.berth("start", "--timeout", "2").status()).isEqualTo(10);
            assertThat(home.berth("start", "--no-wait").status()).isEqualTo(10);
            assertThat(home.berth("status").status()).isEqualTo(10);
            assertThat(home.berth("pause").status()).as("outranks the start").isZero();
        }
    }

    @Test
    void resetKeepsTheDataByteForByte() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            Files.writeString(home.data().resolve("of the person.txt"), "years of work");
            var before = content(home.data());

            assertThat(home.berth("reset").status()).isZero();

            assertThat(home.berth("status").status()).isEqualTo(30);
            assertThat(content(home.data())).isEqualTo(before);
            assertThat(Podman.of(home.instance())).isEmpty();
            assertThat(Podman.secretsOf(home.instance())).isEmpty();
            assertThat(home.state().resolve("secrets/gateway-token")).doesNotExist();

            home.setUp(Surroundings.fixture().loaded());
            assertThat(home.berth("start").status()).isZero();
            assertThat(home.data().resolve("of the person.txt")).hasContent("years of work");
        }
    }

    @Test
    void resetErasesTheDataOnlyWhenTold() throws Exception {
        try (var home = TestHome.withFixture()) {
            var keeper = home.superviseToReady();
            TestHome.terminate(keeper);
            Files.writeString(home.data().resolve("of the person.txt"), "years of work");

            assertThat(home.berth("reset", "--erase-data").status())
                    .as("nobody agreed")
                    .isEqualTo(2);
            assertThat(home.data().resolve("of the person.txt")).exists();
            assertThat(home.berth("reset", "--erase-data", "--yes").status()).isZero();

            assertThat(content(home.data())).isEmpty();
            assertThat(Podman.of(home.instance())).isEmpty();
            assertThat(Podman.secretsOf(home.instance())).isEmpty();
            assertThat(home.berth("status").status()).isEqualTo(30);
        }
    }

    private static Map<String, String> content(Path folder) throws IOException {
        var content = new TreeMap<String, String>();
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    content.put(
                            folder.relativize(file).toString(),
                            Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return content;
    }

    @Test
    void logsAndJournal() throws Exception {
        try (var home = TestHome.withFixture()) {
            var keeper = home.superviseToReady();
            assertThat(home.berth("logs").out()).contains("[gateway] starting...");
            assertThat(home.berth("logs", "-n", "1").lines()).hasSize(1);
            assertThat(home.berth("journal").out()).contains("The assistant was ready");
            for (var line : home.berth("journal", "--json").lines()) {
                assertThat(JsonMapper.shared().readTree(line).path("schema").asInt()).isEqualTo(1);
            }
            TestHome.terminate(keeper);
            assertThat(home.berth("logs").out()).contains("asked to stop");
            assertThat(home.berth("journal").out()).contains("Stopped the assistant");
        }
    }

    @Test
    void logsFollow() throws Exception {
        try (var home = TestHome.withFixture()) {
            home.superviseToReady();
            var builder = new ProcessBuilder(home.program().command("logs", "-f"));
            builder.environment().putAll(home.environment());
            var following = builder.start();
            var lines = new LinkedBlockingQueue<String>();
            Thread.ofVirtual().start(() -> read(following, lines));
            try {
                comes(lines, "[gateway] ready");
                assertThat(home.berth("restart").status()).isZero();
                comes(lines, "shutting down");
            } finally {
                following.destroy();
                assertThat(following.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static void read(Process process, LinkedBlockingQueue<String> lines) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | java.io.UncheckedIOException ended) {
            // The process was ended.
        }
    }

    private static void comes(LinkedBlockingQueue<String> lines, String text) throws Exception {
        long deadline = System.nanoTime() + TestHome.SOON.toNanos();
        while (System.nanoTime() < deadline) {
            var line = lines.poll(200, TimeUnit.MILLISECONDS);
            if (line != null && line.contains(text)) {
                return;
            }
        }
        throw new AssertionError("no line with: " + text);
    }
}
