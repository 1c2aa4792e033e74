package dev.berth.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One world of the program that stands in for the engine (`fake-podman/podman`): its state, its
/// faults, and the services that it runs. Closing it ends all of them, and nothing else.
final class FakePodman implements AutoCloseable {
    /// The name of the one image that it has.
    static final String IMAGE = "localhost/berth/acceptance:latest";

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Path folder;
    private final Path program;
    private final AtomicInteger faults = new AtomicInteger();

    private FakePodman(Path folder) {
        this.folder = folder;
        program = folder.resolve("bin/podman");
    }

    /// @param version which Podman it is
    static FakePodman of(String version) throws IOException, InterruptedException {
        var fake = new FakePodman(Files.createTempDirectory("berth-fake-"));
        Files.createDirectories(fake.program.getParent());
        Files.copy(
                Path.of(Surroundings.named("BERTH_FAKE_PODMAN", "the program fake-podman/podman")),
                fake.program,
                StandardCopyOption.COPY_ATTRIBUTES);
        fake.write("profile.json", Map.of("version", version, "rootless", true));
        fake.run("load", "--input=" + Surroundings.fixture().archive());
        return fake;
    }

    /// The program; a test may take it away or change it.
    Path program() {
        return program;
    }

    /// What the program needs to find its world.
    Map<String, String> environment() {
        return Map.of("FAKE_PODMAN_HOME", folder.toString());
    }

    /// Another version of the engine is installed.
    void becomes(String version) throws IOException {
        write("profile.json", Map.of("version", version, "rootless", true));
    }

    /// From now on this goes wrong, and nothing else.
    void plan(FakeFault fault, String verb) throws IOException {
        write("plan.json", List.of(fault.planned(faults.incrementAndGet(), verb)));
    }

    /// Nothing goes wrong any more.
    void heal() throws IOException {
        write("plan.json", List.of());
    }

    private void write(String name, Object value) throws IOException {
        var beside = folder.resolve(name + ".new");
        Files.writeString(beside, JsonMapper.shared().writeValueAsString(value));
        Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /// What a hand beside Berth would type; faults do not meet it.
    String run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString(), "--by-hand"));
        command.addAll(List.of(arguments));
        var outcome = Program.run(command, environment(), DEADLINE);
        if (outcome.status() != 0) {
            throw new AssertionError("%s: %s".formatted(command, outcome.text()));
        }
        return outcome.out();
    }

    // -- what is there

    /// A container as it is kept, and as it stands.
    List<JsonNode> containers() throws IOException {
        var all = new ArrayList<JsonNode>();
        for (var id : names("containers")) {
            try {
                var file = folder.resolve("containers").resolve(id).resolve("container.json");
                all.add(JsonMapper.shared().readTree(Files.readString(file)));
            } catch (NoSuchFileException gone) {
                // it was removed between the list and the look
            }
        }
        return all;
    }

    /// Services that run, whoever started them.
    List<ProcessHandle> services() throws IOException {
        return containers().stream()
                .flatMap(one -> living(one.path("pid").asLong(0)).stream())
                .toList();
    }

    private Optional<ProcessHandle> living(long pid) {
        return ProcessHandle.of(pid)
                .filter(process ->
                        Proc.environment(process.pid()).contains("FAKE_PODMAN_HOME=" + folder));
    }

    List<String> secrets() throws IOException, InterruptedException {
        return run("secret", "ls").lines().toList();
    }

    private List<String> names(String inside) throws IOException {
        var of = folder.resolve(inside);
        if (!Files.isDirectory(of)) {
            return List.of();
        }
        try (var entries = Files.list(of)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    /// All calls so far, but those by hand.
    List<JsonNode> calls() throws IOException {
        var file = folder.resolve("calls.jsonl");
        return Files.exists(file)
                ? Files.readAllLines(file, UTF_8).stream()
                        .map(JsonMapper.shared()::readTree)
                        .toList()
                : List.of();
    }

    /// How often a verb was asked for.
    long calls(String verb) throws IOException {
        return calls().stream().filter(call -> call.path("verb").asString("").equals(verb)).count();
    }

    /// Whether a call met the fault that never ends.
    static boolean isHanging(JsonNode call) {
        return call.path("fault").asString("").equals("hang");
    }

    /// May be closed twice: by its home and by its test.
    @Override
    public void close() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var file = folder.resolve("processes");
        if (Files.exists(file)) {
            for (var pid : Files.readAllLines(file, UTF_8)) {
                living(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        try (var files = Files.walk(folder)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
