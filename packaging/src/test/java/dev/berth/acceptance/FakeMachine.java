package dev.berth.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The machines in one world of the program that stands in for the engine: those of somebody else,
/// the hands that break things, and what is to be seen from outside. Its folders are the world's
/// own, named by the usual variables, so that nothing of this computer is met.
final class FakeMachine {
    private static final int SIZE_OF_IMAGE = 1 << 16;

    private final FakePodman fake;
    private final Path person;

    /// @param provider qemu, applehv, libkrun, wsl or hyperv; says also which system it is
    FakeMachine(FakePodman fake, String provider) throws IOException {
        this.fake = fake;
        person = Files.createDirectories(fake.folder().resolve("person"));
        fake.environment("CONTAINERS_MACHINE_PROVIDER", provider);
        fake.environment("HOME", person.toString());
        fake.environment("XDG_CONFIG_HOME", person.resolve("config").toString());
        fake.environment("XDG_DATA_HOME", person.resolve("data").toString());
        var run = Files.createDirectories(fake.folder().resolve("run")).toString();
        fake.environment("XDG_RUNTIME_DIR", run);
        fake.environment("TMPDIR", run);
        fake.environment("CONTAINERS_CONF", person.resolve("containers.conf").toString());
        fake.environment("PODMAN_CONNECTIONS_CONF", person.resolve("connections.json").toString());
        Files.write(image(), new byte[SIZE_OF_IMAGE]);
    }

    /// A file from which a machine can be made without a network. Up to 4.x a machine's disk has
    /// its name, so a second machine needs a copy under another.
    Path image() {
        return person.resolve("guest.image");
    }

    // -- somebody else's

    /// Makes a machine as its owner would, and leaves it off.
    void make(String name, String... options) throws Exception {
        var own = person.resolve(name + ".image");
        Files.copy(image(), own);
        var command = new ArrayList<>(List.of("machine", "init"));
        command.add((fake.version().startsWith("4.") ? "--image-path=" : "--image=") + own);
        command.addAll(List.of(options));
        command.add(name);
        fake.run(command.toArray(String[]::new));
    }

    void start(String name) throws Exception {
        fake.run("machine", "start", name);
    }

    void stop(String name) throws Exception {
        fake.run("machine", "stop", name);
    }

    void remove(String name) throws Exception {
        fake.run("machine", "rm", "--force", name);
    }

    /// A connection to another computer. The first one of all becomes the default.
    void connect(String name) throws Exception {
        fake.run("system", "connection", "add", name, "ssh://core@192.0.2.7:22/run/podman.sock");
    }

    /// All that is not of these machines, to be compared before and after.
    ///
    /// @param files a digest of each file of the others: entries, disks, keys
    /// @param connections the others' names and addresses
    /// @param chosen the connection that is the default
    record Foreign(Map<String, String> files, Map<String, String> connections, String chosen) {}

