package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class OccupantsTest {
    @TempDir private Path proc = Path.of("");

    @Test
    void whoListensIsNamedByProgramAndProcess() throws IOException {
        try (var theirs = new ServerSocket()) {
            theirs.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1);

            var who = Occupants.ofThisComputer().at(theirs.getLocalPort()).orElseThrow();

            assertThat(who.pid()).isEqualTo(OptionalLong.of(ProcessHandle.current().pid()));
            assertThat(who.words())
                    .isEqualTo("java (process " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void whereNobodyListensThereIsNobody() throws IOException {
        int port;
        try (var theirs = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = theirs.getLocalPort();
        }
        assertThat(Occupants.ofThisComputer().at(port)).isEmpty();
    }

    @Test
    void oneOfAnotherAccountIsSaidToBeSo() throws IOException {
        table("0: 0100007F:4965 00000000:0000 0A 0:0 0:0 0 0 0 87928 1");

        assertThat(Occupants.in(proc).at(0x4965).orElseThrow().words())
                .isEqualTo("a program of another account");
    }

    @Test
    void whoListensOnEveryAddressIsInTheWayToo() throws IOException {
        table("0: 00000000:4965 00000000:0000 0A 0:0 0:0 0 0 0 87928 1");
        assertThat(Occupants.in(proc).at(0x4965)).isPresent();
    }

    @Test
    void whoListensElsewhereOrOnlyTalksIsNot() throws IOException {
        table(
                "0: 0A02000F:4965 00000000:0000 0A 0:0 0:0 0 0 0 87928 1",
                "1: 0100007F:4965 0100007F:9999 01 0:0 0:0 0 0 0 87929 1");
        assertThat(Occupants.in(proc).at(0x4965)).isEmpty();
    }

    private void table(String... lines) throws IOException {
        var folder = Files.createDirectories(proc.resolve("self/net"));
        Files.write(folder.resolve("tcp"), List.of(lines));
    }
}
