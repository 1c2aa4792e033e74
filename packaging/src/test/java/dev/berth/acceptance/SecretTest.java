package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The token is in its own file and in nothing else that can be looked at.
@Tag("real")
final class SecretTest {

    @Test
    void theTokenIsNowhereButInItsFile() throws Exception {
        try (var home = TestHome.withFixture()) {
            var token = home.token();
            try (var arguments = new ArgumentsOfAll(token)) {
                home.superviseToReady();
                int mark = home.watch().mark();
                Podman.run("kill", home.container());
                home.awaitFallAndReturn(mark);
                opened(home, token);
                assertThat(home.berth("restart").status()).isZero();

                nowhere(token, "inspect", Podman.run("container", "inspect", home.container()));
                nowhere(token, "the engine's log", Podman.tried("logs", home.container()).text());
                nowhere(token, "berth logs", home.berth("logs").text());
                nowhere(token, "berth journal", home.berth("journal", "--json").text());
                nowhere(token, "status", home.berth("status", "--json").text());
                nowhere(token, "details", home.berth("status", "--verbose").text());
                nowhere(token, "watch", home.watch().newest().toString());
                nowhere(token, "output", home.output());
                assertThat(arguments.seen()).as("arguments of processes").isEmpty();
                assertThat(arguments.looks()).isGreaterThan(20);
            }
            assertThat(filesWith(token, home.folder()))
                    .containsExactly(home.state().resolve("secrets/gateway-token"));
            home.berth("quit");
            assertThat(filesWith(token, home.folder()))
                    .containsExactly(home.state().resolve("secrets/gateway-token"));
        }
    }

    private static void nowhere(String token, String where, String text) {
        assertThat(text).as(where).doesNotContain(token);
    }

    /// A browser that only writes down what it was handed, and looks into it.
    private static void opened(TestHome home, String token) throws Exception {
        var browser = home.folder().resolve("browser");
        var handed = home.folder().resolve("handed.txt");
        var mode = home.folder().resolve("mode.txt");
        Files.writeString(
                browser,
                """
                #!/bin/sh
                stat -c %%a "$1" >%s
                grep -c '/.berth/open/' "$1" >>%s
                printf '%%s\\n' "$@" >%s.part
                tr '\\0' '\\n' </proc/$$/environ >>%s.part
                mv %s.part %s
                """
                        .formatted(mode, mode, handed, handed, handed, handed));
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        home.environment("BROWSER", browser.toString());

        var outcome = home.berth("open");

        assertThat(outcome.status()).as(outcome.text()).isZero();
        nowhere(token, "berth open", outcome.text());
        var arguments = Files.readString(handed);
        nowhere(token, "the browser's arguments and environment", arguments);
        assertThat(Files.readAllLines(mode)).startsWith("600").doesNotContain("0");
        var page = Path.of(arguments.lines().findFirst().orElseThrow());
        assertThat(page.toString()).startsWith(home.folder().toString());
        assertThat(page).as("taken away again").doesNotExist();
    }

    static List<Path> filesWith(String token, Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> has(file, token)).toList();
        }
    }

    private static boolean has(Path file, String token) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(token);
        } catch (IOException gone) {
            return false;
        }
    }

    /// Reads the arguments of every process of this computer, over and over.
    static final class ArgumentsOfAll implements AutoCloseable {
        private final String token;
        private final Set<String> seen = ConcurrentHashMap.newKeySet();
        private volatile boolean over;
        private final AtomicInteger looks = new AtomicInteger();

        ArgumentsOfAll(String token) {
            this.token = token;
            Thread.ofPlatform().daemon().start(this::look);
        }

        private void look() {
            while (!over) {
                ProcessHandle.allProcesses()
                        .map(process -> String.join(" ", Proc.arguments(process.pid())))
                        .filter(arguments -> arguments.contains(token))
                        .forEach(seen::add);
                looks.incrementAndGet();
                LockSupport.parkNanos(10_000_000);
            }
        }

        Set<String> seen() {
            return Set.copyOf(seen);
        }

        int looks() {
            return looks.get();
        }

        @Override
        public void close() {
            over = true;
        }
    }
}