    /// @param ours beginnings of names
    Foreign foreign(String... ours) throws Exception {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(person)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var name = file.getFileName().toString();
                if (!isOf(name, ours) && !isShared(file)) {
                    files.put(person.relativize(file).toString(), digest(file));
                }
            }
        }
        var connections = new TreeMap<String, String>();
        var chosen = "";
        for (var one : connections()) {
            var name = one.path("Name").asString("");
            if (one.path("Default").asBoolean(false)) {
                chosen = name;
            }
            if (!isOf(name, ours)) {
                connections.put(
                        name,
                        one.path("URI").asString("") + " " + one.path("Identity").asString(""));
            }
        }
        return new Foreign(Map.copyOf(files), Map.copyOf(connections), chosen);
    }

    private static boolean isOf(String name, String... ours) {
        return Arrays.stream(ours).anyMatch(name::startsWith);
    }

    /// What every machine changes, with right: locks, the cache, and the file of all connections.
    private static boolean isShared(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".lock")
                || file.resolveSibling("").endsWith("cache")
                || name.equals("containers.conf")
                || name.equals("connections.json");
    }

    private static String digest(Path file) throws IOException, NoSuchAlgorithmException {
        var sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(sum);
    }

    private Iterable<JsonNode> connections() throws Exception {
        return JsonMapper.shared()
                .readTree(fake.run("system", "connection", "list", "--format", "json"));
    }

    // -- what is there

    /// As the program itself lists it.
    Optional<JsonNode> listed(String name) throws Exception {
        var all = JsonMapper.shared().readTree(fake.run("machine", "list", "--format", "json"));
        return StreamSupport.stream(all.spliterator(), false)
                .filter(one -> one.path("Name").asString("").equals(name))
                .findFirst();
    }

    /// As the program itself shows it.
    JsonNode inspected(String name) throws Exception {
        return JsonMapper.shared().readTree(fake.run("machine", "inspect", name)).path(0);
    }

    /// Names of all machines.
    List<String> names() throws Exception {
        var all = JsonMapper.shared().readTree(fake.run("machine", "list", "--format", "json"));
        return StreamSupport.stream(all.spliterator(), false)
                .map(one -> one.path("Name").asString(""))
                .sorted()
                .toList();
    }

    Path socket(String name) throws Exception {
        return Path.of(
                inspected(name)
                        .path("ConnectionInfo")
                        .path("PodmanSocket")
                        .path("Path")
                        .asString(""));
    }

    // -- what lies on the disk

    /// The machine's entry.
    Path entry(String name) throws IOException {
        return found(name + ".json").orElseThrow(() -> new AssertionError("no entry of " + name));
    }

    /// The machine's disk.
    Path disk(String name) throws IOException {
        var node = JsonMapper.shared().readTree(Files.readString(entry(name), UTF_8));
        return Path.of(node.path("ImagePath").path("Path").asString(""));
    }

    /// Its disk is deleted, as by somebody who wants room.
    void loseDisk(String name) throws IOException {
        Files.delete(disk(name));
    }

    /// Its entry is deleted; the disk and the connections stay.
    void loseEntry(String name) throws IOException {
        Files.delete(entry(name));
    }

    /// Its connections are removed, and nothing else.
    void loseConnections(String name) throws Exception {
        fake.run("system", "connection", "rm", name);
        fake.run("system", "connection", "rm", name + "-root");
    }

    private Optional<Path> found(String file) throws IOException {
        try (var all = Files.walk(person)) {
            return all.filter(each -> each.getFileName().toString().equals(file)).findFirst();
        }
    }

    /// A file that no version can read, beside the entry of a machine that exists.
    Path spoilt(String beside, String name, byte[] content) throws IOException {
        return Files.write(entry(beside).resolveSibling(name + ".json"), content);
    }

    // -- what runs

    /// The process that stands in for the guest's hardware.
    Optional<ProcessHandle> hypervisor(String name) throws IOException {
        var file = room(name).resolve("hypervisor");
        return Files.exists(file)
                ? fake.living(Long.parseLong(Files.readString(file, UTF_8).strip()))
                : Optional.empty();
    }

    /// Waits until it is off: a process that was ended is there for a moment longer.
    void awaitOff(String name) throws Exception {
        Await.until(name + " off", Await.LONG, () -> hypervisor(name).isEmpty());
    }

    /// The process that carries the guest's network.
    Optional<ProcessHandle> helper(String name) {
        var mark = "FAKE_PODMAN_GUEST=" + name;
        return ProcessHandle.allProcesses()
                .filter(process -> Proc.arguments(process.pid()).contains("-ssh-port"))
                .filter(process -> Proc.environment(process.pid()).contains(mark))
                .flatMap(process -> fake.living(process.pid()).stream())
                .findFirst();
    }

    void killHypervisor(String name) throws Exception {
        kill(hypervisor(name).orElseThrow(() -> new AssertionError(name + " is off")));
    }

    void killHelper(String name) throws Exception {
        kill(helper(name).orElseThrow(() -> new AssertionError(name + " has no network")));
    }

    private static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
    }

    /// How far the guest's clock is ahead of the computer's, in seconds; it is kept through a
    /// restart.
    void clock(String name, double seconds) throws IOException {
        Files.writeString(room(name).resolve("clock"), Double.toString(seconds));
    }

    double clock(String name) throws IOException {
        var file = room(name).resolve("clock");
        return Files.exists(file) ? Double.parseDouble(Files.readString(file, UTF_8)) : 0;
    }

    /// The engine in there takes connections and never answers; all else is as it should be.
    void deafen(String name) throws IOException {
        Files.writeString(room(name).resolve("deaf"), "");
    }

    /// It heeds the power button no more.
    void makeStubborn(String name) throws IOException {
        Files.writeString(room(name).resolve("stubborn"), "");
    }

    /// Neither deaf nor stubborn.
    void cure(String name) throws IOException {
        Files.deleteIfExists(room(name).resolve("deaf"));
        Files.deleteIfExists(room(name).resolve("stubborn"));
    }

    private Path room(String name) {
        return fake.folder().resolve("guests").resolve(name);
    }

    // -- what belongs to the program

    /// What Windows' own program for its distributions prints, byte for byte.
    byte[] wsl(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(fake.program().resolveSibling("wsl.exe").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(fake.environment());
        var process = builder.start();
        try (var out = process.getInputStream()) {
            return out.readAllBytes();
        }
    }

    /// Takes a helper program away: gvproxy, vfkit, qemu-system-x86_64, …; needs one start before.
    void takeAway(String program) throws IOException {
        var file = fake.folder().resolve("libexec").resolve(program);
        Files.move(file, file.resolveSibling("." + program));
    }

    void giveBack(String program) throws IOException {
        var file = fake.folder().resolve("libexec").resolve(program);
        Files.move(file.resolveSibling("." + program), file);
    }

    /// Commands that named no machine to go to.
    List<JsonNode> unaddressed() throws IOException {
        return fake.calls().stream()
                .filter(call -> call.path("way").asString("").isEmpty())
                .filter(call -> !call.path("verb").asString("").contains("-"))
                .filter(call -> !call.path("verb").asString("").equals("version"))
                .toList();
    }
}
