package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.door.PortTable;
import dev.berth.runtime.store.MachineRecord.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MachineWorldTest {
    private static final PodmanVersion OLD = new PodmanVersion(4, 3, 1);
    private static final PodmanVersion NEW = new PodmanVersion(5, 4, 2);

    @TempDir private Path folder;

    private MachineWorld world(String system) {
        return new MachineWorld(
                Map.of("HOME", folder.resolve("home").toString(), "PATH", "/usr/bin"),
                folder.resolve("ours"),
                folder.resolve("root"),
                system);
    }

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }

    /// C-04: what Podman writes goes into a file of ours, which otherwise says the same.
    @Test
    void beforeFiveOurFileSaysWhatThePersonsSaysButForTheConnections() throws IOException {
        write(
                "root/etc/containers/containers.conf",
                "[engine]\nhelper_binaries_dir = [\n \"/a\",\n \"/b\"\n]\n");
        write(
                "home/.config/containers/containers.conf",
                """
                # a person's own
                [containers]
                tz = "UTC" # here
                [engine]
                active_service = "mine"
                [engine.service_destinations]
                  [engine.service_destinations.mine]
                    uri = "ssh://me@example.org"
                """);
        var added = world("Linux").variables(OLD, Optional.empty());
        var ours = Path.of(added.get("CONTAINERS_CONF"));
        assertThat(Files.readString(ours))
                .contains("tz = \"UTC\"", "\"/b\"")
                .doesNotContain("mine", "example.org");
        Files.writeString(
                ours,
                Files.readString(ours)
                        + "[engine.service_destinations.berth]\nuri = \"ssh://core@localhost:1\"\n");
        world("Linux").variables(OLD, Optional.empty());
        assertThat(Files.readString(ours)).contains("core@localhost:1", "tz = \"UTC\"");
    }

    @Test
    void fromFiveOnTheListIsAFileOfOurs() throws IOException {
        assertThat(world("Linux").variables(NEW, Optional.empty()))
                .containsOnlyKeys("PODMAN_CONNECTIONS_CONF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/c/machine/applehv", "/c/machine/applehv/berth.json"})
    void theProviderOfOursIsPinned(String config) throws IOException {
        var ours = new Identity("2026", config, OptionalInt.empty());
        assertThat(world("Linux").variables(NEW, Optional.of(ours)))
                .containsEntry("CONTAINERS_MACHINE_PROVIDER", "applehv");
    }

    /// B-01, B-02.
    @Test
    void onAMacTheHelpersAreFound() throws IOException {
        write("root/opt/podman/bin/gvproxy", "");
        assertThat(folder.resolve("root/opt/podman/bin/gvproxy").toFile().setExecutable(true))
                .isTrue();
        assertThat(world("Mac OS X").variables(NEW, Optional.empty()))
                .containsEntry(
                        "CONTAINERS_HELPER_BINARY_DIR",
                        folder.resolve("root/opt/podman/bin").toString())
                .hasEntrySatisfying("PATH", path -> assertThat(path).contains("/opt/podman/bin"));
    }

    /// B-08.
    @Test
    void onWindowsSshIsFound() throws IOException {
        assertThat(world("Windows 11").variables(NEW, Optional.empty()).get("PATH"))
                .endsWith("\\System32\\OpenSSH");
    }

    /// B-13.
    @Test
    void aMissingSignInHelperIsGoneAround() throws IOException {
        write("home/.docker/config.json", "{\"auths\": {}, \"credsStore\": \"desktop\"}");
        var file = world("Linux").variables(NEW, Optional.empty()).get("REGISTRY_AUTH_FILE");
        assertThat(Files.readString(Path.of(file))).isEqualTo("{}\n");
        write("home/.docker/config.json", "{\"auths\": {}}");
        assertThat(world("Linux").variables(NEW, Optional.empty()))
                .doesNotContainKey("REGISTRY_AUTH_FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[a]]\nb = 1", "a = 1", "[a]\nb.c = 1", "[a]\nb = \"open"})
    void whatIsNotUnderstoodIsNotGuessed(String text) {
        assertThat(ContainersConf.read(text)).isEmpty();
    }

    @Test
    void anArchiveIsWhatTarReads() throws IOException {
        write("layout/oci-layout", "{}");
        write("layout/index.json", "{\"a\":1}");
        write("layout/blobs/sha256/abc", "x".repeat(600));
        write("layout/blobs/sha256/def.part", "half");
        var out = new ByteArrayOutputStream();
        LayoutArchive.write(folder.resolve("layout"), out);
        var bytes = out.toByteArray();
        assertThat(bytes).hasSize(512 * (2 + 2 + 3 + 2));
        assertThat(new String(bytes, 0, 10, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("oci-layout");
        assertThat(new String(bytes, 257, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("ustar");
    }

    @Test
    void theSystemsToolsTellWhoListens() {
        assertThat(PortTable.lsof("p4711\nf12\np4712\n")).isEqualTo(Set.of(4711L, 4712L));
        assertThat(
                        PortTable.netstat(
                                """

                                Aktive Verbindungen

                                  Proto  Lokale Adresse         Remoteadresse          Status           PID
                                  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         1020
                                  TCP    127.0.0.1:18789        0.0.0.0:0              ABHÖREN         4711
                                  TCP    127.0.0.1:18789        127.0.0.1:50123        HERGESTELLT     4712
                                """,
                                18789))
                .isEqualTo(Set.of(4711L));
    }
}
