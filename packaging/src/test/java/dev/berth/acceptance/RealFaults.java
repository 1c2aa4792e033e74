package dev.berth.acceptance;

import static dev.berth.acceptance.RealFault.longer;
import static dev.berth.acceptance.RealFault.quick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.acceptance.RealFault.Act;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The rows that an ordinary user can suffer. Falls of the service itself are in [FallTest], of the
/// engine in [FaultGridTest], of the network and the source in [FetchTest].
final class RealFaults {
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    /// How soon a clock that was set is looked at.
    private static final Duration TO_SEE_THE_CLOCK = Duration.ofSeconds(2);

    private RealFaults() {}

    // @formatter:off
    static Stream<RealFault> ofAnOrdinaryUser() {
        return Stream.of(processes(), time(), containers(), ports(), locks(), files(), Kills.rows())
                .flatMap(rows -> rows);
    }

    private static Stream<RealFault> processes() {
        return Stream.of(
                quick("conmon killed", RealFaults::killConmon).alsoWithTheRealGateway(),
                longer("conmon killed, then the service", RealFaults::killConmonThenService),
                quick("conmon and the service killed at once", RealFaults::killAllOfTheRun)
                        .alsoWithTheRealGateway(),
                quick("network helper: port forwarder killed", RealFaults::killForwarder)
                        .alsoWithTheRealGateway(),
                longer("network helper: slirp4netns killed", RealFaults::killSlirp),
                quick("shutdown: SIGTERM to all, SIGKILL after 5 s", home -> shutDown(home))
                        .alsoWithTheRealGateway(),
                longer("shutdown while the service does not hear", RealFaults::shutDownDeaf));
    }

    private static Stream<RealFault> time() {
        return Stream.of(
                quick(
                                "suspended 10 s, the service killed meanwhile",
                                suspended(Duration.ofSeconds(10)))
                        .alsoWithTheRealGateway(),
                longer(
                        "suspended 60 s, the service killed meanwhile",
                        suspended(Duration.ofSeconds(60))),
                longer("all suspended 60 s in a start", RealFaults::allSuspendedInAStart),
                longer("clock +1 h", clock("+3600")),
                longer("clock -1 h", clock("-3600")),
                quick("clock +1 year", clock("+365d")).alsoWithTheRealGateway(),
                quick("clock -1 year", clock("-365d")));
    }

    private static Stream<RealFault> containers() {
        return Stream.of(
                longer(
                                "removed by hand",
                                home -> Podman.run("rm", "--force", "--time=0", home.container()))
                        .alsoWithTheRealGateway(),
                quick("renamed by hand, then killed", RealFaults::renamed),
                quick("replaced by hand by one with our name alone", RealFaults::replacedByNamesake)
                        .alsoWithTheRealGateway(),
                quick(
                                "relabelled: one of other labels on our data",
                                home -> replacedOnOurData(home, "someone=else"))
                        .endsIn("owner-unsafe", Ordeal::undoLast),
                longer(
                                "replaced by hand by one with our label on our data",
                                home ->
                                        replacedOnOurData(
                                                home,
                                                "dev.berth.instance=" + home.home().instance()))
                        .endsIn("owner-unsafe", Ordeal::undoLast),
                quick("its program deleted", RealFaults::programDeleted),
                longer("the source answers 429 five times", RealFaults::busySource));
    }

    private static Stream<RealFault> ports() {
        return Stream.of(
                quick("its port taken in a stop", RealFaults::portTakenInAStop),
                longer("each of five ports taken in turn", RealFaults::fivePortsTaken));
    }

    private static Stream<RealFault> locks() {
        return Stream.of(
                quick("our lock held by another program", RealFaults::lockHeld),
                quick("our lock file replaced while we run", RealFaults::lockReplaced),
                quick("60 commands in random order from four", Commands.inRandomOrder(60)),
                longer("1,000 commands in random order from four", Commands.inRandomOrder(1000)));
    }

    private static Stream<RealFault> files() {
        return Stream.of(
                quick("data folder's owner changed", RealFaults::dataOwnerChanged)
                        .endsIn("cannot-tell", Ordeal::undoLast)
                        .alsoWithTheRealGateway(),
                quick("data folder moved away", RealFaults::dataMovedAway)
                        .endsIn("data-gone", Ordeal::undoLast),
                quick(
                        "state folder made read-only, the service removed",
                        RealFaults::stateReadOnly));
    }

