package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.StoredImage;
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
    private final Stock stock;
    private final Log log;
    private final Surroundings around;
    private final AtomicReference<Optional<EngineReport>> lastReport =
            new AtomicReference<>(Optional.empty());

    /// On this computer itself.
    ///
    /// @param podman the program
    /// @param folder a folder of ours in which Podman leaves notes, owner-only; made when needed
    PodmanEngine(PodmanCli podman, Path folder) {
        this(
                new Podman(podman),
                new Traces(folder, new KernelKills(Path.of("/"))),
                OnThisComputer::new);
    }

    PodmanEngine(Podman podman, Traces traces, Surroundings.Making around) {
        this.podman = podman;
        log = new Log(podman);
        containers = new Containers(podman, traces);
        acts = new Acts(podman, traces);
        images = new Images(podman);
        secrets = new Secrets(podman);
        stock = new Stock(podman);
        this.around = around.of(podman, containers, images);
    }

    @Override
    public Answer<EngineReport> report(Limit limit) {
        var answer =
                podman.ask(Call.of("info", "info", "--format=json"), limit)
                        .then(InfoReader::read)
                        .map(around::seen);
        if (answer instanceof Answer.Got<EngineReport>(var report)) {
            podman.is(report.version());
            lastReport.set(Optional.of(report));
        }
        return answer;
    }

    @Override
    public Answer<Void> revive(Limit limit) {
        var alive = around.stillAlive();
        return alive.isPresent()
                ? Answer.failed(
                        new EngineFailure(
                                EngineFailure.Kind.UNUSABLE,
                                "revive",
                                alive.get(),
                                Remedy.MIGRATE.cure()))
                : podman.ask(Call.of("revive", "system", "migrate"), limit).then(Podman::done);
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
    public Answer<List<StoredImage>> images(Limit limit) {
        return stock.images(limit);
    }

    @Override
    public Answer<Void> removeImage(String id, Limit limit) {
        return stock.remove(id, limit);
    }

    @Override
    public Answer<List<String>> labelled(Ownership ours, Limit limit) {
        return stock.labelled(ours, limit);
    }

    @Override
    public Answer<Void> eraseFiles(Path folder, Limit limit) {
        return stock.eraseFiles(folder, limit);
    }

    @Override
    public Answer<String> fetch(String reference, Consumer<String> progress, Limit limit) {
        var time = new Spread(limit);
        return kept(images.fetch(reference, progress, time.rest()), time);
    }

    private <T> Answer<T> kept(Answer<T> given, Spread time) {
        if (given instanceof Answer.Got<T>) {
            around.bringToDisk(time.rest());
        }
        return given;
    }

    @Override
    public Answer<String> adopt(Path layout, String name, Limit limit) {
        var time = new Spread(limit);
        return kept(around.adopt(layout, name, time.rest()), time);
    }

    @Override
    public Answer<Path> store(Limit limit) {
        return around.store(limit);
    }

    @Override
    public Answer<String> load(Path file, Limit limit) {
        var time = new Spread(limit);
        return kept(images.load(file, time.rest()), time);
    }

    @Override
    public Answer<List<String>> secrets(List<String> names, Limit limit) {
        return secrets.present(names, limit);
    }

    @Override
    public Answer<Void> putSecret(String name, Path file, Ownership ours, Limit limit) {
        var time = new Spread(limit);
        return kept(secrets.put(name, file, ours, time.rest()), time);
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
                .then(report -> kept(acts.create(spec, ours, report, time.rest()), time));
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
    public Answer<Void> pause(ContainerId id, Limit limit) {
        return acts.pause(id, limit);
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
    public Answer<Void> removeOther(ContainerId id, Limit limit) {
        return acts.removeOther(id, limit);
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
        return around.listener(id, port, limit);
    }

    @Override
    public Watch watch(ContainerId id, Runnable signal) {
        return around.watch(id, signal);
    }
}
