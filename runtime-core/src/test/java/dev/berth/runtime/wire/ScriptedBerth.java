package dev.berth.runtime.wire;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Choices;
import dev.berth.runtime.Command;
import dev.berth.runtime.Diagnosis;
import dev.berth.runtime.FirstRun;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Screens;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.screens.WindowPlace;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Says what a test tells it to, and remembers what it was asked. Tells its listeners on the thread
/// that publishes, as a supervisor does.
final class ScriptedBerth implements Berth {
    record Asked(Command command, CompletableFuture<StatusReport> settled) {}

    final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    final BlockingQueue<String> closedStreams = new LinkedBlockingQueue<>();
    private final List<Consumer<StatusReport>> listeners = new ArrayList<>();
    private final List<Consumer<String>> readers = new ArrayList<>();
    volatile List<String> log = List.of();
    volatile List<Activity> activity = List.of();
    volatile Optional<URI> address = Optional.empty();
    private StatusReport newest = ready(1);

    final ScriptedChoices choices = new ScriptedChoices();
    final ScriptedFirstRun firstRun = new ScriptedFirstRun();
    final WindowPlace window = new WindowPlace(Clock.systemUTC());

    static StatusReport ready(long revision) {
        return report(revision, new Status.Supervised(new Ready(List.of())));
    }

    static StatusReport report(long revision, Status status) {
        return new StatusReport(
                revision,
                status,
                Instant.parse("2026-11-20T22:15:04.120Z"),
                Optional.of(URI.create("http://127.0.0.1:18789/")),
                new StatusReport.Service(Optional.of("2026.9.6"), Optional.empty()),
                new StatusReport.Copies(Optional.empty(), 0),
                List.of(),
                Diagnosis.NONE,
                Optional.of(new StatusReport.Supervisor(4711, "0.1.0")));
    }

    synchronized void publish(StatusReport report) {
        newest = report;
        listeners.forEach(listener -> listener.accept(report));
    }

    synchronized void write(String line) {
        readers.forEach(reader -> reader.accept(line));
    }

    @Override
    public synchronized StatusReport status() {
        return newest;
    }

    @Override
    public synchronized Subscription watch(Consumer<StatusReport> listener) {
        listeners.add(listener);
        listener.accept(newest);
        return () -> {
            synchronized (this) {
                listeners.remove(listener);
            }
            closedStreams.add("watch");
        };
    }

    @Override
    public CompletionStage<StatusReport> ask(Command command) {
        var settled = new CompletableFuture<StatusReport>();
        asked.add(new Asked(command, settled));
        return settled;
    }

    @Override
    public List<String> log(int lines) {
        return log;
    }

    @Override
    public synchronized Subscription followLog(int lines, Consumer<String> listener) {
        log.forEach(listener);
        readers.add(listener);
        return () -> {
            synchronized (this) {
                readers.remove(listener);
            }
            closedStreams.add("log");
        };
    }

    @Override
    public List<Activity> activity(int last) {
        return activity;
    }

    @Override
    public Optional<URI> signInAddress() {
        return address;
    }

    @Override
    public void close() {}

    @Override
    public Choices choices() {
        return choices;
    }

    @Override
    public FirstRun firstRun() {
        return firstRun;
    }

    @Override
    public Screens screens() {
        return window;
    }
}
