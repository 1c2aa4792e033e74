package dev.berth.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Follows `berth status --watch --json` of one supervisor and keeps every line.
final class StatusWatch implements AutoCloseable {
    private final Process process;
    private final List<JsonNode> reports = new ArrayList<>();

    StatusWatch(Program program, Map<String, String> environment) throws IOException {
        var builder =
                new ProcessBuilder(program.command("status", "--watch", "--json"))
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) {
                    synchronized (reports) {
                        reports.add(JsonMapper.shared().readTree(line));
                        reports.notifyAll();
                    }
                }
            }
        } catch (IOException ended) {
            // The process was ended.
        }
    }

    /// How many lines came so far: what comes later is news.
    int mark() {
        synchronized (reports) {
            return reports.size();
        }
    }

    /// How many lines had come with this one, which is one of them: no line is said twice.
    int after(JsonNode report) {
        synchronized (reports) {
            return reports.indexOf(report) + 1;
        }
    }

    /// The first line from the mark on that is as wanted.
    JsonNode await(int mark, String what, Duration atMost, Predicate<JsonNode> wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (reports) {
            while (true) {
                for (var report : reports.subList(Math.min(mark, reports.size()), reports.size())) {
                    if (wanted.test(report)) {
                        return report;
                    }
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError(
                            "no %s within %s; seen since: %s"
                                    .formatted(
                                            what,
                                            atMost,
                                            reports.subList(
                                                    Math.min(mark, reports.size()),
                                                    reports.size())));
                }
                reports.wait(left);
            }
        }
    }

    Optional<JsonNode> newest() {
        synchronized (reports) {
            return reports.isEmpty() ? Optional.empty() : Optional.of(reports.getLast());
        }
    }

    /// The states from the mark on, each change once.
    List<String> states(int mark) {
        synchronized (reports) {
            var states = new ArrayList<String>();
            for (var report : reports.subList(mark, reports.size())) {
                var state = state(report);
                if (states.isEmpty() || !states.getLast().equals(state)) {
                    states.add(state);
                }
            }
            return states;
        }
    }

    /// All that the reports so far say to a person.
    List<String> words() {
        synchronized (reports) {
            return reports.stream()
                    .flatMap(report ->
                            Stream.of(
                                    report.at("/step/text"),
                                    report.at("/problem/title"),
                                    report.at("/problem/sentence")))
                    .map(text -> text.asString(""))
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .toList();
        }
    }

    static String state(JsonNode report) {
        return report.path("state").asString("");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