    // @formatter:on

    // -- processes

    private static ProcessHandle process(long pid) {
        return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("no process " + pid));
    }

    private static ProcessHandle conmon(Ordeal home) throws Exception {
        var state = Podman.inspect(home.container()).path("State");
        return process(state.path("ConmonPid").asLong(0));
    }

    private static void killConmon(Ordeal home) throws Exception {
        conmon(home).destroyForcibly();
    }

    private static void killConmonThenService(Ordeal home) throws Exception {
        killConmon(home);
        home.awaitReady();
        home.inside().forEach(ProcessHandle::destroyForcibly);
    }

    private static void killAllOfTheRun(Ordeal home) throws Exception {
        var all = new ArrayList<>(List.of(conmon(home)));
        all.addAll(home.inside());
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static void killForwarder(Ordeal home) throws Exception {
        var listening =
                Ordeal.tool("ss", "-Hltnp", "sport = :" + TestHome.behind(home.container()));
        var pid = java.util.regex.Pattern.compile("pid=(\\d+)").matcher(listening);
        assertThat(pid.find()).as(listening).isTrue();
        process(Long.parseLong(pid.group(1))).destroyForcibly();
    }

    private static void killSlirp(Ordeal home) throws Exception {
        // 4.3 tells it the process whose network it serves, newer ones the network's name
        var run = Podman.inspect(home.container());
        var pid = run.path("State").path("Pid").asString("");
        var network = run.path("NetworkSettings").path("SandboxKey").asString("");
        var helpers =
                ProcessHandle.allProcesses()
                        .filter(process -> isSlirp(Proc.arguments(process.pid()), pid, network))
                        .toList();
        assertThat(helpers).as("network helpers of " + pid + ", " + network).isNotEmpty();
        helpers.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isSlirp(List<String> arguments, String pid, String network) {
        return !arguments.isEmpty()
                && arguments.getFirst().endsWith("slirp4netns")
                && (arguments.contains(pid)
                        || arguments.stream().anyMatch(word -> word.endsWith(network)));
    }

    /// As the system does it: everybody is asked at once, and nobody lives after five seconds.
    private static void shutDown(Ordeal home) throws Exception {
        home.terminate();
        home.home().environment("PATH", systemThatStops(home) + ":" + System.getenv("PATH"));
        home.supervise();
        home.awaitReady();
        home.beginsHere();
        var all = new ArrayList<>(home.inside());
        all.add(conmon(home));
        all.add(home.keeper().toHandle());
        var before = home.home().journal().length();
        all.forEach(ProcessHandle::destroy);
        var inTime = home.keeper().waitFor(SHUTDOWN.toSeconds(), TimeUnit.SECONDS);
        all.forEach(ProcessHandle::destroyForcibly);
        home.home().processes().forEach(ProcessHandle::destroyForcibly);
        home.keeper().waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS);
        if (inTime) {
            assertThat(home.keeper().exitValue()).as(home.home().output()).isZero();
            assertThat(home.home().journal().substring(before)).contains("\"quit\"");
        } else {
            // On a busy machine; what becomes of what was killed is as good a row.
            System.out.println("not ended within " + SHUTDOWN + ": " + home.home().output());
        }
        home.supervise();
    }

    /// A folder with a program that says what systemd's does while the computer is shut down.
    private static Path systemThatStops(Ordeal home) throws Exception {
        var folder = Files.createDirectories(home.home().folder().resolve("stopping"));
        var program = folder.resolve("systemctl");
        Files.writeString(program, "#!/bin/sh\n[ $1 != is-system-running ] || echo stopping\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }

    private static void shutDownDeaf(Ordeal home) throws Exception {
        home.home().fixture("FIXTURE_IGNORE_TERM=1");
        home.killService();
        home.awaitReady();
        shutDown(home);
    }

    // -- time

    private static Act suspended(Duration time) {
        return home -> {
            var keeper = home.keeper().toHandle();
            Ordeal.signal("STOP", keeper);
            home.killService();
            Ordeal.pass(time);
            Ordeal.signal("CONT", keeper);
        };
    }

    /// As a computer that is closed: all that was running goes on later, in the middle of a start
    /// whose allowance is over by then.
    private static void allSuspendedInAStart(Ordeal home) throws Exception {
        home.home().fixture("FIXTURE_LISTEN_AFTER=3");
        home.killService();
        Await.until("a run", TestHome.SOON, () -> Podman.pid(home.container()) > 0);
        var all = new ArrayList<>(home.inside());
        all.add(conmon(home));
        all.add(home.keeper().toHandle());
        for (var process : all) {
            Ordeal.signal("STOP", process);
        }
        Ordeal.pass(Duration.ofSeconds(60));
        for (var process : all.reversed()) {
            Ordeal.signal("CONT", process);
        }
    }

    /// The clock that Berth reads is put forward or back while it runs, and put right again. (Its
    /// engine's clock stays: the two disagree too.)
    private static Act clock(String shift) {
        return home -> {
            var clock = Files.writeString(home.home().folder().resolve("clock"), "+0");
            home.terminate();
            home.home().environment("LD_PRELOAD", faketime().toString());
            home.home().environment("FAKETIME_TIMESTAMP_FILE", clock.toString());
            home.home().environment("FAKETIME_CACHE_DURATION", "1"); // in seconds
            home.home().environment("FAKETIME_DONT_FAKE_MONOTONIC", "1");
            home.supervise();
            home.awaitReady();
            home.beginsHere();
            Files.writeString(clock, shift);
            Ordeal.pass(TO_SEE_THE_CLOCK);
            home.killService();
            home.awaitReady();
            Files.writeString(clock, "+0");
            Ordeal.pass(TO_SEE_THE_CLOCK);
            home.killService();
        };
    }

    private static Path faketime() throws Exception {
        try (var libraries = Files.list(Path.of("/usr/lib"))) {
            return libraries
                    .map(folder -> folder.resolve("faketime/libfaketime.so.1"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the package libfaketime is missing"));
        }
    }

    // -- the container

    private static void renamed(Ordeal home) throws Exception {
        var container = home.container();
        Podman.run("rename", container, "renamed-" + UUID.randomUUID());
        home.awaitReady();
        assertThat(home.container()).as("left as it is").isEqualTo(container);
        home.killService();
    }

    private static String name(Ordeal home) throws Exception {
        return "berth-" + home.home().instance().substring(0, 8);
    }

    /// Ours is gone, and somebody else's stands under its name.
    private static void replacedByNamesake(Ordeal home) throws Exception {
        var stranger = replaced(home, "--label=a=b");
        home.awaitReady();
        var run = Podman.runOf(stranger);
        home.killService();
        home.awaitReady();
        assertThat(Podman.runOf(stranger)).as("left alone").isEqualTo(run);
    }

    private static void replacedOnOurData(Ordeal home, String label) throws Exception {
        replaced(home, "--label=" + label, "--volume=" + home.home().data() + ":/elsewhere");
    }

    private static String replaced(Ordeal home, String... options) throws Exception {
        var name = name(home);
        var ours = home.container();
        // so that Berth is not the quicker one
        Ordeal.signal("STOP", home.keeper().toHandle());
        try {
            Podman.run("rm", "--force", "--time=0", ours);
            var command = new ArrayList<>(List.of("run", "--detach", "--name=" + name));
            command.addAll(List.of(options));
            command.addAll(
                    List.of(
                            home.image(),
                            "sh",
                            "-c",
                            "while :; do read -t 600 x </dev/zero; done"));
            var stranger = Podman.run(command.toArray(String[]::new)).strip();
            home.undoneBy(() -> Podman.tried("rm", "--force", "--time=0", stranger));
            return stranger;
        } finally {
            Ordeal.signal("CONT", home.keeper().toHandle());
        }
    }

    /// From a file, which is still there when the engine has lost what came out of it.
    private static void programDeleted(Ordeal home) throws Exception {
        var name = "localhost/berth/lost:" + UUID.randomUUID();
        var file = home.home().folder().resolve("lost.tar").toString();
        var made = Podman.run("create", home.image()).strip();
        home.undoneBy(() -> Podman.tried("image", "rm", name));
        Podman.run("commit", "--quiet", "--change=LABEL made-for=" + name, made, name);
        Podman.run("rm", made);
        Podman.run("save", "--quiet", "--output=" + file, name);
        assertThat(home.home().berth("reset").status()).isZero();
        var setUp = home.home().berth("setup", "--image-file", file, "--yes");
        assertThat(setUp.status()).as(setUp.text()).isZero();
        home.awaitReady();
        Podman.run("image", "rm", "--force", name);
    }

    /// Its program comes from a real source that has too much to do.
    private static void busySource(Ordeal home) throws Exception {
        assertThat(home.home().berth("reset").status()).isZero();
        try (var registry = Registry.withTheFixture();
                var source = FaultProxy.before(registry)) {
            source.spoil(5, new FaultProxy.Fault.Instead(429, Map.of("Retry-After", "1"), ""));
            var name = source.host() + "/" + Registry.PROGRAM;
            home.undoneBy(() -> Podman.tried("untag", name, name));
            var first = home.home().berth("setup", "--image", name, "--yes");
            if (first.status() != 0) {
                assertThat(home.home().berth("setup", "--image", name, "--yes").status())
                        .as(first.text())
                        .isZero();
            }
            home.awaitReady();
        }
    }

    // -- ports

    private static void portTakenInAStop(Ordeal home) throws Exception {
        int address = home.port();
        int port = TestHome.behind(home.container());
        takeInAStop(home, port);
        home.awaitReady();
        assertThat(TestHome.behind(home.container())).isNotEqualTo(port);
        assertThat(home.port()).isEqualTo(address);
    }

    private static void fivePortsTaken(Ordeal home) throws Exception {
        for (int taken = 0; taken < 5; taken++) {
            takeInAStop(home, TestHome.behind(home.container()));
            home.awaitReady();
        }
    }

    private static void takeInAStop(Ordeal home, int port) throws Exception {
        Ordeal.signal("STOP", home.keeper().toHandle());
        try {
            Podman.run("stop", home.container());
            var foreign = new ForeignServer(port, true);
            var token = home.home().token();
            home.undoneBy(() -> {
                foreign.close();
                assertThat(foreign.received()).doesNotContain(token);
            });
        } finally {
            Ordeal.signal("CONT", home.keeper().toHandle());
        }
    }

    // -- locks

    private static void lockHeld(Ordeal home) throws Exception {
        home.crash();
        var lock = home.home().state().resolve("lock");
        try (var other = FileChannel.open(lock, StandardOpenOption.WRITE);
                var _ = other.lock()) {
            var said = home.home().berth("run");
            assertThat(said.status()).as(said.text()).isEqualTo(1);
            var asked = home.home().berth("start", "--timeout", "15");
            assertThat(asked.status()).as(asked.text()).isNotZero();
        }
        home.supervise();
    }

    /// Two locks are two supervisors, unless one of them looks further.
    private static void lockReplaced(Ordeal home) throws Exception {
        var lock = home.home().state().resolve("lock");
        Files.delete(lock);
        Files.writeString(lock, "");
        var second = home.home().berth("run");
        assertThat(second.status()).as(second.text()).isEqualTo(1);
        assertThat(home.keeper().isAlive()).isTrue();
    }

    // -- files

    /// To another id of the person's own range, as a restored copy may have it.
    private static void dataOwnerChanged(Ordeal home) throws Exception {
        var data = home.home().data().toString();
        home.undoneBy(() -> Podman.run("unshare", "chown", "-R", "0:0", data));
        Podman.run("unshare", "chown", "-R", "5:5", data);
        home.killService();
    }

    private static void dataMovedAway(Ordeal home) throws Exception {
        var data = home.home().data();
        var away = home.home().folder().resolve("away");
        home.undoneBy(() -> Files.move(away, data));
        Files.move(data, away);
        home.killService();
    }

    /// Berth takes its own folder's rights back. A disk that is read-only is in [RootFaults].
    private static void stateReadOnly(Ordeal home) throws Exception {
        closed(home, home.home().state());
        home.killService();
        home.awaitReady();
        Podman.run("rm", "--force", "--time=0", home.container());
    }

    private static void closed(Ordeal home, Path folder) throws Exception {
        var before = Files.getPosixFilePermissions(folder);
        home.undoneBy(() -> Files.setPosixFilePermissions(folder, before));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
    }
}
