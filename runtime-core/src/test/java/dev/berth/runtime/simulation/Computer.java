package dev.berth.runtime.simulation;

import dev.berth.runtime.Place;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.simulation.ServiceRun.Temper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// What is true of the simulated computer, whoever knows it: containers, the service's processes,
/// images, secrets, other programs on ports.
final class Computer {
    final Map<ContainerId, SimulatedContainer> containers = new LinkedHashMap<>();
    final Map<String, String> images = new HashMap<>();

    /// Of them, those that are here because Berth brought them.
    final Set<String> brought = new HashSet<>();

    final Map<String, String> secrets = new HashMap<>();

    /// Ports that other programs hold.
    final Set<Integer> taken = new HashSet<>();

    /// How runs of the service that begin now may go.
    List<Temper> mood = List.of(Temper.GOOD);

    /// What is made from these refuses to run.
    final Set<String> bad = new HashSet<>();

    /// Whether the data is such that the service does not come up with it.
    BooleanSupplier spoilt = () -> false;

    /// What the bad ones do with the data when they are started.
    Runnable ruin = () -> {};

    /// Machines by their names, whoever made them.
    final Map<String, SimulatedMachine> machines = new LinkedHashMap<>();

    /// Where the keeper looks.
    Place place = Place.HERE;

    /// Whether the person ever chose a machine in this schedule.
    boolean machineChosen;

    /// Whether the person wants the service out of its machine.
    boolean mayLeave;

    /// Whether the person lets strangers' machines be stopped always.
    boolean mayStopOthers;

    /// How far the clock inside the machine is ahead.
    Duration drift = Duration.ZERO;

    boolean sourceReachable = true;

    /// What stands in the way of the source while it cannot be used.
    Kind sourceTrouble = Kind.NETWORK;

    /// Until when what slept with the computer does not answer, by the time that it was awake.
    Instant drowsyUntil = Instant.MIN;

    /// Whether the service ever ran on the folder that is there now.
    boolean dataUsed;

    boolean signalsLost;

    /// Where the keeper's front door is open; 0 where it is not.
    int door;

    /// The engine of this computer refuses because of what it remembers.
    boolean stale;

    /// The id that the engine wrote into our folder at its last create.
    Optional<ContainerId> idFile = Optional.empty();

    /// How many runs began.
    long runs;

    final Path data;
    private final VirtualTime time;
    private final Chance chance;
    private final Trace trace;
    private final List<SimulatedWatch> watches = new ArrayList<>();
    private int made;
    private int lastPort = 40_000;

    /// @param data where the service's data lies
    Computer(VirtualTime time, Chance chance, Trace trace, Path data) {
        this.data = data;
        this.time = time;
        this.chance = chance;
        this.trace = trace;
    }

    // -- machines

    /// The one that the keeper had made.
    Optional<SimulatedMachine> ourMachine() {
        return machines.values().stream().filter(one -> one.byUs).findFirst();
    }

    /// Another one that runs: only one can at a time.
    Optional<SimulatedMachine> activeBeside(Optional<SimulatedMachine> mine) {
        return machines.values().stream()
                .filter(one -> one.isRunning() && mine.filter(own -> own == one).isEmpty())
                .findFirst();
    }

    String freeMachineName() {
        var name = "berth";
        for (int number = 2; machines.containsKey(name); number++) {
            name = "berth-" + number;
        }
        return name;
    }

    /// Whether the engine can be reached where the keeper looks.
    boolean engineAnswers() {
        return place == Place.HERE
                || ourMachine().filter(one -> one.isRunning() && one.answers).isPresent();
    }

    /// Why the engine there does nothing at all.
    Optional<Kind> refusal() {
        if (!engineAnswers()) {
            return Optional.of(Kind.UNREADABLE);
        }
        return stale && place == Place.HERE ? Optional.of(Kind.STALE) : Optional.empty();
    }

    /// The containers of the engine where the keeper looks.
    Stream<SimulatedContainer> visible() {
        return containers.values().stream().filter(one -> one.place == place);
    }

