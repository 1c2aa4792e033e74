package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One home that goes through one row: Ready with a person's files, the fault, its end, Ready.
final class Ordeal implements AutoCloseable {
    /// In which any fault must have come to its end; ten minutes of the design, less what a ladder
    /// of slow tries would hide.
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /// How long the end must hold, so that what only looks like one is not taken for it.
    private static final Duration HOLDS = Duration.ofSeconds(2);

    /// Whose journal is of interest.
    private static final Duration SLOW = Duration.ofSeconds(35);

    private final TestHome home;
    private final String image;
    private final PersonFiles files;
    private final Deque<Undoing> undone = new ArrayDeque<>();
    private Process keeper;
    private Duration worst = Duration.ZERO;
    private @Nullable String ended;

    /// Takes back what a row has done beside the home.
    interface Undoing {
        void undo() throws Exception;
    }

    private Ordeal(TestHome home, String image, PersonFiles files, Process keeper) {
        this.home = home;
        this.image = image;
        this.files = files;
        this.keeper = keeper;
    }

    /// Goes through a row, and tells the table of `./dev soak faults` how it went.
    static void pass(RealFault row) throws Exception {
        try (var ordeal = begin()) {
            try {
                ordeal.suffer(row);
            } catch (Exception | AssertionError e) {
                ordeal.tell(row, "FAILED");
                throw new AssertionError(ordeal.explained(row, e), e);
            }
            ordeal.tell(row, "Ready");
        }
    }

    private static Ordeal begin() throws Exception {
        var image = withTheRealGateway() ? Surroundings.openClaw() : Surroundings.fixture();
        var home = TestHome.fresh();
        try {
            home.setUp(image.loaded());
            var keeper = home.superviseUnwatched();
            var ordeal = new Ordeal(home, image.loaded(), PersonFiles.in(home.data()), keeper);
            ordeal.awaitReady();
            ordeal.worst = Duration.ZERO;
            return ordeal;
        } catch (Exception | AssertionError e) {
            home.close();
            throw e;
        }
    }

    static boolean withTheRealGateway() {
        return "openclaw".equals(System.getenv("BERTH_FAULT_SERVICE"));
    }

