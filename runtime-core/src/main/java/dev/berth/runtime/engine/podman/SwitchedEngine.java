package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.StoredImage;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.ServiceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One engine for life in front of the one that is asked at the moment.
final class SwitchedEngine implements Engine {
    private final Supplier<Engine> turned;

    /// @param turned asked with each call
    SwitchedEngine(Supplier<Engine> turned) {
        this.turned = turned;
    }

    @Override
    public Answer<EngineReport> report(Limit limit) {
        return turned.get().report(limit);
    }

    @Override
    public Answer<Void> revive(Limit limit) {
        return turned.get().revive(limit);
    }

    @Override
    public Answer<ContainerState> look(Ownership ours, Limit limit) {
        return turned.get().look(ours, limit);
    }

    @Override
    public Answer<Optional<ContainerState.AnotherOnOurData>> strangerOnData(
            Ownership ours, Limit limit) {
        return turned.get().strangerOnData(ours, limit);
    }

    @Override
    public Answer<Optional<String>> image(String reference, Limit limit) {
        return turned.get().image(reference, limit);
    }

    @Override
    public Answer<List<StoredImage>> images(Limit limit) {
        return turned.get().images(limit);
    }

    @Override
    public Answer<Void> removeImage(String id, Limit limit) {
        return turned.get().removeImage(id, limit);
    }

    @Override
    public Answer<List<String>> labelled(Ownership ours, Limit limit) {
        return turned.get().labelled(ours, limit);
    }

    @Override
    public Answer<Void> eraseFiles(Path folder, Limit limit) {
        return turned.get().eraseFiles(folder, limit);
    }

    @Override
    public Answer<String> adopt(Path layout, String name, Limit limit) {
        return turned.get().adopt(layout, name, limit);
    }

    @Override
    public Answer<Path> store(Limit limit) {
        return turned.get().store(limit);
    }

    @Override
    public Answer<String> fetch(String reference, Consumer<String> progress, Limit limit) {
        return turned.get().fetch(reference, progress, limit);
    }

    @Override
    public Answer<String> load(Path file, Limit limit) {
        return turned.get().load(file, limit);
    }

    @Override
    public Answer<List<String>> secrets(List<String> names, Limit limit) {
        return turned.get().secrets(names, limit);
    }

    @Override
    public Answer<Void> putSecret(String name, Path file, Ownership ours, Limit limit) {
        return turned.get().putSecret(name, file, ours, limit);
    }

    @Override
    public Answer<Void> removeSecret(String name, Ownership ours, Limit limit) {
        return turned.get().removeSecret(name, ours, limit);
    }

    @Override
    public Answer<ContainerId> create(ServiceSpec spec, Ownership ours, Limit limit) {
        return turned.get().create(spec, ours, limit);
    }

    @Override
    public Answer<Void> start(ContainerId id, Limit limit) {
        return turned.get().start(id, limit);
    }

    @Override
    public Answer<Void> stop(ContainerId id, Duration grace, Limit limit) {
        return turned.get().stop(id, grace, limit);
    }

    @Override
    public Answer<Void> pause(ContainerId id, Limit limit) {
        return turned.get().pause(id, limit);
    }

    @Override
    public Answer<Void> unpause(ContainerId id, Limit limit) {
        return turned.get().unpause(id, limit);
    }

    @Override
    public Answer<Void> remove(ContainerId id, Limit limit) {
        return turned.get().remove(id, limit);
    }

    @Override
    public Answer<Void> removeOther(ContainerId id, Limit limit) {
        return turned.get().removeOther(id, limit);
    }

    @Override
    public Answer<List<String>> lastLines(ContainerId id, int lines, Limit limit) {
        return turned.get().lastLines(id, lines, limit);
    }

    @Override
    public Answer<Void> follow(ContainerId id, int lines, Consumer<String> line, Limit limit) {
        return turned.get().follow(id, lines, line, limit);
    }

    @Override
    public Answer<Listener> listener(ContainerId id, int port, Limit limit) {
        return turned.get().listener(id, port, limit);
    }

    @Override
    public Watch watch(ContainerId id, Runnable signal) {
        return turned.get().watch(id, signal);
    }
}
