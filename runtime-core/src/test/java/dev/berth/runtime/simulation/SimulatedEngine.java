package dev.berth.runtime.simulation;

import dev.berth.runtime.Place;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.StoredImage;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.ServiceSpec;
import dev.berth.runtime.simulation.SimulatedContainer.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Does to the [Computer] what Podman would, and finds out no more than Podman would. Each call
/// takes time and may go wrong in the ways of [Calls].
final class SimulatedEngine implements Engine {
    private static final Duration BRIEF = Duration.ofMillis(40);

    private final Computer computer;
    private final Evidence evidence;
    private final Calls calls;
    private final Guard guard;
    private final Chance chance;

    SimulatedEngine(Computer computer, Calls calls, Guard guard, Chance chance) {
        this.computer = computer;
        this.calls = calls;
        evidence = new Evidence(computer);
        this.guard = guard;
        this.chance = chance;
    }

    // -- questions

    @Override
    public Answer<EngineReport> report(Limit limit) {
        return calls.ask(
                "info", limit, () -> Answer.got(new EngineReport("4.3.1", true, false, true)));
    }

    @Override
    public Answer<Void> revive(Limit limit) {
        return calls.actAnyway(
                new Calls.Act("revive-engine", "", BRIEF, limit),
                () -> {
                    if (computer.containers.values().stream()
                            .anyMatch(one -> one.isUp() && one.place == Place.HERE)) {
                        return failed(Kind.UNUSABLE, "revive");
                    }
                    computer.stale = false;
                    return nothing();
                },
                SimulatedEngine::nothing);
    }

    @Override
    public Answer<ContainerState> look(Ownership ours, Limit limit) {
        return calls.ask("inspect", limit, () -> Answer.got(evidence.seen(ours)));
    }

    @Override
    public Answer<Optional<AnotherOnOurData>> strangerOnData(Ownership ours, Limit limit) {
        return calls.ask("list", limit, () -> Answer.got(evidence.stranger(ours)));
    }

    @Override
    public Answer<Optional<String>> image(String reference, Limit limit) {
        return calls.ask("image", limit, () -> Answer.got(computer.image(reference)));
    }

    @Override
    public Answer<List<String>> secrets(List<String> names, Limit limit) {
        return calls.ask(
                "secret-list",
                limit,
                () -> Answer.got(names.stream().filter(computer.secrets::containsKey).toList()));
    }

    @Override
    public Answer<Listener> listener(ContainerId id, int port, Limit limit) {
        return calls.ask(
                "listener",
                limit,
                () -> {
                    var holder = computer.holder(port);
                    if (holder.filter(one -> one.id.equals(id)).isPresent()) {
                        guard.listenerProven(port);
                        return Answer.got(Listener.OURS);
                    }
                    return Answer.got(
                            holder.isPresent() || computer.taken.contains(port)
                                    ? Listener.FOREIGN
                                    : Listener.NOBODY);
                });
    }

    @Override
    public Answer<List<String>> lastLines(ContainerId id, int lines, Limit limit) {
        return calls.ask(
                "logs",
                limit,
                () -> Answer.got(List.of("listening", "env " + calls.somethingSecret())));
    }

    @Override
    public Answer<Void> follow(ContainerId id, int lines, Consumer<String> line, Limit limit) {
        return nothing();
    }

    @Override
    public Watch watch(ContainerId id, Runnable signal) {
        return computer.watch(id, signal);
    }

    // -- acts

    @Override
    public Answer<String> fetch(String reference, Consumer<String> progress, Limit limit) {
        var length = computer.sourceReachable ? chance.seconds(2, 90) : BRIEF;
        return calls.act(
                new Calls.Act("fetch-release", reference, length, limit),
                () -> {
                    if (!computer.sourceReachable) {
                        return failed(computer.sourceTrouble, "fetch");
                    }
                    computer.bring(reference, "sha256:" + reference.hashCode());
                    return Answer.got("sha256:" + reference.hashCode());
                },
                () -> Answer.got("sha256:0"));
    }

    @Override
    public Answer<List<StoredImage>> images(Limit limit) {
        return calls.ask(
                "images",
                limit,
                () ->
                        Answer.got(
                                computer.images.values().stream()
                                        .distinct()
                                        .map(id ->
                                                new StoredImage(
                                                        id, List.of(id), 1, users(id), false))
                                        .toList()));
    }