    private void suffer(RealFault row) throws Exception {
        row.how().on(this);
        switch (row.end()) {
            case RealFault.End.Ready _ -> awaitReady();
            case RealFault.End.Problem(var codes, var cure) -> {
                awaitProblem(codes);
                cure.on(this);
                awaitReady();
            }
        }
        files.areUnchanged();
        home.container();
        try (var own = Files.walk(home.state())) {
            assertThat(own.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    /// One line for people, and one for the table.
    private void tell(RealFault row, String end) throws IOException {
        var reached = ended == null ? end : ended + ", then " + end;
        System.out.printf("real fault %7d ms  %-24s %s%n", worst.toMillis(), reached, row);
        if (worst.compareTo(SLOW) > 0) {
            System.out.println("slow: " + row + "\n" + home.journal());
        }
        var table = System.getenv("BERTH_FAULT_TABLE");
        if (table != null) {
            var user =
                    (Surroundings.asRoot() ? "root" : "user")
                            + (withTheRealGateway() ? ", OpenClaw" : "");
            var line = "%s\t%s\t%d\t%s\n".formatted(row, user, worst.toMillis(), reached);
            Files.writeString(
                    Path.of(table), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private String explained(RealFault row, Throwable e) throws IOException {
        return "%s: %s\nreport: %s\njournal:\n%s\nit said:\n%s"
                .formatted(row, e, report(), home.journal(), home.output());
    }

    // -- what a row may use

    TestHome home() {
        return home;
    }

    String image() {
        return image;
    }

    Process keeper() {
        return keeper;
    }

    /// What was waited for until now was no fault's.
    void beginsHere() {
        worst = Duration.ZERO;
    }

    /// What is done at the end in any case, the newest first.
    void undoneBy(Undoing undoing) {
        undone.push(undoing);
    }

    /// Takes back what was done last.
    void undoLast() throws Exception {
        undone.pop().undo();
    }

    /// The container that is there now.
    String container() throws Exception {
        return home.container();
    }

    /// Everything that runs in the container, its init too.
    List<ProcessHandle> inside() throws Exception {
        var pid = Podman.pid(container());
        var all = new ArrayList<ProcessHandle>();
        ProcessHandle.of(pid).ifPresent(all::add);
        all.addAll(Proc.inside(pid));
        return all;
    }

    /// Ends the service's process as a crash of its own would.
    void killService() throws Exception {
        var pid = Podman.pid(container());
        Proc.inside(pid).forEach(ProcessHandle::destroyForcibly);
    }

    void crash() throws InterruptedException {
        TestHome.crash(keeper);
    }

    void terminate() throws InterruptedException {
        TestHome.terminate(keeper);
    }

    void supervise(String... before) throws IOException {
        keeper = home.superviseUnwatched(before);
    }

    /// Asks without waiting for what comes of it.
    void command(String command) throws IOException {
        try (var wire = new Wire(home.folder())) {
            wire.command(1, command);
            wire.say("{\"id\":2,\"ask\":\"status\"}");
            wire.hear();
        }
    }

    /// What the supervisor says now; empty where none answers.
    Optional<JsonNode> report() {
        try (var wire = new Wire(home.folder())) {
            wire.say("{\"id\":1,\"ask\":\"status\"}");
            return Optional.of(wire.hear().path("report"));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    String state() {
        return report().map(StatusWatch::state).orElse("");
    }

    /// Where the service answers, as Berth says.
    int port() {
        return report().map(report -> report.path("address").asString(""))
                .filter(address -> !address.isEmpty())
                .map(address -> java.net.URI.create(address).getPort())
                .orElseThrow(() -> new AssertionError("no address"));
    }

    void awaitState(Set<String> states) throws Exception {
        timed("one of " + states, () -> states.contains(state()));
    }

    /// Ready is said, and true.
    void awaitReady() throws Exception {
        timed("a service that answers and is said to be Ready", this::isReady);
    }

    private boolean isReady() throws InterruptedException {
        var report = report().filter(said -> StatusWatch.state(said).equals("ready"));
        try {
            return report.isPresent()
                    && Http.get(report.get().path("address").asString(""))
                            .body()
                            .contains("OpenClaw");
        } catch (IOException silent) {
            return false;
        }
    }

    private void awaitProblem(Set<String> codes) throws Exception {
        timed("one of " + codes, () -> codes.contains(problem()));
        ended = problem();
    }

    String problem() {
        return report().map(said -> said.path("problem").path("code").asString("")).orElse("");
    }

    private void timed(String what, java.util.concurrent.Callable<Boolean> look) throws Exception {
        long began = System.nanoTime();
        long deadline = began + LIMIT.toNanos();
        while (true) {
            Await.until(what, Duration.ofNanos(deadline - System.nanoTime()), look);
            var took = Duration.ofNanos(System.nanoTime() - began);
            if (holds(look)) {
                worst = took.compareTo(worst) > 0 ? took : worst;
                return;
            }
        }
    }

    private static boolean holds(java.util.concurrent.Callable<Boolean> look) throws Exception {
        long until = System.nanoTime() + HOLDS.toNanos();
        while (System.nanoTime() < until) {
            if (!look.call()) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return true;
    }

    /// For faults that are a piece of time.
    static void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// Sends a signal that Java has no word for.
    static void signal(String name, ProcessHandle process) throws Exception {
        tool("kill", "-" + name, Long.toString(process.pid()));
    }

    /// A program of the system that must do what it is asked.
    static String tool(String... command) throws Exception {
        var outcome = Program.run(List.of(command), java.util.Map.of(), Duration.ofMinutes(1));
        assertThat(outcome.status()).as(String.join(" ", command) + outcome.text()).isZero();
        return new String(outcome.out().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try {
            while (!undone.isEmpty()) {
                undoLast();
            }
        } catch (Exception e) {
            throw new IOException("what a row did could not be taken back", e);
        } finally {
            home.close();
        }
    }
}
