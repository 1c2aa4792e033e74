package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Engine.Listener;
import dev.berth.runtime.engine.Engine.Watch;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.util.Optional;

/// The engine's processes, sockets and folders are this computer's own.
final class OnThisComputer implements Surroundings {
    private final Podman podman;
    private final Images images;
    private final PortHolder ports;
    private final EndWatches watches;
    private final Proc proc = new Proc(Path.of("/proc"));

    OnThisComputer(Podman podman, Containers containers, Images images) {
        this.podman = podman;
        this.images = images;
        ports = new PortHolder(containers, proc);
        watches = new EndWatches(containers, proc);
    }

    @Override
    public Answer<Listener> listener(ContainerId id, int port, Limit limit) {
        return ports.listener(id, port, limit);
    }

    @Override
    public Watch watch(ContainerId id, Runnable signal) {
        return watches.watch(id, signal);
    }

    @Override
    public Answer<String> adopt(Path layout, String name, Limit limit) {
        return images.adopt(layout, name, limit);
    }

    @Override
    public Answer<Path> store(Limit limit) {
        return podman.ask(Call.of("info", "info", "--format=json"), limit).then(InfoReader::store);
    }

    @Override
    public void bringToDisk(Limit limit) {
        // The system does within half a minute, and a computer rarely loses power just then.
    }

    @Override
    public Optional<String> stillAlive() {
        return new Survivors(proc).any();
    }

    @Override
    public EngineReport seen(EngineReport report) {
        return report;
    }
}
