package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.ServiceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Podman, by its command line. Each question goes to the part that knows it.
final class PodmanEngine implements Engine {
    private final Podman podman;
    private final Containers containers;
    private final Acts acts;
    private final Images images;
    private final Secrets secrets;
    private final Log log;
    private final PortHolder ports;
    private final EndWatches watches;
    private final AtomicReference<Optional<EngineReport>> lastReport =
            new AtomicReference<>(Optional.empty());

    /// @param podman the program
    /// @param folder a folder of ours in which Podman leaves notes, owner-only; made when needed
    PodmanEngine(PodmanCli podman, Path folder) {
        this.podman = new Podman(podman);
        var traces = new Traces(folder, new KernelKills(Path.of("/")));
        log = new Log(this.podman);
        containers = new Containers(this.podman, traces);
        acts = new Acts(this.podman, traces);
        images = new Images(this.podman);
        secrets = new Secrets(this.podman);
        ports = new PortHolder(containers, new Proc(Path.of("/proc")));
        watches = new EndWatches(containers, new Proc(Path.of("/proc")));
    }

    @Override
    public Answer<EngineReport> report(Limit limit) {
        var answer =
                podman.ask(Call.of("info", "info", "--format=json"), limit).then(InfoReader::read);
        if (answer instanceof Answer.Got<EngineReport>(var report)) {
            podman.is(report.version());
            lastReport.set(Optional.of(report));
        }
        return answer;
    }

    @Override
    public Answer<ContainerState> look(Ownership ours, Limit limit) {
        return containers.look(ours, limit);
    }

    @Override
    public Answer<Optional<ContainerState.AnotherOnOurData>> strangerOnData(
            Ownership ours, Limit limit) {
        return containers.strangerOnData(ours, limit);
    }

    @Override
    public Answer<Optional<String>> image(String reference, Limit limit) {
        return images.id(reference, limit);
    }

    @Override
    public Answer<String> fetch(String reference, Consumer<String> progress, Limit limit) {
        return images.fetch(reference, progress, limit);
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
    public Answer<String> load(Path file, Limit limit) {
        return images.load(file, limit);
    }

    @Override
    public Answer<List<String>> secrets(List<String> names, Limit limit) {
        return secrets.present(names, limit);
    }

    @Override
    public Answer<Void> putSecret(String name, Path file, Ownership ours, Limit limit) {
        return secrets.put(name, file, ours, limit);
    }

    @Override
    public Answer<Void> removeSecret(String name, Ownership ours, Limit limit) {
        return secrets.remove(name, ours, limit);
    }

    @Override
    public Answer<ContainerId> create(ServiceSpec spec, Ownership ours, Limit limit) {
        var time = new Spread(limit);
        return lastReport
                .get()
                .map(Answer::got)
                .orElseGet(() -> report(time.rest()))
                .then(report -> acts.create(spec, ours, report, time.rest()));
    }

    @Override
    public Answer<Void> start(ContainerId id, Limit limit) {
        return acts.start(id, limit);
    }

    @Override
    public Answer<Void> stop(ContainerId id, Duration grace, Limit limit) {
        return acts.stop(id, grace, limit);
    }

    @Override
    public Answer<Void> unpause(ContainerId id, Limit limit) {
        return acts.unpause(id, limit);
    }

    @Override
    public Answer<Void> remove(ContainerId id, Limit limit) {
        return acts.remove(id, limit);
    }

    @Override
    public Answer<List<String>> lastLines(ContainerId id, int lines, Limit limit) {
        return log.last(id, lines, limit);
    }

    @Override
    public Answer<Void> follow(ContainerId id, int lines, Consumer<String> line, Limit limit) {
        return log.follow(id, lines, line, limit);
    }

    @Override
    public Answer<Listener> listener(ContainerId id, int port, Limit limit) {
        return ports.listener(id, port, limit);
    }

    @Override
    public Watch watch(ContainerId id, Runnable signal) {
        return watches.watch(id, signal);
    }
}
