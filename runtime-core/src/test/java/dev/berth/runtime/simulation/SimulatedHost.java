package dev.berth.runtime.simulation;

import dev.berth.runtime.Place;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.HostState.Capacity;
import dev.berth.runtime.engine.Machine;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.simulation.SimulatedMachine.Phase;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.MachineRecord.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// This computer, or a machine on it, with the simulated engine there. Finds out no more than the
/// real adapter would, and does what Podman would.
final class SimulatedHost implements Host, Machine {
    private static final Duration BRIEF = Duration.ofMillis(60);
    private static final Capacity COMPUTER = new Capacity(8, 16_384, 100_000);

    private final SimulatedEngine engine;
    private final Computer computer;
    private final Calls calls;
    private final Guard guard;
    private final Chance chance;
    private final VirtualTime time;

    SimulatedHost(
            SimulatedEngine engine,
            Computer computer,
            Calls calls,
            Guard guard,
            Chance chance,
            VirtualTime time) {
        this.engine = engine;
        this.computer = computer;
        this.calls = calls;
        this.guard = guard;
        this.chance = chance;
        this.time = time;
    }

    @Override
    public void turnTo(Place place) {
        computer.place = place;
    }

    @Override
    public Place place() {
        return computer.place;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Machine machine() {
        return this;
    }

    // -- questions

    @Override
    public Answer<HostState> look(Optional<MachineRecord> ours, Limit limit) {
        return computer.place == Place.HERE
                ? Answer.got(new HostState.Native())
                : calls.askAnyway("machine-list", limit, () -> Answer.got(seen(ours)));
    }

    private HostState seen(Optional<MachineRecord> ours) {
        var found = ours.flatMap(this::proven);
        var other = computer.activeBeside(found);
        if (found.isEmpty()) {
            return new HostState.Absent(computer.freeMachineName(), COMPUTER);
        }
        var one = found.get();
        if (other.isPresent() && one.phase == Phase.STOPPED) {
            return new HostState.BlockedBy(Optional.of(one.identity), other.get().name);
        }
        return switch (one.phase) {
            case HALF_MADE -> new HostState.HalfMade(one.name, "its disk is missing");
            case STOPPED -> new HostState.Stopped(one.identity, Optional.of(one.size));
            case STARTING -> new HostState.Starting(one.identity, Optional.empty());
            case RUNNING ->
                    one.answers
                            ? new HostState.Running(one.identity)
                            : new HostState.Unreachable(one.identity, "no answer");
        };
    }

    /// What the record proves: the identity, or for one that was never seen made its name and that
    /// it was made since.
    private Optional<SimulatedMachine> proven(MachineRecord ours) {
        return Optional.ofNullable(computer.machines.get(ours.name()))
                .filter(one ->
                        ours.identity()
                                .map(one.identity::isSameAs)
                                .orElse(!one.created.isBefore(ours.asked())));
    }

    @Override
    public Answer<Boolean> servesOthers(Ownership ours, Limit limit) {
        Answer<Boolean> answer =
                calls.ask(
                        "list",
                        limit,
                        () ->
                                Answer.got(
                                        computer.visible()
                                                .anyMatch(one -> one.isUp() && !one.byUs)));
        guard.conduct.toldOfOthers(answer instanceof Answer.Got<Boolean>(var others) && !others);
        return answer;
    }

    // -- acts

    @Override
    public Answer<Identity> create(
            MachineRecord plan,
            Optional<Path> file,
            List<Path> folders,
            Consumer<Fetched> told,
            Limit limit) {
        var begun = time.instant();
        told.accept(new Fetched(1, 2));
        return calls.actAnyway(
                new Calls.Act("create-machine", plan.name(), chance.seconds(1, 90), limit),
                () -> created(plan, begun),
                () -> Answer.got(new Identity("a lie", "/nowhere", java.util.OptionalInt.empty())));
    }

    private Answer<Identity> created(MachineRecord plan, Instant begun) {
        if (computer.machines.containsKey(plan.name())) {
            return failed(Kind.NAME_TAKEN, "create-machine");
        }
        guard.machineMade(computer.machines.values());
        var one = new SimulatedMachine(plan.name(), begun, plan.size(), true);
        computer.machines.put(one.name, one);
        if (calls.isUnheard() && chance.oneIn(2)) {
            one.phase = Phase.HALF_MADE;
            return failed(Kind.UNCLASSIFIED, "create-machine");
        }
        return Answer.got(one.identity);
    }

    @Override
    public Answer<Identity> start(MachineRecord ours, Limit limit) {
        proven(ours)
                .filter(one -> one.phase == Phase.STOPPED)
                .ifPresent(one -> {
                    guard.touches(one);
                    one.phase = chance.oneIn(2) ? Phase.STARTING : Phase.STOPPED;
                });
        return calls.actAnyway(
                new Calls.Act("start-machine", ours.name(), chance.seconds(15, 45), limit),
                () ->
                        onOurs(
                                ours,
                                one -> {
                                    if (one.phase == Phase.HALF_MADE) {
                                        return failed(Kind.PLACE_DAMAGED, "start-machine");
                                    }
                                    if (computer.activeBeside(Optional.of(one)).isPresent()) {
                                        return failed(Kind.OTHER_RUNS, "start-machine");
                                    }
                                    if (!one.isRunning()) {
                                        one.phase = Phase.RUNNING;
                                        one.answers = true;
                                    }
                                    return Answer.got(one.identity);
                                }),
                () -> Answer.got(ours.identity().orElseThrow()));
    }

    @Override
    public Answer<Void> stop(MachineRecord ours, Limit limit) {
        var stubborn =
                proven(ours)
                        .filter(one -> one.isRunning() && !one.answers && chance.oneIn(2))
                        .isPresent();
        return calls.actAnyway(
                new Calls.Act(
                        "stop-machine",
                        ours.name(),
                        stubborn ? Duration.ofMinutes(10) : chance.seconds(2, 9),
                        limit),
                () -> {
                    guard.conduct.stopsMachine();
                    return onOurs(ours, this::halted);
                },
                SimulatedHost::nothing);
    }

    @Override
    public Answer<Void> clear(MachineRecord ours, Limit limit) {
        return calls.actAnyway(
                new Calls.Act("clear-machine", ours.name(), chance.seconds(0, 5), limit),
                () -> onOurs(ours, this::halted),
                SimulatedHost::nothing);
    }

    private Answer<Void> halted(SimulatedMachine one) {
        computer.halt(one);
        return nothing();
    }

    @Override
    public Answer<Void> remove(MachineRecord ours, Limit limit) {
        proven(ours).ifPresent(one -> guard.removes(one, ours));
        return calls.actAnyway(
                new Calls.Act("remove-machine", ours.name(), chance.seconds(0, 9), limit),
                () -> {
                    var there = proven(ours);
                    there.ifPresent(computer::removeMachine);
                    return nothing();
                },
                SimulatedHost::nothing);
    }

    @Override
    public Answer<Void> resize(MachineRecord ours, Limit limit) {
        return calls.actAnyway(
                new Calls.Act("resize-machine", ours.name(), BRIEF, limit),
                () ->
                        onOurs(
                                ours,
                                one -> {
                                    if (one.phase != Phase.STOPPED) {
                                        return failed(Kind.WRONG_STATE, "resize-machine");
                                    }
                                    one.size = ours.size();
                                    return nothing();
                                }),
                SimulatedHost::nothing);
    }

    @Override
    public Answer<Void> setClock(MachineRecord ours, Instant now, Limit limit) {
        return calls.actAnyway(
                new Calls.Act("set-clock", ours.name(), BRIEF, limit),
                () ->
                        onOurs(
                                ours,
                                _ -> {
                                    computer.drift = Duration.ZERO;
                                    return nothing();
                                }),
                SimulatedHost::nothing);
    }

    @Override
    public Answer<Void> stopOther(String name, Limit limit) {
        return calls.actAnyway(
                new Calls.Act("stop-other", name, chance.seconds(2, 9), limit),
                () -> {
                    guard.mayStopOther();
                    Optional.ofNullable(computer.machines.get(name))
                            .ifPresent(one -> one.phase = Phase.STOPPED);
                    return nothing();
                },
                SimulatedHost::nothing);
    }

    private <T> Answer<T> onOurs(MachineRecord ours, Function<SimulatedMachine, Answer<T>> act) {
        return proven(ours)
                .map(one -> {
                    guard.touches(one);
                    return act.apply(one);
                })
                .orElseGet(() -> failed(Kind.NO_SUCH_THING, "machine"));
    }

    private static <T> Answer<T> failed(Kind kind, String verb) {
        return Answer.failed(new EngineFailure(kind, verb, "the engine said no"));
    }

    @SuppressWarnings("NullAway") // Void has no other value
    private static Answer<Void> nothing() {
        return Answer.got(null);
    }
}
