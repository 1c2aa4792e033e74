package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.acceptance.Program.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Berth home of one test, with the supervisors that the test starts there. Closing it ends what
/// was started and takes away what is labelled with this home, and nothing else.
final class TestHome implements AutoCloseable {
    /// Longer than anything that goes well takes, also on a busy machine.
    static final Duration SOON = Await.LONG;

    private static final Duration QUIT = Await.LONG;

    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger((int) (ProcessHandle.current().pid() % 1000) * 12);

    private final Program program;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> keepers = new ArrayList<>();
    private @Nullable FakePodman fake;
    private @Nullable StatusWatch watch;
    private @Nullable Path output;

    private TestHome(Program program, Path folder) {
        this.program = program;
        this.folder = folder;
        environment.put("BERTH_HOME", folder.toString());
    }

    /// A home where nothing was set up. Its preferred port is one that is free now.
    static TestHome fresh() throws IOException {
        return fresh(Program.underTest());
    }

    private static TestHome fresh(Program program) throws IOException {
        var home = new TestHome(program, Files.createTempDirectory("berth-accept-"));
        home.settings("\"port\":" + freePort());
        return home;
    }

    /// A home that is set up with the fixture service.
    static TestHome withFixture() throws Exception {
        return withFixture("");
    }

    /// @param more further settings, as JSON members
    static TestHome withFixture(String more) throws Exception {
        return withFixture(Program.underTest(), more);
    }

    /// The same for a program at another place.
    static TestHome withFixture(Program program, String more) throws Exception {
        var home = fresh(program);
        try {
            var port = more.contains("\"port\"") ? "" : "\"port\":" + freePort();
            home.settings(port + (port.isEmpty() || more.isEmpty() ? "" : ",") + more);
            home.setUp(Surroundings.fixture().loaded());
            return home;
        } catch (Exception | AssertionError e) {
            home.close();
            throw e;
        }
    }

    /// A home that is set up with the fixture service on an engine that is none. Closing the home
    /// closes the engine too.
    static TestHome on(FakePodman fake) throws Exception {
        var home = fresh();
        home.fake = fake;
        try {
            home.environment.putAll(fake.environment());
            home.settings(
                    "\"port\":%d,\"engineProgram\":\"%s\"".formatted(freePort(), fake.program()));
            home.setUp(FakePodman.IMAGE);
            return home;
        } catch (Exception | AssertionError e) {
            home.close();
            throw e;
        }
    }

    /// A port that nobody holds, and that nobody gets by chance before it is used: each is given
    /// out once, and those that systems choose for connections begin at 32768.
    static int freePort() {
        while (true) {
            int port = 20_000 + NEXT_PORT.getAndIncrement() % 12_000;
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
    }

    /// Writes the settings anew.
    void settings(String members) throws IOException {
        var config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("settings.json"), "{\"schema\":1," + members + "}");
    }

    void setUp(String reference) throws Exception {
        var outcome = berth("setup", "--image", reference, "--yes");
        assertThat(outcome.status()).as(outcome.text()).isZero();
    }

    /// Lets a variable stand in the environment of all that is started from now on.
    void environment(String name, String value) {
        environment.put(name, value);
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path state() {
        return folder.resolve("state");
    }

    Program program() {
        return program;
    }

    /// How the fixture behaves from its next start on; lines `FIXTURE_…=…`.
    void fixture(String... lines) throws IOException {
        Files.writeString(data().resolve("fixture.env"), String.join("\n", lines) + "\n");
    }

    /// The id of this home.
    String instance() throws IOException {
        return Files.readString(state().resolve("instance")).strip();
    }

    String token() throws IOException {
        return Files.readString(state().resolve("secrets/gateway-token")).strip();
    }

    /// The one container of this home.
    String container() throws Exception {
        var all = Podman.of(instance());
        assertThat(all).as("containers of this home").hasSize(1);
        return all.getFirst();
    }

    /// How often the fixture was started in the present container.
    long starts() throws Exception {
        return Podman.tried("logs", container())
                .text()
                .lines()
                .filter(l -> l.contains("starting..."))
                .count();
    }

    // -- the command line

    Outcome berth(String... arguments) throws IOException, InterruptedException {
        return program.run(environment, arguments);
    }

    /// The same with something on its standard input.
    Outcome berthReading(String input, String... arguments)
            throws IOException, InterruptedException {
        return Program.run(program.command(arguments), environment, SOON, input);
    }

    JsonNode status() throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(berth("status", "--json").out());
    }

