package dev.berth.app.verb;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Choices;
import dev.berth.runtime.Command;
import dev.berth.runtime.Diagnosis;
import dev.berth.runtime.FirstRun;
import dev.berth.runtime.Keeper;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Screens;
import dev.berth.runtime.Settings;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/// Answers as a test tells it to, and remembers what it was asked.
final class ScriptedKeeper implements Keeper {
    static final Status READY = new Status.Supervised(new Ready(List.of()));
    static final Status STARTING =
            new Status.Supervised(new Starting(Progress.at(Progress.Stage.FETCHING, 0.42)));
    static final Status NEEDS_ATTENTION =
            new Status.Supervised(
                    new NeedsAttention(
                            Problem.of(ProblemKind.ENGINE_MISSING, List.of("apt install podman"))));
    static final Status PAUSED = new Status.Paused();
    static final Status NOT_SET_UP = new Status.NotSetUp();
    static final Status NOT_RUNNING = new Status.NotRunning();

    final List<Command> asked = new CopyOnWriteArrayList<>();
    final CountDownLatch end = new CountDownLatch(1);
    private final List<Consumer<StatusReport>> listeners = new CopyOnWriteArrayList<>();
    private final StatusReport first;
    final ScriptedChoices choices = new ScriptedChoices();
    List<Status> onWatch = List.of();
    List<String> log = List.of();
    List<Activity> activity = List.of();
    Optional<URI> address = Optional.empty();
    final BlockingQueue<Screens.View> shown = new LinkedBlockingQueue<>();
    final BlockingQueue<Boolean> trayPresent = new LinkedBlockingQueue<>();
    Optional<Consumer<Screens.View>> windowOpener = Optional.empty();
    Settings settings = Settings.none();
    boolean hasWindow = true;
    volatile boolean closed;
    private Function<Command, CompletionStage<StatusReport>> answer =
            _ -> new CompletableFuture<>();

    ScriptedKeeper(Status status) {
        first = report(status);
    }

    static StatusReport report(Status status) {
        return new StatusReport(
                1,
                status,
                Instant.parse("2026-11-20T22:15:04.120Z"),
                status.equals(READY)
                        ? Optional.of(URI.create("http://127.0.0.1:18789/"))
                        : Optional.empty(),
                new StatusReport.Service(Optional.of("2026.9.6"), Optional.empty()),
                new StatusReport.Copies(Optional.empty(), 0),
                List.of(),
                Diagnosis.NONE,
                Optional.of(new StatusReport.Supervisor(4711, "0.1.0")));
    }

    ScriptedKeeper settling(Status status) {
        answer = _ -> CompletableFuture.completedStage(report(status));
        return this;
    }

    void answering(Function<Command, StatusReport> report) {
        answer = command -> CompletableFuture.completedStage(report.apply(command));
    }

    /// What was done with a copy came to nothing, with this sentence.
    ScriptedKeeper troubled(String sentence) {
        var ready = report(READY);
        answer =
                _ ->
                        CompletableFuture.completedStage(
                                new StatusReport(
                                        2,
                                        ready.status(),
                                        ready.since(),
                                        ready.address(),
                                        ready.service(),
                                        new StatusReport.Copies(
                                                Optional.empty(),
                                                0,
                                                Optional.empty(),
                                                Optional.of(sentence)),
                                        List.of(),
                                        ready.diagnosis(),
                                        ready.supervisor()));
        return this;
    }

    ScriptedKeeper losing() {
        answer = _ -> CompletableFuture.failedStage(new LostContact("gone"));
        return this;
    }

    ScriptedKeeper endingWhenAsked() {
        answer =
                _ -> {
                    end.countDown();
                    return CompletableFuture.completedStage(report(NOT_RUNNING));
                };
        return this;
    }

    void publish(Status status) {
        listeners.forEach(listener -> listener.accept(report(status)));
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        end.await();
    }

    @Override
    public StatusReport status() {
        return first;
    }

    @Override
    public Subscription watch(Consumer<StatusReport> listener) {
        listener.accept(first);
        onWatch.forEach(status -> listener.accept(report(status)));
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletionStage<StatusReport> ask(Command command) {
        asked.add(command);
        return answer.apply(command);
    }

    @Override
    public List<String> log(int lines) {
        return log;
    }

    @Override
    public Subscription followLog(int lines, Consumer<String> listener) {
        log.forEach(listener);
        return () -> {};
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
    public void close() {
        closed = true;
        end.countDown();
    }

    @Override
    public Choices choices() {
        return choices;
    }

    @Override
    public FirstRun firstRun() {
        throw new UnsupportedOperationException("being built");
    }

    @Override
    public Screens screens() {
        return new Screens() {
            @Override
            public boolean show(View view) {
                shown.add(view);
                return hasWindow;
            }

            @Override
            public Optional<Subscription> attend(Consumer<Word> listener) {
                return Optional.empty();
            }
        };
    }

    @Override
    public Subscription watchSettings(Consumer<Settings> listener) {
        listener.accept(settings);
        return () -> {};
    }

    @Override
    public void openWindowsWith(Consumer<Screens.View> opener) {
        windowOpener = Optional.of(opener);
    }

    @Override
    public void trayIs(boolean present) {
        trayPresent.add(present);
    }
}