    /// It does not run any more, like what is in it. Its engine may forget that that ever ran.
    void halt(SimulatedMachine machine) {
        machine.phase =
                machine.phase == SimulatedMachine.Phase.HALF_MADE
                        ? SimulatedMachine.Phase.HALF_MADE
                        : SimulatedMachine.Phase.STOPPED;
        machine.answers = true;
        if (machine.byUs) {
            var forgets = chance.oneIn(2);
            inMachine().filter(SimulatedContainer::isUp).forEach(one -> end(one, 137, false));
            inMachine()
                    .filter(one -> forgets && one.phase == SimulatedContainer.Phase.EXITED)
                    .forEach(one -> one.phase = SimulatedContainer.Phase.CREATED);
        }
        trace.say("machine", machine::toString);
    }

    private Stream<SimulatedContainer> inMachine() {
        return List.copyOf(containers.values()).stream().filter(one -> one.place == Place.APART);
    }

    /// It is gone with all that is in it.
    void removeMachine(SimulatedMachine machine) {
        halt(machine);
        machines.remove(machine.name);
        if (machine.byUs) {
            inMachine().forEach(one -> containers.remove(one.id));
            secrets.clear();
        }
        trace.say("machine", () -> machine.name + " is gone");
    }

    ContainerId newId() {
        return new ContainerId("%064x".formatted((++made + 0x1000L) << 32));
    }

    int freePort() {
        return ++lastPort;
    }

    Optional<SimulatedContainer> container(ContainerId id) {
        return Optional.ofNullable(containers.get(id));
    }

    boolean isNamed(String name) {
        return visible().anyMatch(one -> one.name.equals(name));
    }

    /// Who answers at this port.
    Optional<SimulatedContainer> holder(int port) {
        return containers.values().stream()
                .filter(one -> one.isUp() && one.forwarded && one.port == port)
                .findFirst();
    }

    boolean isFree(int port) {
        return !taken.contains(port) && door != port && holder(port).isEmpty();
    }

    /// Containers that use our data, now running.
    List<SimulatedContainer> onOurData() {
        return containers.values().stream()
                .filter(one -> one.isUp() && one.mount.equals(data))
                .toList();
    }

    /// Begins a run in a container that does not run.
    void begin(SimulatedContainer container) {
        var temper = container.byUs ? temperOf(container) : Temper.GOOD;
        var run =
                new ServiceRun(
                        clockAt(container.place),
                        time.awake(),
                        chance.millis(300, 9000),
                        temper,
                        tokenFor(container));
        container.start(run);
        dataUsed |= container.byUs;
        runs++;
        trace.say("engine", () -> container.id.brief() + " runs, " + temper);
        switch (temper) {
            case CRASHES -> ends(container, run, chance.seconds(1, 20), 1, false);
            case EXITS_CLEANLY -> ends(container, run, chance.seconds(1, 20), 0, false);
            case REFUSES_SETTINGS -> ends(container, run, chance.seconds(1, 3), 78, false);
            case RUNS_OUT_OF_MEMORY -> ends(container, run, chance.seconds(2, 30), 137, true);
            case GOOD,
                    DEGRADED,
                    NEVER_READY,
                    HANGS,
                    REFUSES_TOKEN,
                    ANSWERS_STRANGELY,
                    IGNORES_STOP -> {}
        }
    }

    void bring(String reference, String image) {
        if (!images.containsValue(image) && place == Place.HERE) {
            brought.add(image);
        }
        images.put(reference, image);
    }

    /// What is here under this name or id. The digest in a name is not looked at.
    Optional<String> image(String reference) {
        var digest = reference.indexOf('@');
        var name = digest < 0 ? reference : reference.substring(0, digest);
        return Optional.ofNullable(images.get(reference))
                .or(() -> Optional.ofNullable(images.get(name)))
                .or(() -> Optional.of(reference).filter(images::containsValue));
    }

    private Temper temperOf(SimulatedContainer container) {
        var usual = chance.pick(mood);
        if (bad.contains(container.image)) {
            ruin.run();
        }
        return bad.contains(container.image) || spoilt.getAsBoolean()
                ? Temper.REFUSES_SETTINGS
                : usual;
    }

