package dev.berth.runtime.supervisor;

import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Observation;
import dev.berth.runtime.observation.Observer;
import java.util.Optional;

/// Keeps a watch on the container that runs, so that its end is seen at once. [#keep] and [#close]
/// belong to the owner thread.
final class Vigil {
    private final Engine engine;
    private final Observer observer;
    private final Runnable signal;
    private Optional<Kept> kept = Optional.empty();
    private volatile Optional<Ours> ours = Optional.empty();

    private record Kept(Running of, Engine.Watch watch) {}

    Vigil(Engine engine, Observer observer, Runnable signal) {
        this.engine = engine;
        this.observer = observer;
        this.signal = signal;
    }

    /// Watches what was seen running, and nothing else.
    void keep(Observation seen) {
        if (!(seen.container() instanceof Known<ContainerState>(var state))) {
            return; // unknown is no reason to look away
        }
        ours = state instanceof Ours there ? Optional.of(there) : Optional.empty();
        if (state instanceof Running running) {
            if (kept.filter(k -> k.of().equals(running) && k.watch().isLive()).isEmpty()) {
                close();
                kept = Optional.of(new Kept(running, engine.watch(running.id(), signal)));
            }
            observer.watched(kept.filter(k -> k.watch().isLive()).isPresent());
        } else {
            close();
        }
    }

    /// The container of ours that was seen last; any thread.
    Optional<Ours> ours() {
        return ours;
    }

    void close() {
        kept.ifPresent(k -> k.watch().close());
        kept = Optional.empty();
        observer.watched(false);
    }
}