    private int users(String image) {
        return (int)
                computer.containers.values().stream()
                        .filter(one -> one.place == computer.place && one.image.equals(image))
                        .count();
    }

    @Override
    public Answer<Void> removeImage(String id, Limit limit) {
        return calls.act(
                new Calls.Act("clean-up", "", BRIEF, limit),
                () -> {
                    if (users(id) > 0) {
                        return failed(Kind.WRONG_STATE, "image-remove");
                    }
                    guard.removesImage(id);
                    computer.images.values().removeIf(id::equals);
                    return nothing();
                },
                SimulatedEngine::nothing);
    }

    @Override
    public Answer<List<String>> labelled(Ownership ours, Limit limit) {
        return calls.ask(
                "list",
                limit,
                () ->
                        Answer.got(
                                computer.containers.values().stream()
                                        .filter(one -> one.place == computer.place)
                                        .filter(one -> ours.instance().equals(one.label))
                                        .map(one -> "container " + one.id.value())
                                        .toList()));
    }

    @Override
    public Answer<Void> eraseFiles(Path folder, Limit limit) {
        return calls.ask("erase-files", limit, () -> failed(Kind.UNUSABLE, "erase-files"));
    }

    @Override
    public Answer<Path> store(Limit limit) {
        return calls.ask("info", limit, () -> Answer.got(Path.of("/")));
    }

    @Override
    public Answer<String> adopt(Path layout, String name, Limit limit) {
        return calls.act(
                new Calls.Act("fetch-release", name, chance.seconds(1, 20), limit),
                () -> {
                    computer.bring(name, "sha256:" + name.hashCode());
                    return Answer.got("sha256:" + name.hashCode());
                },
                () -> Answer.got("sha256:0"));
    }

    @Override
    public Answer<String> load(Path file, Limit limit) {
        return calls.act(
                new Calls.Act("load-release", file.toString(), chance.seconds(1, 20), limit),
                () -> {
                    computer.bring("localhost/loaded:1", "sha256:10aded");
                    return Answer.got("localhost/loaded:1");
                },
                () -> Answer.got("localhost/loaded:1"));
    }

    @Override
    public Answer<Void> putSecret(String name, Path file, Ownership ours, Limit limit) {
        guard.carriesNoSecret(name);
        guard.ours(name, ours);
        return calls.act(
                new Calls.Act("make-secrets", "", BRIEF, limit),
                () -> {
                    computer.secrets.put(name, calls.contentOf(file));
                    return nothing();
                },
                SimulatedEngine::nothing);
    }

    @Override
    public Answer<Void> removeSecret(String name, Ownership ours, Limit limit) {
        guard.ours(name, ours);
        return calls.act(
                new Calls.Act("clean-up", "", BRIEF, limit),
                () -> {
                    computer.secrets.remove(name);
                    return nothing();
                },
                SimulatedEngine::nothing);
    }

    @Override
    public Answer<ContainerId> create(ServiceSpec spec, Ownership ours, Limit limit) {
        guard.carriesNoSecret(spec.toString());
        guard.creates(guard.looked());
        computer.idFile = Optional.empty();
        return calls.act(
                new Calls.Act("create", "", chance.millis(100, 3000), limit),
                () -> created(spec, ours),
                () -> Answer.got(computer.newId()));
    }

    private Answer<ContainerId> created(ServiceSpec spec, Ownership ours) {
        if (!computer.images.containsValue(spec.image())) {
            return failed(Kind.RELEASE_MISSING, "create");
        }
        if (computer.isNamed(ours.name())) {
            return failed(Kind.NAME_TAKEN, "create");
        }
        var container =
                new SimulatedContainer(
                        computer.newId(),
                        ours.name(),
                        ours.instance(),
                        spec.dataFolder(),
                        spec.image(),
                        spec.port().orElseGet(computer::freePort),
                        List.copyOf(spec.secrets().values()),
                        true);
        container.place = computer.place;
        computer.containers.put(container.id, container);
        computer.idFile = Optional.of(container.id);
        return Answer.got(container.id);
    }

