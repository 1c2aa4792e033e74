package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// One keeper on one engine that is none, which goes through many faults: Ready, a fault, what
/// Berth makes of it, the fault is gone, Ready.
final class FaultLane implements AutoCloseable {
    /// Longer than any limit of Berth's that a fault can make it wait for.
    private static final Duration HEALED = Await.LONG;

    private final FakePodman fake;
    private final TestHome home;
    private final Process keeper;
    private final StateStream states;
    private final QuickStatus status;

    FaultLane(String version) throws Exception {
        fake = FakePodman.of(version);
        home = TestHome.on(fake);
        Files.writeString(home.data().resolve("memories"), "what the assistant knows\n");
        Files.writeString(home.data().resolve("fixture.env"), "");
        keeper = home.superviseUnwatched();
        states = Await.value("socket", TestHome.SOON, this::contact, () -> "nobody answers");
        status = new QuickStatus(home.folder());
        states.await(0, "ready", TestHome.SOON, FaultLane::isReady);
    }

    private Optional<StateStream> contact() throws IOException {
        try {
            return Optional.of(new StateStream(home.folder()));
        } catch (SocketException notYet) {
            assertThat(keeper.isAlive()).as(home.output()).isTrue();
            return Optional.empty();
        }
    }

    /// What came of one fault.
    ///
    /// @param seen the problem's code, or the state, that Berth showed while the fault lasted
    /// @param healing from the end of the fault to Ready
    record Passed(String seen, Duration healing) {}

    FakePodman fake() {
        return fake;
    }

    /// The slowest answer to a question for the status so far.
    Duration slowestStatus() {
        return status.slowest();
    }

    /// Goes through one fault.
    Passed pass(FaultCase row) throws Exception {
        fake.becomes(row.version());
        int mark = states.mark();
        var known = fake.containers().stream().map(one -> one.path("id").asString("")).toList();
        int calls = fake.calls().size();
        try (var _ = occasion(row)) {
            var seen =
                    states.reached(mark, row.patience(), report -> row.isExpected(problem(report)))
                            .map(FaultLane::problem)
                            .orElseGet(() -> StatusWatch.state(states.newest()));
            assertThat(seen)
                    .as("shown while %s; %s", row, states.since(mark))
                    .matches(row::isAllowed, "one of " + row.expected());
            nothingIsLost(known, calls);
            long healed = System.nanoTime();
            heal(row);
            int after = states.mark();
            if (row.occasion() == FaultCase.Occasion.PAUSING) {
                states.await(mark, "paused", HEALED, report -> state(report, "paused"));
                after = states.mark();
                healed = System.nanoTime();
                status.command("start");
            } else if (row.needsRepair()) {
                status.command("repair");
            }
            awaitService(after, row);
            var passed = new Passed(seen, Duration.ofNanos(System.nanoTime() - healed));
            nothingIsLost(known, calls);
            // a clean sheet for the next one
            status.command("repair");
            awaitService(states.mark(), row);
            return passed;
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\njournal:\n" + home.journal() + "\n" + home.output(), e);
        }
    }

    /// Ready, and its service runs: "ready" may still be shown for a moment after it was killed.
    private void awaitService(int mark, FaultCase row) throws Exception {
        Await.value(
                "ready after " + row,
                HEALED,
                () ->
                        isReady(states.newest()) && fake.services().size() == 1
                                ? Optional.of(true)
                                : Optional.empty(),
                () -> states.since(mark) + " services: " + services());
    }

    private String services() {
        try {
            return fake.services() + " " + fake.containers();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// Sees to it that the verb is asked for, with the fault set before.
    private AutoCloseable occasion(FaultCase row) throws Exception {
        int port = fake.containers().getFirst().path("port").asInt();
        AutoCloseable taken = () -> {};
        switch (row.occasion()) {
            case FALL -> {
                fault(row);
                endService();
            }
            case LOOK -> {
                fault(row);
                status.command("repair");
            }
            case VANISHED -> {
                fault(row);
                fake.run("rm", "--force", fake.containers().getFirst().path("id").asString(""));
            }
            case PAUSING -> {
                fault(row);
                status.command("pause");
            }
            case RESTARTING -> {
                fault(row);
                status.command("restart");
            }
            case FROZEN -> {
                fault(row);
                fake.run("pause", fake.containers().getFirst().path("id").asString(""));
            }
            case LOST_KEY -> {
                fault(row);
                for (var secret : fake.secrets()) {
                    fake.run("secret", "rm", secret);
                }
                endService();
            }
            case LOST_PORT -> {
                int mark = states.mark();
                status.command("pause");
                states.await(mark, "paused", HEALED, report -> state(report, "paused"));
                taken = take(port);
                fault(row);
                status.command("start");
            }
        }
        return taken;
    }

    /// Nobody holds a port that is free for a moment: where another program was quicker, it is lost
    /// all the same.
    private static AutoCloseable take(int port) throws IOException {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (BindException e) {
            return () -> {};
        }
    }

    private void fault(FaultCase row) throws IOException {
        switch (row.fault().kind()) {
            case "missing" -> Files.move(fake.program(), aside());
            case "forbidden" ->
                    assertThat(fake.program().toFile().setExecutable(false, false)).isTrue();
            case "too-old" -> fake.becomes("3.4.4");
            default -> fake.plan(row.fault(), row.verb());
        }
    }

    private void heal(FaultCase row) throws IOException {
        switch (row.fault().kind()) {
            case "missing" -> Files.move(aside(), fake.program());
            case "forbidden" ->
                    assertThat(fake.program().toFile().setExecutable(true, false)).isTrue();
            case "too-old" -> fake.becomes(row.version());
            default -> fake.heal();
        }
    }

    private Path aside() {
        return fake.program().resolveSibling("aside");
    }

    private void endService() throws Exception {
        for (var service : fake.services()) {
            service.destroyForcibly();
            service.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    /// Data is as it was, never two services, and nothing was removed that was not ours.
    private void nothingIsLost(List<String> known, int calls) throws IOException {
        assertThat(home.data().resolve("memories")).hasContent("what the assistant knows");
        assertThat(home.data().resolve("fixture-first-start")).exists();
        assertThat(fake.services()).as("services").hasSizeLessThanOrEqualTo(1);
        var ours = new HashSet<>(known);
        var all = fake.calls(); // it grows
        for (var call : all.subList(calls, all.size())) {
            var words = call.path("arguments");
            if (call.path("verb").asString("").equals("create")) {
                fake.containers().forEach(one -> ours.add(one.path("id").asString("")));
            }
            if (call.path("verb").asString("").equals("remove")) {
                assertThat(ours).contains(words.get(words.size() - 1).asString(""));
            }
        }
    }

    private static boolean isReady(JsonNode report) {
        return state(report, "ready");
    }

    private static boolean state(JsonNode report, String state) {
        return StatusWatch.state(report).equals(state);
    }

    private static String problem(JsonNode report) {
        return report.path("problem").path("code").asString("");
    }

    @Override
    public void close() throws IOException {
        status.close();
        states.close();
        home.close();
    }
}
