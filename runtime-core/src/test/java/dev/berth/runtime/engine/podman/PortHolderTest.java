package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PortHolderTest {
    private static final String NET = "/run/user/1000/netns/netns-1";

    @TempDir private Path proc;

    @Test
    void pastaIsRecognisedByNetworkAndPortTogether() {
        var arguments =
                List.of(
                        "/usr/bin/pasta",
                        "--config-net",
                        "-t",
                        "127.0.0.1/18789-18789:18789-18789",
                        "--netns",
                        NET);
        assertThat(PortHolder.isPasta(arguments, NET, 18789)).isTrue();
        assertThat(PortHolder.isPasta(arguments, NET, 1878)).isFalse();
        assertThat(PortHolder.isPasta(arguments, "/other", 18789)).isFalse();
        assertThat(PortHolder.isPasta(List.of("sleep", NET, "127.0.0.1/18789-1"), NET, 18789))
                .isFalse();
        assertThat(PortHolder.isPasta(List.of(""), NET, 18789)).isFalse();
    }

    @Test
    void onlyThoseThatListenOnThePortAreSeen() throws IOException {
        Files.createDirectories(proc.resolve("self/net"));
        Files.writeString(
                proc.resolve("self/net/tcp"),
                """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:917B 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 83307 1 0 100 0
                   1: 0100007F:917B 0100007F:0001 01 00000000:00000000 00:00000000 00000000     0        0 83308 1 0 100 0
                   2: 0100007F:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 83309 1 0 100 0
                """);
        assertThat(new Proc(proc).listening(37243).orElseThrow())
                .containsExactly(new Proc.Listening("0100007F", 0, 83307));
        assertThat(new Proc(proc.resolve("none")).listening(37243)).isEmpty();
    }
}
