package dev.berth.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays schedules from the seeds 1, 2, 3 and so on, or from another first one (`./dev soak sim`),
/// on two threads. The first that fails is shrunk, told and ends it.
///
///     ./dev test                                         20,000 of them
///     mvn verify -Dberth.simulation.schedules=20000      the same
///     ./dev soak sim --replay 4711                       one, with its trace
///     ./dev soak sim --replay '4711 | here | 57 | 3 17 44'
final class SchedulesTest {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulesTest.class);
    private static final long FIRST = Long.getLong("berth.simulation.first", 1);
    private static final int SCHEDULES = Integer.getInteger("berth.simulation.schedules", 1000);
    private static final String ONLY = System.getProperty("berth.simulation.seed", "");
    private static final int THREADS = 2;
    private static final long NONE = Long.MAX_VALUE;

    @Test
    void everyScheduleKeepsTheRulesAndLeadsOn() throws Exception {
        if (!ONLY.isEmpty()) {
            replay(ONLY);
            return;
        }
        long began = System.nanoTime();
        var played = playAll();
        var took = Duration.ofNanos(System.nanoTime() - began);
        LOG.warn(
                "{} schedules, {} turns, {} ms, {} a second",
                played.schedules(),
                played.turns(),
                took.toMillis(),
                played.schedules() * 1000 / Math.max(1, took.toMillis()));
        if (played.failing() != NONE) {
            tell(Schedule.of(played.failing()));
        }
        assertThat(played.turns()).isGreaterThan(SCHEDULES);
    }

    /// What came of some of them.
    ///
    /// @param failing the smallest seed that failed
    private record Played(long schedules, long turns, long failing) {
        Played and(Played other) {
            return new Played(
                    schedules + other.schedules,
                    turns + other.turns,
                    Math.min(failing, other.failing));
        }
    }

    private static Played playAll() throws InterruptedException, ExecutionException {
        var next = new AtomicLong(FIRST);
        var failing = new AtomicLong(NONE);
        Callable<Played> worker = () -> playSome(next, failing);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var played = new Played(0, 0, NONE);
            for (var one : threads.invokeAll(List.of(worker, worker))) {
                played = played.and(one.get());
            }
            return played;
        }
    }

    private static Played playSome(AtomicLong next, AtomicLong failing) {
        var played = new Played(0, 0, NONE);
        for (long seed = next.getAndIncrement();
                seed < FIRST + SCHEDULES && seed < failing.get();
                seed = next.getAndIncrement()) {
            var simulation = new Simulation(Schedule.of(seed), false);
            var fault = fault(simulation);
            var one = new Played(1, simulation.turns(), fault.isPresent() ? seed : NONE);
            failing.accumulateAndGet(one.failing(), Math::min);
            played = played.and(one);
        }
        return played;
    }

    private static Optional<String> fault(Simulation simulation) {
        try {
            simulation.play();
            return Optional.empty();
        } catch (Broken | RuntimeException broken) {
            return Optional.of(broken.toString());
        }
    }

    /// Shrunk schedules that once showed a fault. Each goes on to be one of the many that are
    /// played, for as long as the drawing of events stays as it is.
    @ParameterizedTest
    @MethodSource
    void whatOnceFailedKeepsTheRules(String line) {
        Schedules.play(Schedule.parse(line)).ifPresent(fault -> tell(Schedule.parse(line)));
    }

    static Stream<String> whatOnceFailedKeepsTheRules() throws IOException {
        try (var file = SchedulesTest.class.getResourceAsStream("regressions.txt")) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList()
                    .stream();
        }
    }

    @Test
    void aSchedulePlaysTheSameEachTime() {
        for (long seed = 1; seed <= 4; seed++) {
            var one = new Simulation(Schedule.of(seed), true);
            var other = new Simulation(Schedule.of(seed), true);
            assertThat(fault(one)).isEqualTo(fault(other));
            assertThat(one).hasToString(other.toString());
        }
    }

    @Test
    void whatFailsIsShrunkToTheEventsThatMatter() {
        var shrunk =
                Schedule.of(1)
                        .shrunk(schedule ->
                                schedule.kept().get(17) && schedule.kept().get(90)
                                        ? Optional.of("Broken: both: 1")
                                        : Optional.empty());
        assertThat(shrunk.line()).isEqualTo("1 | here | 91 | 17 90");
        assertThat(Schedule.parse(shrunk.line())).isEqualTo(shrunk);
    }

    private static void replay(String only) {
        var schedule =
                only.contains("|") ? Schedule.parse(only) : Schedule.of(Long.parseLong(only));
        if (Schedules.play(schedule).isPresent()) {
            tell(schedule);
        }
        LOG.warn("{} keeps the rules", schedule.line());
    }

    /// Fails with the smallest part of the schedule that does, and what happens in it.
    private static void tell(Schedule schedule) {
        var first = new Simulation(schedule, false);
        var fault = fault(first);
        if (fault.isEmpty()) {
            fail("seed " + schedule.seed() + " fails, but not when it is played again");
        }
        var cut = schedule.cut(first.happened() + 1);
        var shrunk = (Schedules.play(cut).isPresent() ? cut : schedule).shrunk(Schedules::play);
        var traced = new Simulation(shrunk, true);
        var last = fault(traced);
        fail(
                """
                seed %d: %s

                %s
                %s

                shrunk, a line for regressions.txt:
                %s | (what was wrong)
                to see it again, with more lines by -Dberth.simulation.lines=N:
                ./dev soak sim --replay '%s'
                """
                        .formatted(
                                schedule.seed(),
                                fault.get(),
                                traced,
                                last.orElse("which keeps the rules"),
                                shrunk.line(),
                                shrunk.line()));
    }
}
