package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.NO_SUCH_THING;

import dev.berth.runtime.Stranger.Evidence;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Absent;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.podman.Inspected.Phase;
import dev.berth.runtime.limit.Limit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds our container among all, and those that have no business with our data. "Not there" is
/// said only when Podman said so; everything else that goes wrong is a failure (DESIGN 4, rules 1
/// to 3).
final class Containers {
    /// Containers come and go between a list and the look at each.
    private static final int LOOKS_AT_ALL = 4;

    private final Podman podman;
    private final Traces traces;
    private final AtomicReference<Optional<Inspected>> lastSeen =
            new AtomicReference<>(Optional.empty());

    Containers(Podman podman, Traces traces) {
        this.podman = podman;
        this.traces = traces;
    }

    /// With a recorded id that still exists nothing else is asked. An id that Podman wrote into our
    /// own folder counts as recorded.
    Answer<ContainerState> look(Ownership ours, Limit limit) {
        var time = new Spread(limit);
        for (var id : evidence(ours)) {
            var kills = traces.killsByNow();
            switch (one(id, time.rest())) {
                case Answer.Got<Optional<Inspected>>(var found) -> {
                    if (found.filter(one -> one.phase() == Phase.RUNNING).isPresent()) {
                        traces.seenAlive(id, kills, found.get().run().pid());
                    }
                    if (found.isPresent()) {
                        return Answer.got(state(found.get(), ours));
                    }
                }
                case Answer.Failed<Optional<Inspected>>(var failure) -> {
                    return Answer.failed(failure);
                }
            }
        }
        return labelled(ours, time).map(found -> adopted(found, ours));
    }

    /// Ids that prove a container with our label ours, the stronger first.
    private List<ContainerId> evidence(Ownership ours) {
        return Stream.concat(ours.recorded().stream(), traces.newest(ours).stream())
                .distinct()
                .toList();
    }

    /// The container with this id; empty only when Podman says that there is none.
    Answer<Optional<Inspected>> one(ContainerId id, Limit limit) {
        return switch (inspect(List.of(id.value()), limit)) {
            case Answer.Got<List<Inspected>>(var found) -> {
                if (found.isEmpty()) {
                    yield Json.unreadable("inspect", "success, but nothing in the answer");
                }
                lastSeen.set(Optional.of(found.getFirst()));
                yield Answer.got(Optional.of(found.getFirst()));
            }
            case Answer.Failed<List<Inspected>>(var failure) when failure.kind() == NO_SUCH_THING ->
                    Answer.got(Optional.empty());
            case Answer.Failed<List<Inspected>>(var failure) -> Answer.failed(failure);
        };
    }

    /// What the last look at this container saw; saves a command where that is good enough.
    Optional<Inspected> lastSeen(ContainerId id) {
        return lastSeen.get().filter(seen -> seen.id().equals(id));
    }

    private Answer<List<Inspected>> inspect(List<String> ids, Limit limit) {
        var arguments = new ArrayList<>(List.of("container", "inspect", "--"));
        arguments.addAll(ids);
        return podman.ask(Call.of("inspect", arguments), limit).then(ContainerReader::read);
    }

    private Answer<List<Inspected>> labelled(Ownership ours, Spread time) {
        return several(
                time,
                ids -> inspect(ids, time.rest()),
                "--filter=label=" + Ownership.LABEL + "=" + ours.instance());
    }

    /// All containers, or those that pass a filter.
    private Answer<List<Inspected>> several(
            Spread time,
            Function<List<String>, Answer<List<Inspected>>> inspecting,
            String... filter) {
        var arguments = new ArrayList<>(List.of("ps", "--all", "--quiet", "--no-trunc"));
        arguments.addAll(List.of(filter));
        for (int look = 1; ; look++) {
            var found =
                    podman.ask(Call.of("list", arguments), time.rest())
                            .then(Containers::ids)
                            .map(ids -> ids.stream().map(ContainerId::value).toList())
                            .then(ids ->
                                    ids.isEmpty()
                                            ? Answer.got(List.<Inspected>of())
                                            : inspecting.apply(ids));
            var vanished =
                    found instanceof Answer.Failed<List<Inspected>>(var failure)
                            && failure.kind() == NO_SUCH_THING;
            if (!vanished || look == LOOKS_AT_ALL) {
                return found;
            }
        }
    }

