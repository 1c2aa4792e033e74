package dev.berth.window.link;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Command;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// A keeper that tells what a test tells it to, and keeps what it was asked for.
public final class ScriptedBerth implements Berth {

    /// Something asked for, to be settled by the test.
    public record Asked(Command command, CompletableFuture<StatusReport> outcome) {}

    private final List<Consumer<StatusReport>> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private volatile StatusReport newest;
    private volatile boolean closed;

    public ScriptedBerth(StatusReport first) {
        newest = first;
    }

    /// Publishes a report.
    public void tell(StatusReport report) {
        newest = report;
        listeners.forEach(listener -> listener.accept(report));
    }

    /// The connection breaks.
    public void breakOff() {
        tell(StatusReport.unsupervised(new Status.NotRunning(), Instant.EPOCH));
        asked.forEach(one -> one.outcome().completeExceptionally(new LostContact("It ended.")));
    }

    /// What was asked for, in order.
    public BlockingQueue<Asked> asked() {
        return asked;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public StatusReport status() {
        return newest;
    }

    @Override
    public Subscription watch(Consumer<StatusReport> listener) {
        listeners.add(listener);
        listener.accept(newest);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletionStage<StatusReport> ask(Command command) {
        var outcome = new CompletableFuture<StatusReport>();
        asked.add(new Asked(command, outcome));
        return outcome;
    }

    @Override
    public List<String> log(int lines) {
        return List.of();
    }

    @Override
    public Subscription followLog(int lines, Consumer<String> listener) {
        return () -> {};
    }

    @Override
    public List<Activity> activity(int last) {
        return List.of();
    }

    @Override
    public Optional<URI> signInAddress() {
        return Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }
}
