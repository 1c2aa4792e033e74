package dev.berth.runtime.door;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.Voice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A service that stays Ready whatever is said of it.
final class StillBehind implements Behind {
    private final Scene scene;
    private final AtomicInteger knocks = new AtomicInteger();

    /// @param port where it serves
    StillBehind(int port, String... names) {
        scene =
                new Scene(
                        OptionalInt.of(port),
                        StatusReport.unsupervised(
                                new Status.Supervised(new Ready(List.of())), Instant.EPOCH),
                        false,
                        Set.of(names));
    }

    static Voice voice() {
        return _ -> new Voice.Notice("en", "Starting", "Wait.", Optional.empty(), List.of());
    }

    int knocks() {
        return knocks.get();
    }

    @Override
    public Scene scene() {
        return scene;
    }

    @Override
    public Subscription watch(Consumer<Scene> listener) {
        listener.accept(scene);
        return () -> {};
    }

    @Override
    public void knock() {
        knocks.incrementAndGet();
    }

    @Override
    public void wake() {}
}
