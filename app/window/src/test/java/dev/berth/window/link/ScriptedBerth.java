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
    private final ScriptedChoices choices = new ScriptedChoices();
    private final ScriptedFirstRun firstRun = new ScriptedFirstRun();
    private final ScriptedScreens screens = new ScriptedScreens();
    private final List<Consumer<String>> logListeners = new CopyOnWriteArrayList<>();
    private volatile List<String> log = List.of();
    private volatile List<Activity> activity = List.of();
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

    /// These are the lines of its log so far.
    public void logged(List<String> lines) {
        log = List.copyOf(lines);
    }

    /// A new line of its log.
    public void log(String line) {
        logListeners.forEach(listener -> listener.accept(line));
    }

    /// How many follow its log.
    public int logFollowers() {
        return logListeners.size();
    }

    /// This is what it did.
    public void did(List<Activity> acts) {
        activity = List.copyOf(acts);
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
        return log;
    }

    @Override
    public Subscription followLog(int lines, Consumer<String> listener) {
        logListeners.add(listener);
        log.forEach(listener);
        return () -> logListeners.remove(listener);
    }

    @Override
    public List<Activity> activity(int last) {
        return activity;
    }

    @Override
    public Optional<URI> signInAddress() {
        return Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public ScriptedChoices choices() {
        return choices;
    }

    @Override
    public ScriptedFirstRun firstRun() {
        return firstRun;
    }

    @Override
    public ScriptedScreens screens() {
        return screens;
    }
}
