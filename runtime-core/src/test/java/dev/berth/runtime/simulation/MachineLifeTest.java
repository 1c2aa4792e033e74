package dev.berth.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Status;
import dev.berth.runtime.simulation.SimulatedMachine.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Single scenes of a service in a machine, without mischief.
final class MachineLifeTest {

    private static Simulation ready() {
        var simulation = new Simulation(2, false, true);
        simulation.setUp();
        assertThat(isReady(simulation)).isTrue();
        simulation.live(Duration.ofSeconds(30));
        return simulation;
    }

    private static boolean isReady(Simulation simulation) {
        return simulation.status().status() instanceof Status.Supervised(OperatorState.Ready _);
    }

    @Test
    void whileTheServiceAnswersTheMachineIsNotAsked() {
        var simulation = ready();
        long before = simulation.questions();
        long turns = simulation.turns();
        simulation.live(Duration.ofMinutes(4));
        assertThat(simulation.questions() - before)
                .as("each look asks who listens, and nothing else")
                .isEqualTo(simulation.turns() - turns);
        assertThat(simulation.turns() - turns).isLessThanOrEqualTo(25);
    }

    @Test
    void aDeadMachineIsNoticedWithinFifteenSecondsAndComesBack() {
        var simulation = ready();
        simulation.computer.ourMachine().ifPresent(simulation.computer::halt);
        simulation.live(Duration.ofSeconds(15));
        assertThat(isReady(simulation)).isFalse();
        simulation.live(Duration.ofMinutes(3));
        assertThat(isReady(simulation)).isTrue();
    }

    @Test
    void afterAWakeNothingIsRepairedForAMinute() {
        var simulation = ready();
        var machine = simulation.computer.ourMachine().orElseThrow();
        simulation.time.sleep(Duration.ofHours(8));
        simulation.computer.halt(machine);
        machine.phase = Phase.RUNNING; // which is not so yet
        machine.answers = false;
        simulation.live(Duration.ofSeconds(55));
        assertThat(machine.phase).isEqualTo(Phase.RUNNING);
        simulation.live(Duration.ofMinutes(5));
        assertThat(isReady(simulation)).isTrue();
    }

    @Test
    void aClockThatWentWrongInsideIsSetWhileReadyIsShown() {
        var simulation = ready();
        simulation.computer.drift = Duration.ofMinutes(-50);
        simulation.live(Duration.ofSeconds(15));
        assertThat(simulation.computer.drift).isZero();
        assertThat(isReady(simulation)).isTrue();
    }

    @Test
    void aLostStateFileMakesOurMachineNoStranger() {
        var simulation = ready();
        simulation.dieAndLoseNotes();
        simulation.live(Duration.ofMinutes(5));
        assertThat(isReady(simulation)).isTrue();
        assertThat(simulation.computer.machines).containsOnlyKeys("berth");
    }
}