    private String tokenFor(SimulatedContainer container) {
        return container.secrets.stream()
                .filter(name -> name.endsWith(OpenClaw.TOKEN))
                .map(name -> secrets.getOrDefault(name, ""))
                .findFirst()
                .orElse("");
    }

    private void ends(
            SimulatedContainer container, ServiceRun run, Duration later, int code, boolean oom) {
        time.in(
                later,
                () -> {
                    if (container.isUp() && container.run.equals(run)) {
                        end(container, code, oom);
                    }
                });
    }

    /// Somebody sets the clock of this computer. Those inside machines go on as they did.
    void setClock(Duration further) {
        time.set(further);
        drift = drift.minus(further);
    }

    /// The one that the keeper had made, if there is one; the first of several.
    Optional<SimulatedContainer> ours() {
        return containers.values().stream().filter(one -> one.byUs).findFirst();
    }

    /// What the engine there takes the time for.
    private Instant clockAt(Place where) {
        return time.instant().plus(where == Place.APART ? drift : Duration.ZERO);
    }

    /// Ends the present run.
    void end(SimulatedContainer container, int code, boolean outOfMemory) {
        container.end(clockAt(container.place), code, outOfMemory);
        trace.say("engine", () -> container.id.brief() + " ended with " + code);
        for (var watch : List.copyOf(watches)) {
            if (watch.id.equals(container.id)) {
                watch.tell();
            }
        }
    }

    /// The power was gone: nothing runs, and the engine knows of no end. One in two believes that
    /// what ran still does, and refuses to work.
    void losePower() {
        stale |=
                time.instant().toEpochMilli() % 2 == 0
                        && containers.values().stream()
                                .anyMatch(one -> one.isUp() && one.place == Place.HERE);
        containers.values().stream()
                .filter(SimulatedContainer::isUp)
                .forEach(one -> one.phase = SimulatedContainer.Phase.EXITED);
        watches.clear();
        machines.values().stream()
                .filter(one -> one.phase != SimulatedMachine.Phase.HALF_MADE)
                .forEach(one -> one.phase = SimulatedMachine.Phase.STOPPED);
    }

    void remove(SimulatedContainer container) {
        if (container.isUp()) {
            end(container, 137, false);
        }
        containers.remove(container.id);
        trace.say("engine", () -> container.id.brief() + " is gone");
    }

    /// What runs on it does not answer for so long.
    void drowsy(Duration length) {
        drowsyUntil = time.awake().plus(length);
    }

    /// Whether the computer has just woken, and what runs on it has not.
    boolean isDrowsy() {
        return time.awake().isBefore(drowsyUntil);
    }

    /// Whether the service serves in truth: ours, running, ready, reachable, accepting this token.
    boolean serves(Optional<String> token) {
        return containers.values().stream()
                .anyMatch(one ->
                        one.byUs
                                && one.isRunning()
                                && one.forwarded
                                && one.mount.equals(data)
                                && one.run.isReady(time.awake())
                                && !isDrowsy()
                                && one.run.temper() != Temper.REFUSES_TOKEN
                                && token.equals(Optional.of(one.run.token())));
    }

    Engine.Watch watch(ContainerId id, Runnable signal) {
        var watch = new SimulatedWatch(id, signal, !chance.oneIn(10));
        watches.add(watch);
        return watch;
    }

    /// A watch that may be dead from the start, or lose its signal.
    private final class SimulatedWatch implements Engine.Watch {
        private final ContainerId id;
        private final Runnable signal;
        private boolean live;

        SimulatedWatch(ContainerId id, Runnable signal, boolean live) {
            this.id = id;
            this.signal = signal;
            this.live = live;
        }

        void tell() {
            if (live && !signalsLost) {
                signal.run();
            }
            live = false;
        }

        @Override
        public boolean isLive() {
            return live;
        }

        @Override
        public void close() {
            live = false;
            watches.remove(this);
        }
    }
}
