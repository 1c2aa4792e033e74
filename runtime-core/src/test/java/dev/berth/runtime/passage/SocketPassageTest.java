package dev.berth.runtime.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SocketPassageTest {
    @TempDir private Path home;
    private ServerSocket server;
    private SocketPassage passage;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        passage = new SocketPassage(home.resolve("run/passage"));
        passage.make(-1);
    }

    @AfterEach
    void close() throws IOException {
        passage.close();
        server.close();
    }

    private Optional<URI> address() {
        return Optional.of(URI.create("http://localhost:" + server.getLocalPort() + "/v1"));
    }

    @Test
    void eachDirectionEndsByItself() throws Exception {
        passage.lead(address());
        try (var inner = connected();
                var outer = server.accept()) {
            write(inner, "question");
            inner.shutdownOutput();
            assertThat(all(outer)).isEqualTo("question");
            outer.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
            outer.shutdownOutput();
            assertThat(all(inner)).isEqualTo("answer");
        }
    }

    @Test
    void theSocketIsForItsOwnerAlone() throws IOException {
        passage.lead(address());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passage.folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                .isEqualTo("rw-------");
        try (var files = Files.list(passage.folder())) {
            assertThat(files).containsExactly(socket());
        }
    }

    @Test
    void nothingIsOpenedBeforeThereIsAFolderForIt() throws IOException {
        Files.delete(passage.folder());
        passage.lead(address());
        assertThat(passage.folder()).doesNotExist();
    }

    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void whoGetsTheFolderLaterGetsTheSocketToo() throws IOException {
        passage.lead(address());
        passage.make(1000);
        assertThat(Files.getAttribute(socket(), "unix:uid")).isEqualTo(1000);
        Files.delete(socket());
        passage.lead(address());
        assertThat(Files.getAttribute(socket(), "unix:uid")).isEqualTo(1000);
    }

    @Test
    void whatAKilledKeeperLeftIsReplacedAndWhatWasTakenAwayIsMadeAgain() throws Exception {
        Files.createDirectories(passage.folder());
        Files.writeString(socket(), "left");
        Files.writeString(passage.folder().resolve("model.new"), "left");
        passage.lead(address());
        answers();
        passage.lead(address());
        Files.delete(socket());
        passage.lead(address());
        answers();
    }

    @Test
    void anotherServerIsReachedFromNowOnAndNoneClosesIt() throws Exception {
        passage.lead(address());
        try (var inner = connected();
                var outer = server.accept();
                var other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            passage.lead(Optional.of(URI.create("http://127.0.0.1:" + other.getLocalPort())));
            assertThat(all(inner)).as("the old connections end").isEmpty();
            assertThat(all(outer)).isEmpty();
            try (var again = connected();
                    var reached = other.accept()) {
                write(again, "x");
                assertThat(reached.getInputStream().read()).isEqualTo('x');
            }
        }
        passage.lead(Optional.empty());
        assertThat(socket()).doesNotExist();
    }

    @Test
    void aLongPathIsNoHindrance() throws Exception {
        passage.close();
        passage = new SocketPassage(home.resolve("a".repeat(120)).resolve("passage"));
        passage.make(-1);
        passage.lead(address());
        assertThat(
                        Files.readAttributes(
                                        socket(),
                                        java.nio.file.attribute.BasicFileAttributes.class,
                                        LinkOption.NOFOLLOW_LINKS)
                                .isOther())
                .isTrue();
        var link = Files.createSymbolicLink(home.resolve("l"), passage.folder());
        try (var inner =
                        SocketChannel.open(UnixDomainSocketAddress.of(link.resolve("model.sock")));
                var outer = server.accept()) {
            write(inner, "x");
            assertThat(outer.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    void whoDoesNotReadHoldsUpWhoWrites() throws Exception {
        passage.lead(address());
        try (var inner = connected();
                var outer = server.accept()) {
            inner.configureBlocking(false);
            var block = ByteBuffer.allocate(64 * 1024);
            long sent = 0;
            int stalled = 0;
            while (stalled < 200) { // all buffers on the way are full some time
                int now = inner.write(block.clear());
                stalled = now == 0 ? stalled + 1 : 0;
                sent += now;
                Thread.onSpinWait();
                assertThat(sent).as("bytes taken in without a reader").isLessThan(64L << 20);
                if (now == 0) {
                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                }
            }
            inner.configureBlocking(true);
            inner.shutdownOutput();
            assertThat(count(outer.getInputStream())).isEqualTo(sent);
        }
    }

    @Test
    void manyConnectionsAtOnceKeepTheirWordsApart() throws Exception {
        passage.lead(address());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Thread.ofVirtual().start(this::echoAll);
            var heard = new ArrayList<Future<byte[]>>();
            for (int i = 0; i < 50; i++) {
                heard.add(threads.submit(echo(words(i))));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(Arrays.equals(heard.get(i).get(), words(i))).as("words " + i).isTrue();
            }
        }
    }

    private void echoAll() {
        try {
            while (true) {
                var outer = server.accept();
                Thread.ofVirtual().start(() -> echo(outer));
            }
        } catch (IOException over) {
            // the test is over
        }
    }

    private static void echo(Socket outer) {
        try (outer) {
            outer.getInputStream().transferTo(outer.getOutputStream());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] words(int number) {
        return ("word " + number + " ").repeat(20_000).getBytes(StandardCharsets.UTF_8);
    }

    private Callable<byte[]> echo(byte[] words) {
        return () -> {
            try (var inner = connected()) {
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                inner.write(ByteBuffer.wrap(words));
                                inner.shutdownOutput();
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
                return Channels.newInputStream(inner).readAllBytes();
            }
        };
    }

    @Test
    void oneTooManyIsTurnedAway() throws Exception {
        passage.lead(address());
        var held = new ArrayList<AutoCloseable>();
        try {
            for (int i = 0; i < Relay.MOST_CONNECTIONS; i++) {
                held.add(connected());
                held.add(server.accept());
            }
            try (var more = connected()) {
                assertThat(more.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            }
        } finally {
            for (var one : held) {
                one.close();
            }
        }
    }

    @Test
    void aServerThatIsNotThereEndsTheConnectionAndNothingElse() throws Exception {
        var address = address();
        server.close();
        passage.lead(address);
        try (var inner = connected()) {
            assertThat(inner.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        server = new ServerSocket(address.get().getPort(), 5, InetAddress.getLoopbackAddress());
        answers();
    }

    @Test
    void itLeadsToThisComputerOnly() {
        for (var elsewhere : List.of("http://192.0.2.1:80", "http://[2001:db8::1]:80")) {
            assertThatThrownBy(
                            () -> passage.lead(Optional.of(URI.create(elsewhere)))
                            // a name is never looked up
                            )
                    .as(elsewhere)
                    .isInstanceOf(IOException.class);
        }
    }

    private void answers() throws IOException {
        try (var inner = connected();
                var outer = server.accept()) {
            write(inner, "x");
            assertThat(outer.getInputStream().read()).isEqualTo('x');
        }
    }

    private Path socket() {
        return passage.folder().resolve("model.sock");
    }

    private SocketChannel connected() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket()));
        return channel;
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String all(SocketChannel channel) throws IOException {
        return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long count(InputStream in) throws IOException {
        long sum = 0;
        var buffer = new byte[64 * 1024];
        for (int now = in.read(buffer); now >= 0; now = in.read(buffer)) {
            sum += now;
        }
        return sum;
    }
}
