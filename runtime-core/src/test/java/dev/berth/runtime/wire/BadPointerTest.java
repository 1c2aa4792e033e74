package dev.berth.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Home;
import dev.berth.runtime.corruption.Misfortune;
import dev.berth.runtime.store.UnusableFile;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `run/berth.sock.path` says anything: who looks gets one sentence, the next keeper puts it right,
/// and nothing that it points at by mistake is touched.
final class BadPointerTest {
    private static final int CASES = Integer.getInteger("berth.corruption.cases", 2000);

    @TempDir Path temporary;

    @Test
    void whateverItSaysNothingIsLostAndTheNextKeeperIsFound() throws IOException {
        var elsewhere = folder("elsewhere");
        var precious = Files.writeString(folder("private").resolve("precious"), "of the person");
        var place =
                new SocketPlace(
                        Home.under(temporary.resolve("x".repeat(120))),
                        Map.of("XDG_RUNTIME_DIR", folder("run").toString()),
                        folder("tmp"));
        var others = Map.of("precious", precious.toString().getBytes(StandardCharsets.UTF_8));
        for (var seed = 1L; seed <= CASES; seed++) {
            listen(place.prepare());
            var pointer = temporary.resolve("x".repeat(120)).resolve("run/berth.sock.path");
            var harm = new Misfortune(new SplittableRandom(seed), others, elsewhere).next();
            harm.to(pointer);

            look(place);
            prepared(place, pointer);

            assertThat(precious).as("seed %d: %s", seed, harm).hasContent("of the person");
        }
    }

    private static void look(SocketPlace place) {
        try {
            var _ = place.find();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("berth.sock.path");
            assertThat(e.getMessage()).doesNotContain("Exception", "null", "Input length");
        }
    }

    private static void prepared(SocketPlace place, Path pointer) throws IOException {
        Path socket;
        try {
            socket = place.prepare();
        } catch (UnusableFile e) {
            assertThat(e).hasMessageContaining("berth.sock.path").hasMessageEndingWith(".");
            Files.move(pointer, pointer.resolveSibling("away-" + System.nanoTime()));
            socket = place.prepare();
        }
        listen(socket);
        assertThat(place.find()).hasValue(socket);
        place.clear();
    }

    private static void listen(Path socket) throws IOException {
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(
                temporary.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
