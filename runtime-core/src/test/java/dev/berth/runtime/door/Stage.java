package dev.berth.runtime.door;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.Voice;
import dev.berth.runtime.Voice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What stands behind a door, as the test says.
final class Stage implements Behind {
    private final CopyOnWriteArrayList<Consumer<Scene>> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore knocks = new Semaphore(0);
    private final Semaphore wakes = new Semaphore(0);
    private volatile Scene scene;

    private Stage(Scene scene) {
        this.scene = scene;
    }

    static Stage ready(int port) {
        return new Stage(readyScene(port));
    }

    static Stage starting() {
        return new Stage(absent(status(), false));
    }

    static Stage paused(boolean wakes) {
        return new Stage(absent(new Status.Paused(), wakes));
    }

    /// Speaks as the class of a status is named, in nobody's language.
    static Voice voice() {
        return report ->
                new Notice(
                        "en",
                        report.status().getClass().getSimpleName(),
                        "<b>\"Wait\" & see</b>",
                        Optional.of("3 of 4"),
                        List.of("Do {{title}}."));
    }

    void becomeReady(int port) {
        become(readyScene(port));
    }

    void becomeStarting() {
        become(absent(status(), false));
    }

    private void become(Scene now) {
        scene = now;
        listeners.forEach(listener -> listener.accept(now));
    }

    private static Status status() {
        return new Status.Supervised(new Starting(Progress.at(Progress.Stage.WAITING_FOR_SERVICE)));
    }

    private static Scene readyScene(int port) {
        return new Scene(
                OptionalInt.of(port),
                StatusReport.unsupervised(
                        new Status.Supervised(new Ready(List.of())), Instant.EPOCH),
                false,
                Set.of("my-desk"));
    }

    private static Scene absent(Status status, boolean wakes) {
        return new Scene(
                OptionalInt.empty(),
                StatusReport.unsupervised(status, Instant.EPOCH),
                wakes,
                Set.of());
    }

    /// Waits until somebody knocked.
    void awaitKnock() throws InterruptedException {
        if (!knocks.tryAcquire(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody knocked");
        }
    }

    /// How often somebody knocked and nobody waited for it.
    int knocks() {
        return knocks.availablePermits();
    }

    int wakes() {
        return wakes.availablePermits();
    }

    @Override
    public Scene scene() {
        return scene;
    }

    @Override
    public Subscription watch(Consumer<Scene> listener) {
        listeners.add(listener);
        listener.accept(scene);
        return () -> listeners.remove(listener);
    }

    @Override
    public void knock() {
        knocks.release();
    }

    @Override
    public void wake() {
        wakes.release();
    }
}