    /// None of the ids we know exists. While no id is recorded, the label alone makes it ours; of
    /// several the one that runs, else the newest. With a recorded one, it is somebody's copy.
    private ContainerState adopted(List<Inspected> labelled, Ownership ours) {
        var best = labelled.stream().max(preference());
        if (best.isEmpty()) {
            return new Absent();
        }
        return ours.recorded().isEmpty()
                ? state(best.get(), ours)
                : another(best.get(), Evidence.NOT_RECORDED, "");
    }

    private static Comparator<Inspected> preference() {
        return Comparator.comparing((Inspected one) -> one.phase() == Phase.RUNNING)
                .thenComparing(one -> one.phase() == Phase.PAUSED)
                .thenComparing(Inspected::created);
    }

    private ContainerState state(Inspected seen, Ownership ours) {
        if (!seen.carries(ours.instance())) {
            return another(seen, Evidence.LABEL_MISSING, "");
        }
        return switch (seen.phase()) {
            case CREATED -> new ContainerState.Created(seen.id(), seen.image(), seen.port());
            case RUNNING ->
                    new ContainerState.Running(
                            seen.id(), seen.image(), seen.port(), seen.exit().began());
            case PAUSED -> new ContainerState.Paused(seen.id(), seen.image(), seen.port());
            case REMOVING -> new ContainerState.Removing(seen.id(), seen.image(), seen.port());
            case EXITED ->
                    new ContainerState.Exited(
                            seen.id(),
                            seen.image(),
                            seen.port(),
                            seen.exit().code(),
                            traces.outOfMemory(seen.id(), seen.exit()),
                            seen.exit().began(),
                            seen.exit().at());
        };
    }

    private static AnotherOnOurData another(Inspected seen, Evidence evidence, String detail) {
        return new AnotherOnOurData(seen.id(), seen.name(), evidence, detail);
    }

    private static Evidence evidence(Inspected onOurData, Ownership ours) {
        if (onOurData.carries(ours.instance())) {
            return Evidence.NOT_RECORDED;
        }
        return onOurData.instance().isPresent() ? Evidence.OTHER_HOME : Evidence.USES_DATA;
    }

    Answer<Optional<AnotherOnOurData>> strangerOnData(Ownership ours, Limit limit) {
        var time = new Spread(limit);
        var damaged = new DamagedOnes(podman, id -> inspect(List.of(id.value()), time.rest()));
        return several(
                        time,
                        ids ->
                                damaged.passedOver(
                                        inspect(ids, time.rest()),
                                        ids.stream().map(ContainerId::new).toList(),
                                        ours.dataFolder(),
                                        time))
                .map(all -> stranger(all, ours));
    }

    /// Those that `podman ps --quiet` printed, one a line. What is none may be half of one that
    /// matters.
    static Answer<List<ContainerId>> ids(String out) {
        var lines = Words.lines(out).stream().filter(line -> !line.isBlank()).toList();
        return lines.stream().allMatch(ContainerId::isOne)
                ? Answer.got(lines.stream().map(ContainerId::new).toList())
                : Json.unreadable("list", "expected ids, got: " + lines.getFirst());
    }

    private Optional<AnotherOnOurData> stranger(List<Inspected> all, Ownership ours) {
        var own = own(all, ours);
        return all.stream()
                .filter(one -> !own.equals(Optional.of(one.id())))
                .flatMap(one ->
                        DataClaim.of(one, ours.dataFolder())
                                .map(claim -> another(one, evidence(one, ours), claim))
                                .stream())
                .findFirst();
    }

    /// The one of all that [#look] would take for ours.
    private Optional<ContainerId> own(List<Inspected> all, Ownership ours) {
        var labelled = all.stream().filter(one -> one.carries(ours.instance())).toList();
        var proven =
                evidence(ours).stream()
                        .filter(id -> labelled.stream().anyMatch(one -> one.id().equals(id)))
                        .findFirst();
        return proven.isPresent() || ours.recorded().isPresent()
                ? proven
                : labelled.stream().max(preference()).map(Inspected::id);
    }
}
