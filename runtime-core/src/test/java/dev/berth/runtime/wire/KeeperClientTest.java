package dev.berth.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Home;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.Status;
import dev.berth.runtime.wire.Contact.Connected;
import dev.berth.runtime.wire.Contact.Incompatible;
import dev.berth.runtime.wire.Contact.NobodyThere;
import dev.berth.runtime.wire.Contact.Unreachable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The client's side, against the real keeper's side.
@Timeout(30)
final class KeeperClientTest {
    private final ScriptedBerth berth = new ScriptedBerth();
    private Path root;
    private Home home;
    private KeeperSocket keeper;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        root = folder;
        home = Home.under(folder);
        keeper = listen(Map.of());
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    private KeeperSocket listen(Map<String, String> environment) throws IOException {
        return KeeperSocket.open(place(environment), berth, "0.1.0", Duration.ofSeconds(10));
    }

    private SocketPlace place(Map<String, String> environment) {
        return new SocketPlace(home, environment, Path.of("/tmp"));
    }

    private Contact contact() {
        return contact(Duration.ofSeconds(2));
    }

    private Contact contact(Duration within) {
        return new Greeting(place(Map.of()), home.run(), "0.1.0", Clock.systemUTC(), within)
                .connect();
    }

    private KeeperClient client() {
        return (KeeperClient) ((Connected) contact()).berth();
    }

    @Test
    void theStatusIsThereFromTheFirstMomentAndStaysNew() throws InterruptedException {
        try (var client = client()) {
            assertThat(client.status()).isEqualTo(ScriptedBerth.ready(1));
            var told = new LinkedBlockingQueue<Long>();
            try (var _ = client.watch(report -> told.add(report.revision()))) {
                assertThat(told.take()).isEqualTo(1);
                berth.publish(ScriptedBerth.ready(2));
                assertThat(told.take()).isEqualTo(2);
                assertThat(client.status()).isEqualTo(ScriptedBerth.ready(2));
            }
        }
    }

    @Test
    void everyCommandArrivesAsItWasAsked() throws InterruptedException {
        var commands =
                List.of(
                        new Command.Start(),
                        new Command.Pause(),
                        new Command.Restart(),
                        new Command.Repair(),
                        new Command.Repair(Set.of(), Optional.of("3f2a91c07be4")),
                        new Command.Reset(EraseScope.KEEP_DATA),
                        new Command.Reset(EraseScope.EVERYTHING),
                        new Command.SetUp(new SetUpWishes(Optional.empty(), Optional.empty())),
                        new Command.SetUp(
                                new SetUpWishes(
                                        Optional.of(new SetUpWishes.Source.Named("a/b:c")),
                                        Optional.of(
                                                SetUpWishes.Keyed.usual(
                                                        ProviderKind.OPENAI, "k\u00e9y")))),
                        new Command.SetUp(
                                new SetUpWishes(
                                        Optional.of(
                                                new SetUpWishes.Source.FromFile(
                                                        Path.of("/tmp/\u00fc.tar"))),
                                        Optional.empty())),
                        new Command.Quit());
        try (var client = client()) {
            for (var command : commands) {
                var settled = client.ask(command).toCompletableFuture();
                var asked = berth.asked.take();
                assertThat(asked.command()).isEqualTo(command);
                asked.settled().complete(ScriptedBerth.ready(7));
                assertThat(settled.join()).isEqualTo(ScriptedBerth.ready(7));
            }
        }
    }

