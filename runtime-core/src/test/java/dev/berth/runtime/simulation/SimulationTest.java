package dev.berth.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Status;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.simulation.ServiceRun.Temper;
import dev.berth.runtime.simulation.SimulatedContainer.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/// Plays schedules from the seeds 1, 2, 3 and so on, or from another first one (`./dev soak sim`).
///
///     mvn verify -Dberth.simulation.schedules=20000
///     mvn verify -Dtest=SimulationTest -Dberth.simulation.seed=4711
final class SimulationTest {
    private static final long FIRST = Long.getLong("berth.simulation.first", 1);
    private static final int SCHEDULES = Integer.getInteger("berth.simulation.schedules", 1000);

    @Test
    void everyScheduleKeepsTheRulesAndLeadsOn() {
        long only = Long.getLong("berth.simulation.seed", 0);
        if (only != 0) {
            replay(only);
            return;
        }
        long began = System.nanoTime();
        long turns = 0;
        for (long seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
            var simulation = new Simulation(seed, false);
            try {
                simulation.play();
            } catch (Broken | RuntimeException broken) {
                replay(seed);
                fail("seed " + seed + " fails, but not in its replay", broken);
            }
            turns += simulation.turns();
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        LoggerFactory.getLogger(SimulationTest.class)
                .warn("{} schedules, {} turns, {} ms", SCHEDULES, turns, took.toMillis());
        assertThat(turns).isGreaterThan(SCHEDULES);
    }

    @ParameterizedTest
    @CsvSource({
        "NO_ROOM, NO_ROOM",
        "PART_MISSING, ENGINE_PART_MISSING",
        "CERTIFICATE, CONNECTION_NOT_TRUSTED",
        "UNCLASSIFIED, NOT_UNDERSTOOD"
    })
    void aSetUpThatFailsSaysWhatStandsInItsWay(EngineFailure.Kind why, ProblemKind problem) {
        var simulation = new Simulation(1, false);
        simulation.faults.refuseActs(why);
        simulation.setUp();

        assertThat(simulation.person.lastAnswer().status())
                .isInstanceOfSatisfying(
                        Status.Supervised.class,
                        shown ->
                                assertThat(shown.state())
                                        .isInstanceOfSatisfying(
                                                OperatorState.NeedsAttention.class,
                                                attention ->
                                                        assertThat(attention.problem().kind())
                                                                .isEqualTo(problem)));
    }

    @Test
    void aServiceThatAlwaysCrashesIsGivenUpUntilAPersonRepairs() {
        var simulation = crashing();
        simulation.live(Duration.ofHours(3));
        assertThat(simulation.status().status())
                .isInstanceOfSatisfying(
                        Status.Supervised.class,
                        shown ->
                                assertThat(shown.state())
                                        .isInstanceOf(OperatorState.NeedsAttention.class));
        long tries = simulation.computer.runs;
        simulation.live(Duration.ofHours(3));
        assertThat(simulation.computer.runs).isEqualTo(tries);
        simulation.mendAndLeadOn();
    }

    @Test
    void budgetsSurviveTheDeathOfTheKeeper() {
        var simulation = crashing();
        simulation.dieEvery(Duration.ofMinutes(1), 90);
        long tries = simulation.computer.runs;
        simulation.dieEvery(Duration.ofMinutes(1), 90);
        assertThat(simulation.computer.runs).isEqualTo(tries);
        simulation.mendAndLeadOn();
    }

    @Test
    void aRemovalThatNeverEndsIsAProblemAndLeadsOnWhenItDoes() {
        var simulation = new Simulation(1, false);
        simulation.setUp();
        var containers = simulation.computer.containers;
        containers.values().forEach(one -> one.phase = Phase.REMOVING);
        simulation.live(Duration.ofHours(1)); // the guard bounds Starting
        containers.clear();
        simulation.mendAndLeadOn();
    }

    @Test
    void aCommandThatCannotBeTakenDoesNotLoseThoseAfterIt() {
        var simulation = new Simulation(1, false);
        simulation.setUp();
        simulation.settings.spoilt = true;
        simulation.ask(simulation.person.setUp());
        simulation.ask(new Command.Pause());
        simulation.live(Duration.ofMinutes(2));
        assertThat(simulation.status().status()).isInstanceOf(Status.Paused.class);
        assertThat(simulation.person.isAnswered()).isTrue();
    }

    /// A service that was well once and now ends soon after each start.
    private static Simulation crashing() {
        var simulation = new Simulation(1, false);
        simulation.setUp();
        simulation.computer.mood = List.of(Temper.CRASHES);
        simulation
                .computer
                .containers
                .values()
                .forEach(one -> simulation.computer.end(one, 1, false));
        return simulation;
    }

    private static void replay(long seed) {
        var simulation = new Simulation(seed, true);
        try {
            simulation.play();
        } catch (Broken | RuntimeException broken) {
            fail(
                    "seed %d: %s%n%s%n-Dberth.simulation.seed=%d"
                            .formatted(seed, broken, simulation, seed),
                    broken);
        }
    }
}
