package dev.berth.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Every report of one supervisor as it comes, over its socket: cheaper than [StatusWatch], so that
/// many can be followed at once.
final class StateStream implements AutoCloseable {
    private final Wire wire;
    private final List<JsonNode> reports = new ArrayList<>();

    StateStream(Path home) throws IOException {
        wire = new Wire(home);
        wire.say("{\"id\":1,\"ask\":\"watch\"}");
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try {
            while (true) {
                var report = wire.hear().path("report");
                synchronized (reports) {
                    if (report.has("state")) {
                        reports.add(report);
                        reports.notifyAll();
                    }
                }
            }
        } catch (IOException ended) {
            // it was closed, or the supervisor has ended
        }
    }

    /// How many came so far.
    int mark() {
        synchronized (reports) {
            return reports.size();
        }
    }

    JsonNode newest() {
        synchronized (reports) {
            return reports.getLast();
        }
    }

    /// Those that came since, in few words.
    String since(int mark) {
        synchronized (reports) {
            return reports.subList(Math.min(mark, reports.size()), reports.size()).stream()
                    .map(report ->
                            report.path("since").asString("")
                                    + " "
                                    + StatusWatch.state(report)
                                    + " "
                                    + report.path("step").path("name").asString("")
                                    + report.path("problem").path("code").asString("")
                                    + report.path("problem").path("details"))
                    .toList()
                    .toString();
        }
    }

    /// The first report from the mark on that is as wanted; empty when its time is up.
    Optional<JsonNode> reached(int mark, Duration atMost, Predicate<JsonNode> wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (reports) {
            while (true) {
                for (var report : reports.subList(Math.min(mark, reports.size()), reports.size())) {
                    if (wanted.test(report)) {
                        return Optional.of(report);
                    }
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return Optional.empty();
                }
                reports.wait(left);
            }
        }
    }

    JsonNode await(int mark, String what, Duration atMost, Predicate<JsonNode> wanted)
            throws InterruptedException {
        return reached(mark, atMost, wanted)
                .orElseThrow(() ->
                        new AssertionError(
                                "no %s within %s; instead: %s"
                                        .formatted(what, atMost, since(mark))));
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
