package dev.berth.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.acceptance.Program.Outcome;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One world of the program that stands in for the engine (`fake-podman/podman`): its state, its
/// faults, and the services that it runs. Closing it ends all of them, and nothing else.
final class FakePodman implements AutoCloseable {
    /// The name of the one image that it has.
    static final String IMAGE = "localhost/berth/acceptance:latest";

    private static final Duration DEADLINE = Await.LONG;

    private final Path folder;
    private final Path program;
    private final Optional<String> machine;
    private final Map<String, Object> profile;
    private final Map<String, String> environment;
    private final AtomicInteger faults;

    private FakePodman(Path folder) {
        this.folder = folder;
        program = folder.resolve("bin/podman");
        machine = Optional.empty();
        profile = new ConcurrentHashMap<>(Map.of("rootless", true));
        environment = new ConcurrentHashMap<>(Map.of("FAKE_PODMAN_HOME", folder.toString()));
        faults = new AtomicInteger();
    }

    private FakePodman(FakePodman world, String machine) {
        folder = world.folder;
        program = world.program;
        this.machine = Optional.of(machine);
        profile = world.profile;
        environment = world.environment;
        faults = world.faults;
    }

    /// @param version which Podman it is
    static FakePodman of(String version) throws IOException, InterruptedException {
        var fake = new FakePodman(Files.createTempDirectory("berth-fake-"));
        var named = Surroundings.named("BERTH_FAKE_PODMAN", "the program fake-podman/podman");
        copy(Path.of(named).resolveSibling(""), fake.program.resolveSibling(""));
        fake.becomes(version);
        fake.run("load", "--input=" + Surroundings.fixture().archive());
        return fake;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var each : files.toList()) {
                Files.copy(
                        each,
                        to.resolve(from.relativize(each).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /// The engine inside a machine of this world.
    FakePodman inside(String name) {
        return new FakePodman(this, name);
    }

    /// Where all of this world lies.
    Path folder() {
        return folder;
    }

    /// The program; a test may take it away or change it.
    Path program() {
        return program;
    }

    /// What the program needs to find its world.
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /// Lets a variable stand in the environment of all that this world runs.
    void environment(String name, String value) {
        environment.put(name, value);
    }

    /// Another version of the engine is installed.
    void becomes(String version) throws IOException {
        profile("version", version);
    }

    String version() {
        return String.valueOf(profile.get("version"));
    }

    /// Says something of the program or its computer; the words are in `fake-podman/podman`.
    void profile(String name, Object value) throws IOException {
        profile.put(name, value);
        write("profile.json", profile);
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
        var outcome = tried(arguments);
        if (outcome.status() != 0) {
            throw new AssertionError("%s: %s".formatted(List.of(arguments), outcome.text()));
        }
        return outcome.out();
    }

    /// The same, whatever comes of it.
    Outcome tried(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString(), "--by-hand"));
        machine.ifPresent(name -> command.addAll(List.of("--connection", name)));
        command.addAll(List.of(arguments));
        return Program.run(command, environment(), DEADLINE);
    }

    /// What Berth would ask, in the background: faults meet it, and it is counted.
    Process asked(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        machine.ifPresent(name -> command.addAll(List.of("--connection", name)));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectOutput(folder.resolve("asked-" + faults.incrementAndGet()).toFile());
        return builder.start();
    }

    /// What was said by the last one that was asked.
    String said() throws IOException {
        return Files.readString(folder.resolve("asked-" + faults.get()), UTF_8);
    }

    // -- what is there

    /// A container as it is kept, and as it stands.
    List<JsonNode> containers() throws IOException {
        var all = new ArrayList<JsonNode>();
        for (var id : names("containers")) {
            try {
                var file = room().resolve("containers").resolve(id).resolve("container.json");
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

    /// That process, if it lives and is one of this world's.
    Optional<ProcessHandle> living(long pid) {
        return ProcessHandle.of(pid)
                .filter(process ->
                        Proc.environment(process.pid()).contains("FAKE_PODMAN_HOME=" + folder));
    }

    List<String> secrets() throws IOException, InterruptedException {
        return run("secret", "ls").lines().toList();
    }

    private Path room() {
        return machine.map(name -> folder.resolve("guests").resolve(name)).orElse(folder);
    }

    private List<String> names(String inside) throws IOException {
        var of = room().resolve(inside);
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
                living(Long.parseLong(pid)).ifPresent(FakePodman::end);
            }
        }
        try (var files = Files.walk(folder)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