    @Test
    void whatWasAskedReachesTheKeeperAlsoWhenTheClientLeavesAtOnce() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            var client = client();
            var _ = client.ask(new Command.Start());
            berth.publish(ScriptedBerth.ready(i + 2));
            client.close();
            assertThat(berth.asked.take().command()).isEqualTo(new Command.Start());
        }
    }

    @Test
    void aLongLogComesWholeAndInOrder() {
        berth.log = IntStream.range(0, 100_000).mapToObj(i -> "line \u00fc\u0000\" " + i).toList();
        try (var client = client()) {
            assertThat(client.log(100_000)).isEqualTo(berth.log);
        }
    }

    @Test
    void aFollowedLogGoesOnUntilItIsClosed() throws InterruptedException {
        berth.log = List.of("old");
        try (var client = client()) {
            var lines = new LinkedBlockingQueue<String>();
            try (var _ = client.followLog(10, lines::add)) {
                assertThat(lines.take()).isEqualTo("old");
                berth.write("new");
                assertThat(lines.take()).isEqualTo("new");
            }
            assertThat(berth.closedStreams.take()).isEqualTo("log");
        }
    }

    @Test
    void theJournalAndTheSignInAddressAreToldOnRequest() {
        var at = Instant.parse("2026-11-20T22:15:04.120Z");
        berth.activity =
                IntStream.range(0, 3000)
                        .mapToObj(i ->
                                new Activity(
                                        "a" + i,
                                        at,
                                        "person",
                                        "start",
                                        "Starting",
                                        Optional.empty(),
                                        "noticed",
                                        Optional.of("d".repeat(100))))
                        .toList();
        try (var client = client()) {
            assertThat(client.activity(3000)).isEqualTo(berth.activity);
            assertThat(client.signInAddress()).isEmpty();
            berth.address = Optional.of(URI.create("http://127.0.0.1:18789/#token=abc"));
            assertThat(client.signInAddress()).isEqualTo(berth.address);
        }
    }

    @Test
    void aLostKeeperIsSaidToEverybodyWhoWaits() throws InterruptedException {
        try (var client = client()) {
            var told = new LinkedBlockingQueue<Status>();
            var _ = client.watch(report -> told.add(report.status()));
            var settled = client.ask(new Command.Start()).toCompletableFuture();
            berth.asked.take();
            told.take();

            keeper.close();

            assertThat(told.take()).isEqualTo(new Status.NotRunning());
            assertThat(client.status().status()).isEqualTo(new Status.NotRunning());
            assertThatThrownBy(settled::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(LostContact.class);
            assertThatThrownBy(() -> client.log(1)).isInstanceOf(LostContact.class);
            assertThatThrownBy(() -> client.ask(new Command.Start()).toCompletableFuture().join())
                    .hasCauseInstanceOf(LostContact.class);
        }
    }

    @Test
    void withoutAKeeperNobodyIsThere() throws IOException {
        keeper.close();
        assertThat(contact()).isEqualTo(new NobodyThere());

        // A keeper that was killed leaves its socket's file behind.
        var socket = home.run().resolve("berth.sock");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();
        assertThat(socket).exists();
        assertThat(contact()).isEqualTo(new NobodyThere());
    }

    @Test
    void aHungKeeperIsGivenUpInTime() throws IOException {
        keeper.close();
        try (var _ = hung()) {
            assertThat(contact(Duration.ofMillis(200)))
                    .isInstanceOfSatisfying(
                            Unreachable.class,
                            hung -> assertThat(hung.sentence()).contains("does not answer"));
        }
    }

    /// As the kernel does for a stopped process: the connection is taken, and nobody reads it.
    private ServerSocketChannel hung() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(home.run().resolve("berth.sock")));
    }

    @Test
    void aKeeperOfAnotherProtocolIsSaidSo() throws Exception {
        keeper.close();
        try (var other = hung()) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (var client = other.accept()) {
                            client.write(
                                    ByteBuffer.wrap(
                                            "{\"protocol\":2,\"version\":\"9\"}\n"
                                                    .getBytes(StandardCharsets.UTF_8)));
                            client.read(ByteBuffer.allocate(100));
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            assertThat(contact())
                    .isInstanceOfSatisfying(
                            Incompatible.class,
                            it -> assertThat(it.sentence()).contains("another version"));
        }
    }

    @Test
    void aHomeWithALongPathIsReachedElsewhere() throws IOException {
        keeper.close();
        home = Home.under(root.resolve("n".repeat(120)));
        keeper = listen(Map.of());
        var note = home.run().resolve("berth.sock.path");
        var socket = Path.of(Files.readString(note));

        assertThat(Files.getPosixFilePermissions(note))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(socket.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (var client = client()) {
            assertThat(client.status()).isEqualTo(ScriptedBerth.ready(1));
        }

        Files.setPosixFilePermissions(note, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(contact()).isInstanceOf(Unreachable.class);
        Files.setPosixFilePermissions(note, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(
                socket.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(contact()).isInstanceOf(Unreachable.class);
        Files.setPosixFilePermissions(
                socket.getParent(), PosixFilePermissions.fromString("rwx------"));

        keeper.close();
        assertThat(socket.getParent()).doesNotExist();
        assertThat(note).doesNotExist();
        assertThat(contact()).isEqualTo(new NobodyThere());
    }

    @Test
    void thePlatformsRuntimeFolderIsPreferredWhenItIsPrivate() throws IOException {
        keeper.close();
        var runtime = Files.createDirectory(root.resolve("xdg"));
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
        home = Home.under(root.resolve("n".repeat(120)));
        keeper = listen(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
        var socket = Path.of(Files.readString(home.run().resolve("berth.sock.path")));

        assertThat(socket.getParent()).isEqualTo(runtime.resolve("berth"));
        try (var client = client()) {
            assertThat(client.status()).isEqualTo(ScriptedBerth.ready(1));
        }
    }
}
