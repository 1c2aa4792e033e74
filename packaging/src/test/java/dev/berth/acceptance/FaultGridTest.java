package dev.berth.acceptance;

import dev.berth.acceptance.FaultLane.Passed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Every question and act of every version of the engine goes wrong in every way, and Berth gets
/// over it. The keepers go through their rows all at once, because they mostly wait.
@Tag("real")
final class FaultGridTest {
    /// Programs that start at the same time take each other's time.
    private static final Semaphore STARTING = new Semaphore(4);

    private static final List<Duration> SLOWEST = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> everythingGoesWrong() {
        var only = System.getenv().getOrDefault("BERTH_FAULTS", "");
        var tests = new ArrayList<DynamicTest>();
        for (var lane : FaultTable.lanes(System.getenv("BERTH_EVERY_VERSION") != null)) {
            var rows = lane.stream().filter(row -> row.toString().contains(only)).toList();
            if (rows.isEmpty()) {
                continue;
            }
            var outcomes = rows.stream().map(_ -> new CompletableFuture<Passed>()).toList();
            Thread.ofVirtual().start(() -> goThrough(rows, outcomes));
            for (int row = 0; row < rows.size(); row++) {
                var outcome = outcomes.get(row);
                tests.add(DynamicTest.dynamicTest(rows.get(row).toString(), () -> told(outcome)));
            }
        }
        return tests.stream();
    }

    private static void told(CompletableFuture<Passed> outcome) throws Throwable {
        try {
            outcome.get();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }

    private static void goThrough(List<FaultCase> rows, List<CompletableFuture<Passed>> outcomes) {
        int next = 0;
        while (next < rows.size()) {
            try (var lane = begin(rows.getFirst().version())) {
                while (next < rows.size()) {
                    var passed = lane.pass(rows.get(next));
                    tell(rows.get(next), passed);
                    outcomes.get(next++).complete(passed);
                }
                synchronized (SLOWEST) {
                    SLOWEST.add(lane.slowestStatus());
                }
            } catch (Exception | AssertionError e) {
                // what comes after a failure needs a keeper that has not failed
                outcomes.get(next++).completeExceptionally(e);
            }
        }
    }

    private static FaultLane begin(String version) throws Exception {
        STARTING.acquire();
        try {
            return new FaultLane(version);
        } finally {
            STARTING.release();
        }
    }

    /// For people, and for `./dev bench faults`.
    private static void tell(FaultCase row, Passed passed) {
        System.out.printf(
                "fault %6d ms  %-22s %s%n", passed.healing().toMillis(), passed.seen(), row);
    }

    @AfterAll
    static void tellSlowest() {
        synchronized (SLOWEST) {
            System.out.println("slowest status: " + SLOWEST);
        }
    }
}