    /// The journal's lines, as they lie in the file.
    String journal() throws IOException {
        try {
            return Files.readString(state().resolve("journal.jsonl"));
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    // -- the supervisor

    /// Starts `berth run` and follows its state.
    ///
    /// @param before a command that runs it
    Process supervise(String... before) throws Exception {
        var keeper = superviseUnwatched(before);
        Await.until(
                "first word of berth run",
                SOON,
                () -> (!output().isEmpty() && answers()) || !keeper.isAlive());
        assertThat(keeper.isAlive()).as(output()).isTrue();
        if (watch != null) {
            watch.close();
        }
        watch = new StatusWatch(program, environment);
        return keeper;
    }

    /// Starts `berth run` and comes back at once.
    Process superviseUnwatched(String... before) throws IOException {
        var command = new ArrayList<>(List.of(before));
        command.addAll(program.command("run"));
        return begin(command);
    }

    /// Starts Berth as a desktop session does, with its icon and without its window, and follows
    /// its state.
    Process superviseFromDesktop(DesktopSession session) throws Exception {
        return beginOn(session, "--hidden");
    }

    /// Starts Berth as a double click does, and follows its state.
    Process startFromDesktop(DesktopSession session) throws Exception {
        return beginOn(session);
    }

    private Process beginOn(DesktopSession session, String... words) throws Exception {
        session.environment().forEach(environment::putIfAbsent); // one may have a world of its own
        var keeper = begin(program.command(words));
        Await.until("the keeper", SOON, () -> answers() || !keeper.isAlive());
        assertThat(keeper.isAlive()).as(output()).isTrue();
        if (watch != null) {
            watch.close();
        }
        watch = new StatusWatch(program, environment);
        return keeper;
    }

    /// Somebody listens: a keeper that was killed leaves its socket where it was.
    private boolean answers() {
        try (var _ = new Wire(folder)) {
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private Process begin(List<String> command) throws IOException {
        output = Files.createTempFile(folder, "run-", ".txt");
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var keeper = builder.start();
        keeper.getOutputStream().close();
        keepers.add(keeper);
        return keeper;
    }

    /// Starts it, and waits until it is Ready.
    Process superviseToReady() throws Exception {
        var keeper = supervise();
        awaitState("ready");
        return keeper;
    }

    /// What the newest supervisor said.
    String output() throws IOException {
        return output == null ? "" : Files.readString(output, StandardCharsets.UTF_8);
    }

    StatusWatch watch() {
        if (watch == null) {
            throw new IllegalStateException("nothing is followed yet: supervise first");
        }
        return watch;
    }

    JsonNode awaitState(String state) throws Exception {
        return awaitState(0, state, SOON);
    }

    JsonNode awaitState(int mark, String state, Duration atMost) throws Exception {
        try {
            return watch().await(
                            mark, state, atMost, report -> StatusWatch.state(report).equals(state));
        } catch (AssertionError e) {
            throw explained(e);
        }
    }

    /// Waits until it is Starting and then Ready again.
    ///
    /// @param mark taken before what makes it fall: the fall may be reported before that is over
    /// @return the first report of Starting
    JsonNode awaitFallAndReturn(int mark) throws Exception {
        var starting = awaitState(mark, "starting", SOON);
        awaitState(watch().after(starting), "ready", SOON);
        return starting;
    }

    /// The first report of this problem.
    JsonNode awaitProblem(int mark, String code, Duration atMost) throws Exception {
        try {
            return watch().await(
                            mark,
                            code,
                            atMost,
                            report ->
                                    report.path("problem").path("code").asString("").equals(code));
        } catch (AssertionError e) {
            throw explained(e);
        }
    }

    private AssertionError explained(AssertionError e) throws IOException {
        return new AssertionError(e.getMessage() + "\njournal:\n" + journal(), e);
    }

    /// Where the service answers, once Ready.
    String address() {
        return watch().newest()
                .map(report -> report.path("address").asString(""))
                .filter(address -> !address.isEmpty())
                .orElseThrow(() -> new AssertionError("no address: " + watch().newest()));
    }

    int port() {
        return java.net.URI.create(address()).getPort();
    }

    /// The loopback port at which the service itself is published, which only Berth knows.
    int behind() throws Exception {
        return behind(container());
    }

    /// The same of a container.
    static int behind(String container) throws Exception {
        return Integer.parseInt(
                Podman.inspect(container)
                        .path("NetworkSettings")
                        .path("Ports")
                        .path("18789/tcp")
                        .path(0)
                        .path("HostPort")
                        .asString());
    }

    /// Where the link of `berth open` leads.
    java.net.URI opened() throws Exception {
        var link = berth("open", "--print").out().strip();
        assertThat(link).startsWith("http://127.0.0.1:" + port() + "/.berth/open/");
        var answer = Http.get(link);
        assertThat(answer.statusCode()).isBetween(302, 303);
        assertThat(Http.get(link).statusCode()).as("it is good once").isEqualTo(410);
        return java.net.URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    /// Kills the newest supervisor as a crash would.
    void crash() throws InterruptedException {
        crash(keepers.getLast());
    }

    /// Kills a supervisor as a crash would.
    static void crash(Process keeper) throws InterruptedException {
        keeper.destroyForcibly();
        assertThat(keeper.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /// Asks a supervisor to end, as the system does.
    static int terminate(Process keeper) throws InterruptedException {
        keeper.destroy();
        assertThat(keeper.waitFor(QUIT.toSeconds(), TimeUnit.SECONDS))
                .as("ended within " + QUIT)
                .isTrue();
        return keeper.exitValue();
    }

    /// Processes that have this home in their environment: all that Berth started for it.
    List<ProcessHandle> processes() {
        var mark = "BERTH_HOME=" + folder;
        return ProcessHandle.allProcesses()
                .filter(process -> Proc.environment(process.pid()).contains(mark))
                .toList();
    }

    @Override
    public void close() throws IOException {
        if (watch != null) {
            watch.close();
        }
        try {
            clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    private void clear() throws IOException, InterruptedException {
        keepers.forEach(Process::destroyForcibly);
        for (var keeper : keepers) {
            keeper.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS);
        }
        // What a killed supervisor left half done must end before the last look.
        processes().forEach(ProcessHandle::destroyForcibly);
        if (fake != null) {
            fake.close();
            return;
        }
        var id = id();
        if (id.isPresent()) {
            Podman.forget(id.get());
        }
    }

    private Optional<String> id() {
        try {
            return Optional.of(instance()).filter(id -> id.length() == 36);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /// Where something that is just ending still writes, it is tried again.
    private static void delete(Path folder) throws IOException {
        for (int tries = 5; ; tries--) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
                return;
            } catch (DirectoryNotEmptyException | UncheckedIOException e) {
                if (tries == 0) {
                    throw new IOException("what is left of " + folder, e);
                }
            }
        }
    }
}
