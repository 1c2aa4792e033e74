package dev.berth.runtime.simulation;

import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.simulation.ServiceRun.Temper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is true of the simulated computer, whoever knows it: containers, the service's processes,
/// images, secrets, other programs on ports.
final class Computer {
    final Map<ContainerId, SimulatedContainer> containers = new LinkedHashMap<>();
    final Map<String, String> images = new HashMap<>();
    final Map<String, String> secrets = new HashMap<>();

    /// Ports that other programs hold, and since when.
    final Map<Integer, Instant> taken = new HashMap<>();

    /// How runs of the service that begin now may go.
    List<Temper> mood = List.of(Temper.GOOD);

    boolean sourceReachable = true;

    /// Whether the service ever ran on the folder that is there now.
    boolean dataUsed;

    boolean signalsLost;

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
        return containers.values().stream().anyMatch(one -> one.name.equals(name));
    }

    /// Who answers at this port.
    Optional<SimulatedContainer> holder(int port) {
        return containers.values().stream()
                .filter(one -> one.isUp() && one.forwarded && one.port == port)
                .findFirst();
    }

    boolean isFree(int port) {
        return !taken.containsKey(port) && holder(port).isEmpty();
    }

    /// Containers that use our data, now running.
    List<SimulatedContainer> onOurData() {
        return containers.values().stream()
                .filter(one -> one.isUp() && one.mount.equals(data))
                .toList();
    }

    /// Begins a run in a container that does not run.
    void begin(SimulatedContainer container) {
        var temper = container.byUs ? chance.pick(mood) : Temper.GOOD;
        var run =
                new ServiceRun(
                        time.instant(), chance.millis(300, 9000), temper, tokenFor(container));
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

    /// Ends the present run.
    void end(SimulatedContainer container, int code, boolean outOfMemory) {
        container.end(time.instant(), code, outOfMemory);
        trace.say("engine", () -> container.id.brief() + " ended with " + code);
        for (var watch : List.copyOf(watches)) {
            if (watch.id.equals(container.id)) {
                watch.tell();
            }
        }
    }

    /// The power was gone: nothing runs, and the engine knows of no end.
    void losePower() {
        containers.values().stream()
                .filter(SimulatedContainer::isUp)
                .forEach(one -> one.phase = SimulatedContainer.Phase.EXITED);
        watches.clear();
    }

    void remove(SimulatedContainer container) {
        if (container.isUp()) {
            end(container, 137, false);
        }
        containers.remove(container.id);
        trace.say("engine", () -> container.id.brief() + " is gone");
    }

    /// Whether the service serves in truth: ours, running, ready, reachable, accepting this token.
    boolean serves(Optional<String> token) {
        return containers.values().stream()
                .anyMatch(one ->
                        one.byUs
                                && one.isRunning()
                                && one.forwarded
                                && one.mount.equals(data)
                                && one.run.isReady(time.instant())
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
