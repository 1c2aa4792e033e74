package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.acceptance.Program.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A person's account in which the real `podman machine` works, with a machine and a connection of
/// that person's own, which must be byte for byte the same afterwards. Nothing of the account that
/// the tests run in is touched: home, configuration and runtime folder are ones of this world.
///
/// What a guest is made from lies where `packaging/src/test/machine/prepare.sh` put it; the
/// variable `BERTH_MACHINE_LAB` names it.
final class MachineLab implements AutoCloseable {
    /// The person's own machine. It never ran.
    static final String THEIRS = "podman-machine-default";

    /// More than a first start takes where a guest has no processor of its own, on a busy computer,
    /// and where the first one was in vain and another follows.
    static final Duration FIRST_START = Duration.ofMinutes(15);

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final Path prepared;
    private final Path folder;
    private final Map<String, String> environment;
    private Map<String, String> before = Map.of();

    private MachineLab(Path prepared, Path folder) {
        this.prepared = prepared;
        this.folder = folder;
        environment =
                Map.of(
                        "HOME", folder.resolve("home").toString(),
                        "XDG_RUNTIME_DIR", folder.resolve("run").toString(),
                        "XDG_CONFIG_HOME", config().toString(),
                        "XDG_DATA_HOME", data().toString());
    }

    /// Makes one. Skipped, with the reason, where there is no guest.
    static MachineLab open() throws Exception {
        var named = System.getenv("BERTH_MACHINE_LAB");
        Assumptions.assumeTrue(
                named != null && Files.isReadable(Path.of(named, "guest.qcow2")),
                "nothing is prepared for a place of its own; ./dev test says why");
        // Sockets lie below, and their paths must stay under 104 bytes.
        var lab = new MachineLab(Path.of(String.valueOf(named)), Files.createTempDirectory("bml"));
        try {
            lab.furnish();
            return lab;
        } catch (Exception | AssertionError e) {
            lab.close();
            throw e;
        }
    }

    private void furnish() throws Exception {
        Files.createDirectories(config().resolve("containers"));
        Files.createDirectories(data());
        Files.createDirectory(
                folder.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // Without a time zone `podman machine init` asks systemd, which may not run here.
        Files.writeString(
                config().resolve("containers/containers.conf"),
                """
                # the person's own
                [containers]
                tz = "UTC"
                [engine]
                helper_binaries_dir = ["%s", "/usr/libexec/podman", "/usr/lib/podman"]
                active_service = "office"
                [engine.service_destinations.office]
                uri = "ssh://me@office.example:22/run/user/1000/podman/podman.sock"
                identity = "/nowhere/key"
                """
                        .formatted(prepared.resolve("bin")));
        // The disk is called after the file that it is made from (podman 4.3.1).
        var image = Files.createSymbolicLink(folder.resolve(THEIRS + ".qcow2"), guest());
        run("machine", "init", "--image-path", image.toString(), "--disk-size", "10", THEIRS);
        // The first list notes in the file of a machine that never ran when it was made (4.3.1).
        assertThat(ours()).isEmpty();
        before = belongings();
    }

    private Path config() {
        return folder.resolve("home/.config");
    }

    private Path data() {
        return folder.resolve("home/.local/share");
    }

    /// What a machine is made from.
    Path guest() {
        return prepared.resolve("guest.qcow2");
    }

    /// A home of Berth's in this world.
    TestHome home() throws IOException {
        var home = TestHome.fresh();
        environment.forEach(home::environment);
        return home;
    }

    // -- what is there

    /// What the person would type.
    Outcome tried(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("podman"));
        command.addAll(List.of(arguments));
        return Program.run(command, environment, DEADLINE);
    }

    /// The same, which must succeed.
    String run(String... arguments) throws IOException, InterruptedException {
        var outcome = tried(arguments);
        if (outcome.status() != 0) {
            throw new AssertionError(
                    "podman %s: %d %s"
                            .formatted(List.of(arguments), outcome.status(), outcome.text()));
        }
        return outcome.out();
    }

