package dev.berth.runtime.simulation;

import dev.berth.runtime.Setting;
import dev.berth.runtime.simulation.SimulatedMachine.Phase;
import dev.berth.runtime.store.MachineSize;
import java.time.Duration;
import java.time.Instant;

/// What happens to the machine: its process dies, its engine falls silent, "running" is a lie, its
/// start flag sticks, somebody removes or stops it, another one gets in the way, the computer
/// sleeps.
final class MachineMischief {
    /// Says so, does it, and undoes it later.
    interface ForAWhile {
        void happens(String what, Runnable begin, Runnable end);
    }

    private final Simulation simulation;
    private final Computer computer;
    private final Chance chance;
    private final ForAWhile forAWhile;

    MachineMischief(Simulation simulation, Chance chance, ForAWhile forAWhile) {
        this.simulation = simulation;
        this.forAWhile = forAWhile;
        computer = simulation.computer;
        this.chance = chance;
    }

    void happen() {
        var ours = computer.ourMachine();
        if (ours.isEmpty()) {
            return;
        }
        var one = ours.get();
        switch (chance.below(9)) {
            case 0, 1 -> say("the machine's process dies", () -> computer.halt(one));
            case 2 -> say("the machine lies: it is dead and says running", () -> lie(one));
            case 3 ->
                    forAWhile.happens(
                            "the machine's engine is silent",
                            () -> one.answers = !one.isRunning(),
                            () -> one.answers = true);
            case 4 ->
                    say(
                            "the start flag sticks",
                            () -> {
                                if (one.phase == Phase.STOPPED) {
                                    one.phase = Phase.STARTING;
                                }
                            });
            case 5 ->
                    say(
                            "the machine is removed by hand",
                            () -> {
                                if (chance.oneIn(3)) {
                                    computer.removeMachine(one);
                                }
                            });
            case 6, 7 -> another();
            default ->
                    say("the clock inside is wrong", () -> computer.drift = Duration.ofHours(-1));
        }
    }

    private void lie(SimulatedMachine one) {
        if (one.isRunning()) {
            computer.halt(one);
            one.phase = Phase.RUNNING;
            one.answers = false;
        }
    }

    /// Somebody's machine runs, at times under one of our names.
    private void another() {
        var name = chance.oneIn(2) ? computer.freeMachineName() : "podman-machine-default";
        var other = new SimulatedMachine(name, Instant.EPOCH, new MachineSize(2, 2048, 40), false);
        forAWhile.happens(
                "another machine runs: " + name,
                () -> {
                    if (computer.activeBeside(java.util.Optional.empty()).isEmpty()) {
                        other.phase = Phase.RUNNING;
                    }
                    computer.machines.putIfAbsent(name, other);
                },
                () -> computer.machines.remove(name, other));
        if (chance.oneIn(3)) {
            computer.mayStopOthers = true;
            simulation.choose(Setting.OTHERS, "always");
        }
    }

    private void say(String what, Runnable change) {
        simulation.trace.say("world", () -> what);
        change.run();
    }

    /// The causes are gone: what lies or hangs may do so still.
    void mend() {
        computer.machines.values().removeIf(one -> !one.byUs);
        computer.ourMachine().ifPresent(one -> one.answers |= one.phase != Phase.RUNNING);
    }
}
