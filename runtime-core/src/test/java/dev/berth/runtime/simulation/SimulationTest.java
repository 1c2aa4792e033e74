package dev.berth.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import org.junit.jupiter.api.Test;
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
