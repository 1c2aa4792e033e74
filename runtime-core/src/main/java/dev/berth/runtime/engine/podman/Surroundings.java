package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Engine.Listener;
import dev.berth.runtime.engine.Engine.Watch;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.util.Optional;

/// What an engine does through the computer around it, and which thus differs between one that runs
/// on this computer and one that runs in a machine.
interface Surroundings {

    /// As in [dev.berth.runtime.engine.Engine#listener].
    Answer<Listener> listener(ContainerId id, int port, Limit limit);

    /// As in [dev.berth.runtime.engine.Engine#watch].
    Watch watch(ContainerId id, Runnable signal);

    /// As in [dev.berth.runtime.engine.Engine#adopt].
    Answer<String> adopt(Path layout, String name, Limit limit);

    /// As in [dev.berth.runtime.engine.Engine#store].
    Answer<Path> store(Limit limit);

    /// Why the engine may not be told that nothing runs in it; empty where it may.
    Optional<String> stillAlive();

    /// What of the engine's own word holds here.
    EngineReport seen(EngineReport report);

    /// What was given to the engine outlives a loss of power from now on, as far as that can be
    /// had.
    void bringToDisk(Limit limit);

    /// Makes them for an engine.
    interface Making {
        Surroundings of(Podman podman, Containers containers, Images images);
    }
}