    @Override
    public Answer<Void> start(ContainerId id, Limit limit) {
        guard.starts(id);
        var act = new Calls.Act("start", id.value(), chance.millis(100, 900), limit);
        var looked = guard.looked();
        return calls.act(
                act,
                () ->
                        onOne(
                                id,
                                one -> {
                                    if (one.isUp()) {
                                        return one.isRunning()
                                                ? nothing()
                                                : failed(Kind.WRONG_STATE, "start");
                                    }
                                    if (!computer.isFree(one.port)) {
                                        return failed(Kind.PORT_TAKEN, "start");
                                    }
                                    if (!computer.secrets.keySet().containsAll(one.secrets)) {
                                        return failed(Kind.SECRET_MISSING, "start");
                                    }
                                    guard.started(one, looked);
                                    computer.begin(one);
                                    return nothing();
                                }),
                SimulatedEngine::nothing);
    }

    @Override
    public Answer<Void> stop(ContainerId id, Duration grace, Limit limit) {
        guard.mayEnd(id);
        var stubborn =
                computer.container(id)
                        .filter(one -> one.run.temper() == ServiceRun.Temper.IGNORES_STOP)
                        .isPresent();
        return calls.act(
                new Calls.Act(
                        "stop", id.value(), stubborn ? grace : chance.millis(100, 3000), limit),
                () ->
                        onOne(
                                id,
                                one -> {
                                    guard.conduct.stops(one);
                                    if (one.isUp()) {
                                        computer.end(one, stubborn ? 137 : 0, false);
                                    }
                                    return nothing();
                                }),
                SimulatedEngine::nothing);
    }

    @Override
    public Answer<Void> pause(ContainerId id, Limit limit) {
        guard.ours(id);
        return calls.act(
                new Calls.Act("stand-still", id.value(), BRIEF, limit),
                () ->
                        onOne(
                                id,
                                one -> {
                                    if (one.phase != Phase.RUNNING) {
                                        return failed(Kind.WRONG_STATE, "pause");
                                    }
                                    one.phase = Phase.PAUSED;
                                    return nothing();
                                }),
                SimulatedEngine::nothing);
    }

    @Override
    public Answer<Void> unpause(ContainerId id, Limit limit) {
        guard.ours(id);
        return calls.act(
                new Calls.Act("unpause", id.value(), BRIEF, limit),
                () ->
                        onOne(
                                id,
                                one -> {
                                    if (one.phase != Phase.PAUSED) {
                                        return failed(Kind.WRONG_STATE, "unpause");
                                    }
                                    one.phase = Phase.RUNNING;
                                    return nothing();
                                }),
                SimulatedEngine::nothing);
    }

    @Override
    public Answer<Void> remove(ContainerId id, Limit limit) {
        guard.ours(id);
        return removed(id, guard.conduct::removes, limit);
    }

    @Override
    public Answer<Void> removeOther(ContainerId id, Limit limit) {
        guard.mayEnd(id);
        return removed(id, _ -> {}, limit);
    }

    private Answer<Void> removed(
            ContainerId id, Consumer<SimulatedContainer> watched, Limit limit) {
        return calls.act(
                new Calls.Act("remove", id.value(), chance.millis(50, 800), limit),
                () -> {
                    var there = computer.container(id);
                    if (there.filter(SimulatedContainer::isUp).isPresent()) {
                        return failed(Kind.WRONG_STATE, "remove");
                    }
                    there.ifPresent(watched);
                    there.ifPresent(computer::remove);
                    return nothing();
                },
                SimulatedEngine::nothing);
    }

    private Answer<Void> onOne(
            ContainerId id, java.util.function.Function<SimulatedContainer, Answer<Void>> act) {
        Supplier<Answer<Void>> absent = () -> failed(Kind.NO_SUCH_THING, "container");
        return computer.container(id)
                .filter(one -> one.place == computer.place)
                .map(act)
                .orElseGet(absent);
    }

    private static <T> Answer<T> failed(Kind kind, String verb) {
        return Answer.failed(new EngineFailure(kind, verb, "the engine said no"));
    }

    @SuppressWarnings("NullAway") // Void has no other value
    private static Answer<Void> nothing() {
        return Answer.got(null);
    }
}