    /// What the engine in a machine of ours is asked.
    String inside(String machine, String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("--url", "unix://" + socket(machine)));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private String socket(String machine) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(run("machine", "inspect", machine))
                .get(0)
                .at("/ConnectionInfo/PodmanSocket/Path")
                .asString();
    }

    /// All machines, as Podman tells of them.
    List<JsonNode> machines() throws IOException, InterruptedException {
        var all = new ArrayList<JsonNode>();
        JsonMapper.shared().readTree(run("machine", "list", "--format", "json")).forEach(all::add);
        return all;
    }

    /// The names of all but the person's own.
    List<String> ours() throws IOException, InterruptedException {
        return machines().stream()
                .map(machine -> machine.path("Name").asString())
                .filter(name -> !name.equals(THEIRS))
                .toList();
    }

    /// The one machine that is not the person's own.
    String our() throws IOException, InterruptedException {
        var all = ours();
        assertThat(all).as("machines of ours").hasSize(1);
        return all.getFirst();
    }

    boolean runs(String machine) throws IOException, InterruptedException {
        return machines().stream()
                .filter(one -> one.path("Name").asString().equals(machine))
                .anyMatch(one -> one.path("Running").asBoolean(false));
    }

    // -- its processes

    /// The process that the guest is; empty when it does not run.
    Optional<ProcessHandle> hypervisor(String machine) {
        return process(machine + "_vm.pid");
    }

    /// The process that carries its network, the ports that are published, and the way to its
    /// engine.
    Optional<ProcessHandle> helper(String machine) {
        return process(machine + "_proxy.pid");
    }

    /// A number in a file proves nothing: the process must name that file among its arguments.
    private Optional<ProcessHandle> process(String name) {
        var file = folder.resolve("run/podman").resolve(name);
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                    .filter(process -> Proc.arguments(process.pid()).contains(file.toString()));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /// Ends one of them as a power cut would.
    static void kill(Optional<ProcessHandle> process) throws Exception {
        var living = process.orElseThrow(() -> new AssertionError("there is no such process"));
        living.destroyForcibly();
        living.onExit().get(20, TimeUnit.SECONDS);
    }

    /// All that runs in this world.
    List<ProcessHandle> processes() {
        var mark = "HOME=" + folder.resolve("home");
        return ProcessHandle.allProcesses()
                .filter(process -> Proc.environment(process.pid()).contains(mark))
                .toList();
    }

    /// Guests that run in this world: never two.
    List<ProcessHandle> guests() {
        return processes().stream()
                .filter(process ->
                        Proc.arguments(process.pid()).getFirst().contains("qemu-system-"))
                .toList();
    }

    // -- what is the person's own

    /// Their machine, its disk and key, and their connections are as they were.
    void assertTheirsAreUntouched() throws IOException {
        assertThat(belongings()).as("what is the person's own").isEqualTo(before);
    }

    private Map<String, String> belongings() throws IOException {
        var digests = new TreeMap<String, String>();
        digests.put("connections", digest(config().resolve("containers/containers.conf")));
        try (var files = Files.walk(folder.resolve("home"))) {
            for (var file : files.toList()) {
                var name = String.valueOf(file.getFileName());
                if (name.startsWith(THEIRS) && Files.isRegularFile(file)) {
                    digests.put(folder.relativize(file).toString(), digest(file));
                }
            }
        }
        assertThat(digests.size())
                .as("connections, entry, disk and key: %s", digests)
                .isGreaterThan(4);
        return digests;
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var piece = new byte[1 << 20];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Ends what runs in this world, and takes the world away.
    @Override
    public void close() throws IOException {
        processes().forEach(ProcessHandle::destroyForcibly);
        for (var process : processes()) {
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // a helper took its socket with it
        }
    }
}
