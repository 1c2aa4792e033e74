package dev.berth.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Command;
import dev.berth.runtime.Home;
import dev.berth.runtime.StatusJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The keeper's side, with real sockets and a client that may write anything.
@Timeout(30)
final class KeeperSocketTest {
    private final ScriptedBerth berth = new ScriptedBerth();
    private Path root;
    private Home home;
    private Path socket;
    private KeeperSocket keeper;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        root = folder;
        home = Home.under(folder);
        socket = home.run().resolve("berth.sock");
        keeper = open(Duration.ofSeconds(10));
    }

    private KeeperSocket open(Duration longestSilence) throws IOException {
        return KeeperSocket.open(
                new SocketPlace(home, Map.of(), root), berth, "0.1.0", longestSilence);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void onlyThisPersonReachesTheSocket() throws IOException {
        assertThat(Files.getPosixFilePermissions(home.run()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(socket))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theStatusIsAnsweredAfterTheFirstLines() throws IOException {
        try (var client = new RawClient(socket)) {
            assertThat(client.ask(RawClient.HELLO))
                    .isEqualTo("{\"protocol\":1,\"version\":\"0.1.0\"}");
            assertThat(client.ask("{\"id\":5,\"ask\":\"status\",\"new\":true}"))
                    .isEqualTo("{\"id\":5,\"report\":" + StatusJson.write(berth.status()) + "}");
        }
    }

    @Test
    void anotherProtocolGetsOneClearLine() throws IOException {
        for (var hello : new String[] {"{\"protocol\":2,\"version\":\"9\"}", "GET / HTTP/1.1"}) {
            try (var client = new RawClient(socket)) {
                client.read();
                assertThat(client.ask(hello))
                        .contains("\"code\":\"protocol\"")
                        .contains("speaks protocol 1");
                assertThat(client.next()).isEmpty();
            }
        }
    }

    @Test
    void aLineThatIsTooLongEndsTheConnection() throws IOException {
        try (var client = RawClient.greeted(socket)) {
            var line = new byte[Protocol.LONGEST_LINE];
            Arrays.fill(line, (byte) 'x');
            client.write(line);

            assertThat(client.read()).contains("\"code\":\"too-long\"");
        }
    }

    @Test
    void aLineOfTheLongestLengthIsTaken() throws IOException {
        try (var client = RawClient.greeted(socket)) {
            var request = "{\"id\":1,\"ask\":\"status\",\"x\":\"%s\"}";
            var room = Protocol.LONGEST_LINE - 1 - request.formatted("").length();

            assertThat(client.ask(request.formatted("x".repeat(room)))).contains("\"report\"");
        }
    }

    @Test
    void whatIsNoRequestIsSaidSoAndTheTalkGoesOn() throws IOException {
        try (var client = RawClient.greeted(socket)) {
            for (var line :
                    new String[] {
                        "",
                        "hello",
                        "[]",
                        "{}",
                        "{\"id\":\"1\"}",
                        "{\"id\":1}",
                        "{\"id\":1,\"ask\":\"dance\"}",
                        "{\"id\":1,\"ask\":\"command\",\"command\":\"explode\"}",
                        "{\"id\":1,\"ask\":\"command\",\"command\":\"reset\",\"scope\":\"all\"}",
                        "{\"id\":1,\"ask\":\"command\",\"command\":\"setup\",\"source\":{}}",
                        "{\"id\":1,\"ask\":\"command\",\"command\":\"setup\",\"source\":"
                                + "{\"file\":\"relative.tar\"}}",
                        "[".repeat(5000),
                    }) {
                assertThat(client.ask(line)).as(line).contains("\"code\":\"not-understood\"");
            }
            assertThat(berth.asked).isEmpty();
        }
    }

    @Test
    void garbageHarmsNobody() throws IOException {
        var random = new Random(20261121);
        for (int i = 0; i < 200; i++) {
            try (var client =
                    random.nextBoolean() ? new RawClient(socket) : RawClient.greeted(socket)) {
                var garbage = new byte[random.nextInt(4000)];
                random.nextBytes(garbage);
                client.write(garbage);
                client.write("{\"id\":" + random.nextInt() + ",\"ask\":\"command\",\"comm");
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("(Broken pipe|Connection reset.*)");
            }
        }
        try (var client = RawClient.greeted(socket)) {
            assertThat(client.ask("{\"id\":1,\"ask\":\"status\"}")).contains("\"ready\"");
        }
        assertThat(berth.asked).isEmpty();
    }

    @Test
    void moreThanSixtyFourConnectionsAreTurnedAwayUntilOneGoes() throws IOException {
        var clients = new ArrayList<RawClient>();
        try {
            for (int i = 0; i < KeeperSocket.MOST_CONNECTIONS; i++) {
                clients.add(RawClient.greeted(socket));
            }
            try (var oneTooMany = new RawClient(socket)) {
                assertThat(oneTooMany.read()).contains("\"code\":\"busy\"").contains("64");
                assertThat(oneTooMany.next()).isEmpty();
            }

            clients.removeFirst().close();

            assertThat(greetedWhenThereIsRoom()).contains("\"protocol\":1");
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    /// The keeper sees a client go a moment after it went.
    private String greetedWhenThereIsRoom() throws IOException {
        while (true) {
            try (var client = new RawClient(socket)) {
                var hello = client.read();
                if (!hello.contains("busy")) {
                    return hello;
                }
            }
        }
    }

    @Test
    void aWatchTellsThePresentAndEachNewReportBesideOtherAnswers() throws IOException {
        try (var client = RawClient.greeted(socket)) {
            assertThat(client.ask("{\"id\":1,\"ask\":\"watch\"}")).contains("\"revision\":1,");
            berth.publish(ScriptedBerth.ready(2));
            assertThat(client.read()).startsWith("{\"id\":1,").contains("\"revision\":2,");
            assertThat(client.ask("{\"id\":2,\"ask\":\"status\"}")).startsWith("{\"id\":2,");
            berth.publish(ScriptedBerth.ready(3));
            assertThat(client.read()).startsWith("{\"id\":1,").contains("\"revision\":3,");
        }
    }

    @Test
    void aClientThatDoesNotReadDelaysNobodyAndIsGivenUp() throws Exception {
        keeper.close();
        keeper = open(Duration.ofMillis(300));
        try (var sleeper = RawClient.greeted(socket);
                var other = RawClient.greeted(socket)) {
            sleeper.ask("{\"id\":1,\"ask\":\"watch\"}");
            sleeper.write("{\"id\":2,\"ask\":\"follow-log\"}");
            var line = "x".repeat(10_000);
            for (int i = 2; i <= 2000; i++) {
                berth.publish(ScriptedBerth.ready(i));
                berth.write(line);
                if (i % 200 == 0) {
                    assertThat(other.ask("{\"id\":1,\"ask\":\"status\"}")).contains("\"id\":1");
                }
            }

            assertThat(berth.closedStreams.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(other.ask("{\"id\":1,\"ask\":\"status\"}")).contains("\"revision\":2000,");
        }
    }

    @Test
    void aClientThatNeverSaysHelloIsGivenUp() throws IOException {
        keeper.close();
        keeper = open(Duration.ofMillis(100));
        try (var silent = new RawClient(socket)) {
            silent.read();
            assertThat(silent.next()).isEmpty();
        }
    }

    @Test
    void aCommandIsAnsweredWhenItIsSettled() throws Exception {
        try (var client = RawClient.greeted(socket)) {
            client.write("{\"id\":1,\"ask\":\"command\",\"command\":\"start\"}");
            var asked = berth.asked.take();
            assertThat(asked.command()).isEqualTo(new Command.Start());
            assertThat(client.ask("{\"id\":2,\"ask\":\"status\"}")).startsWith("{\"id\":2,");

            asked.settled().complete(ScriptedBerth.ready(9));

            assertThat(client.read()).startsWith("{\"id\":1,").contains("\"revision\":9,");
        }
    }

    @Test
    void whatIsSettledLastIsStillToldWhenTheKeeperEnds() throws Exception {
        try (var client = RawClient.greeted(socket)) {
            client.write("{\"id\":1,\"ask\":\"command\",\"command\":\"quit\"}");
            berth.asked.take().settled().complete(ScriptedBerth.ready(9));
            keeper.close();

            assertThat(client.read()).startsWith("{\"id\":1,");
            assertThat(client.next()).isEmpty();
            assertThat(socket).doesNotExist();
        }
    }

    @Test
    void whatADeadKeeperLeftBehindIsTakenAway() throws IOException {
        keeper.close();
        Files.writeString(socket, "left behind");
        keeper = open(Duration.ofSeconds(10));

        try (var client = RawClient.greeted(socket)) {
            assertThat(client.ask("{\"id\":1,\"ask\":\"status\"}")).contains("\"ready\"");
        }
    }

    @Test
    void anotherUsersProcessIsTurnedAwayButTheAdministratorsIsNot() throws IOException {
        var users = FileSystems.getDefault().getUserPrincipalLookupService();
        var me = Files.getOwner(socket);
        var root = users.lookupPrincipalByName("root");
        var nobody = users.lookupPrincipalByName("nobody");

        assertThat(Peer.mayTalk(me, me)).isTrue();
        assertThat(Peer.mayTalk(root, nobody)).isTrue();
        assertThat(Peer.mayTalk(nobody, me)).isFalse();
    }

    /// The bound of the issue: a status over the socket within 2 ms, for 99 of 100.
    @Test
    void aThousandStatusesAreAnsweredQuickly(TestReporter reporter) throws IOException {
        try (var client = RawClient.greeted(socket)) {
            // Another program may take the processor away in one round, hardly in all of them.
            var p99 =
                    LongStream.generate(() -> p99(client))
                            .limit(5)
                            .mapToObj(Duration::ofNanos)
                            .min(Comparator.naturalOrder())
                            .orElseThrow();
            reporter.publishEntry("p99 of a status", p99.toString());
            assertThat(p99).isLessThan(Duration.ofMillis(2));
        }
    }

    private static long p99(RawClient client) {
        try {
            return measure(client, 1000)[990];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] measure(RawClient client, int times) throws IOException {
        var request = "{\"id\":1,\"ask\":\"status\"}\n".getBytes(StandardCharsets.UTF_8);
        var taken = new long[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            client.write(request);
            client.read();
            taken[i] = System.nanoTime() - began;
        }
        Arrays.sort(taken);
        return taken;
    }
}
