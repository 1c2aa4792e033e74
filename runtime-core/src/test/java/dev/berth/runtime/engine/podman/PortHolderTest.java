package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Engine.Listener;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PortHolderTest {
    private static final String NET = "/run/user/1000/netns/netns-1";
    private static final ContainerId ID = new ContainerId("a".repeat(64));

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

    /// As Podman 5.4, 5.8 and 6.1 do it for an ordinary user.
    @Test
    void thePastaThatHasOurNetworkOpenIsOurs() throws IOException {
        listensOn(87928);
        process(65, "socket:[87928]", NET);
        assertThat(whoListens()).isEqualTo(Listener.OURS);
    }

    @Test
    void thePastaOfAnotherContainerIsForeign() throws IOException {
        listensOn(87928);
        process(65, "socket:[87928]", "/run/user/1000/netns/netns-2");
        process(66, "socket:[1]", NET);
        assertThat(whoListens()).isEqualTo(Listener.FOREIGN);
    }

    @Test
    void aSocketThatASecondProcessHoldsTooIsForeign() throws IOException {
        listensOn(87928);
        process(65, "socket:[87928]", NET);
        process(66, "socket:[87928]");
        assertThat(whoListens()).isEqualTo(Listener.FOREIGN);
    }

    @Test
    void withoutASocketNobodyListens() throws IOException {
        listensOn();
        process(65, NET);
        weAre("nobody");
        assertThat(whoListens()).isEqualTo(Listener.NOBODY);
    }

    /// As Podman 6.1 does it as root: the kernel's packet filter hands connections on.
    @Test
    void asRootARunningContainerAnswersWithoutASocket() throws IOException {
        listensOn();
        weAre("root");
        assertThat(whoListens()).isEqualTo(Listener.OURS);
        assertThat(whoListens(18790)).isEqualTo(Listener.NOBODY);
    }

    /// Only root can make files of somebody else.
    private void weAre(String user) throws IOException {
        var us = proc.resolve(Long.toString(ProcessHandle.current().pid()));
        Files.createDirectories(us);
        var wanted = us.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        if (!Files.getOwner(us).equals(wanted) && Files.getOwner(us).getName().equals("root")) {
            Files.setOwner(us, wanted);
        }
        assumeThat(Files.getOwner(us).equals(wanted) || !user.equals("root")).isTrue();
    }

    private Listener whoListens() throws IOException {
        return whoListens(18789);
    }

    private Listener whoListens(int port) throws IOException {
        var podman = proc.resolve("podman");
        Files.writeString(
                podman,
                """
                #!/bin/sh
                echo '[{"Id":"%s","State":{"Status":"running","Pid":71,"ConmonPid":68},
                  "NetworkSettings":{"SandboxKey":"%s","Ports":{"1/tcp":[{"HostPort":"18789"}]}}}]'
                """
                        .formatted(ID, NET));
        Files.setPosixFilePermissions(podman, PosixFilePermissions.fromString("rwx------"));
        var cli = new PodmanCli(Map.of("PATH", proc + ":/usr/bin:/bin"), List.of());
        var containers =
                new Containers(
                        new Podman(cli), new Traces(proc.resolve("notes"), new KernelKills(proc)));
        var answer =
                new PortHolder(containers, new Proc(proc))
                        .listener(ID, port, new Limit(Duration.ofSeconds(10), new Cancellation()));
        return ((Answer.Got<Listener>) answer).value();
    }

    /// @param inodes of sockets on 127.0.0.1:18789
    private void listensOn(long... inodes) throws IOException {
        Files.createDirectories(proc.resolve("self/net"));
        var lines = new StringBuilder("  sl  local_address …\n");
        for (var inode : inodes) {
            lines.append("   0: 0100007F:4965 00000000:0000 0A 0:0 00:0 0 1000 0 ")
                    .append(inode)
                    .append(" 1 0 100 0\n");
        }
        Files.writeString(proc.resolve("self/net/tcp"), lines);
    }

    private void process(long pid, String... openFiles) throws IOException {
        var fd = Files.createDirectories(proc.resolve(Long.toString(pid)).resolve("fd"));
        for (int at = 0; at < openFiles.length; at++) {
            Files.createSymbolicLink(fd.resolve(Integer.toString(at)), Path.of(openFiles[at]));
        }
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
