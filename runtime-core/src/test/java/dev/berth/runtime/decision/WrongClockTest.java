package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Given.OURS;
import static dev.berth.runtime.decision.Given.PORT;
import static dev.berth.runtime.decision.Given.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.decision.Situation.Recent;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What was noted by a clock that has been set since, or by another computer's, makes nobody wait
/// and takes no act for somebody else's.
final class WrongClockTest {
    private static final Instant NEXT_YEAR = NOW.plus(Duration.ofDays(365));

    private static Recent silentFor(int seconds) {
        return Recent.NOTHING.unready(NOW.minusSeconds(seconds), false);
    }

    private static Exited endedNextYear(int code) {
        return new Exited(
                OURS,
                Given.IMAGE,
                OptionalInt.of(PORT),
                code,
                false,
                NEXT_YEAR.minusSeconds(60),
                NEXT_YEAR);
    }

    /// It was a year ahead, and is right now.
    @Nested
    final class SetBack {
        @Test
        void noPauseLastsUntilThen() {
            for (int falls : List.of(2, 5, 6, 12)) {
                var history = History.of(Stories.falls(falls, NEXT_YEAR));
                assertThat(new Given().container(Given.created()).history(history).step())
                        .as("after %d falls", falls)
                        .isInstanceOf(Step.Act.class);
            }
            var fetched = History.none().with(Stories.failed("fetch-release", "r", NEXT_YEAR));
            assertThat(new Given().image(Fact.known(Optional.empty())).history(fetched).step())
                    .isInstanceOf(Step.FetchRelease.class);
        }

        @Test
        void whatDidNotStopIsStoppedAgain() {
            var history = History.none();
            for (int i = 0; i < 3; i++) {
                history = history.with(Stories.failed("stop", OURS.value(), NEXT_YEAR));
            }
            assertThat(
                            new Given()
                                    .wish(new Wish.Paused())
                                    .container(Given.running(RUN))
                                    .history(history)
                                    .step())
                    .isInstanceOf(Step.Stop.class);
        }

        @Test
        void whatIsLeftIsCleaned() {
            var item = new CleanUp.Service(OURS.value());
            var given =
                    new Given()
                            .wish(new Wish.Nothing(false))
                            .history(
                                    History.none()
                                            .with(
                                                    Stories.failed(
                                                            "clean-up",
                                                            item.toString(),
                                                            NEXT_YEAR)));
            given.kept(given.kept.withCleanUps(List.of(item)));
            assertThat(given.step()).isEqualTo(new Step.Clean(item));
        }

        @Test
        void aPlaceOfItsOwnIsStarted() {
            for (int failures : List.of(1, 3)) {
                var given = Machines.given(Machines.STOPPED);
                given.history(Machines.failedStarts(failures, Duration.between(NEXT_YEAR, NOW)));
                assertThat(given.step()).isInstanceOf(MachineStep.ClearMachine.class);
            }
            var starting = Machines.given(Machines.STARTING);
            starting.history(Machines.of(Machines.began("start-machine", NEXT_YEAR)));
            starting.recent(
                    Recent.NOTHING.away(
                            Optional.of(new Recent.Away(true, NOW.minus(Hosting.STARTING)))));
            assertThat(starting.step()).isInstanceOf(MachineStep.ClearMachine.class);
        }

        @Test
        void aRunOfNextYearThatFallsSilentIsNotWaitedForUntilThen() {
            for (var endpoint : List.of(new EndpointState.Silent(), new EndpointState.Refused())) {
                var given = new Given().answering(endpoint).container(Given.running(NEXT_YEAR));
                assertThat(given.recent(silentFor(89)).step()).isInstanceOf(Step.Wait.class);
                assertThat(given.recent(silentFor(90)).step()).isInstanceOf(Step.Note.class);
            }
        }

        @Test
        void aRepairCountsForAnEndOfNextYear() {
            var refused = endedNextYear(78);
            var history =
                    History.none()
                            .with(
                                    new Fell(
                                            NEXT_YEAR,
                                            Stories.keyOf(refused),
                                            FallCause.REFUSED_SETTINGS,
                                            Optional.empty()))
                            .with(new Asked(NOW, "repair"));
            assertThat(new Given().container(refused).history(history).step())
                    .isEqualTo(new Step.Start(OURS));
        }

        @Test
        void aRepairOfBeforeThatEndDoesNotCountForIt() {
            var refused = endedNextYear(78);
            var history = History.none().with(new Asked(NEXT_YEAR.minusSeconds(100), "repair"));
            var step = new Given().container(refused).history(history).step();
            assertThat(step).isInstanceOf(Step.Note.class);
        }

        @Test
        void aRestartEndsARunOfNextYear() {
            var wish = new Wish.Running(Optional.of(NOW));
            assertThat(
                            new Given()
                                    .wish(wish)
                                    .answering(new EndpointState.Ready(List.of()))
                                    .container(Given.running(NEXT_YEAR))
                                    .step())
                    .isInstanceOf(Step.Stop.class);
        }

        @Test
        void whatWeStoppedIsNoFall() {
            var stopped = stopped(NOW.minusSeconds(10));
            var run =
                    new Exited(
                            OURS,
                            Given.IMAGE,
                            OptionalInt.of(PORT),
                            0,
                            false,
                            NEXT_YEAR,
                            NOW.minusSeconds(5));
            assertThat(new Given().container(run).history(stopped).step())
                    .isEqualTo(new Step.Start(OURS));
        }

        @Test
        void laddersOfDifferentYearsAreNotThreeInHalfAnHour() {
            var told = new ArrayList<>(Stories.falls(12, NEXT_YEAR));
            for (int i = 0; i < 6; i++) {
                told.add(Stories.fell(NOW.plusSeconds(i), "now " + i));
            }
            assertThat(History.of(told).falls().givenUp()).isFalse();
        }
    }

    /// That of a place of its own may be behind ours, as after sleep (podman.md T-01).
    @Nested
    final class AnotherOne {
        private final Instant behind = NOW.minus(Duration.ofMinutes(50));

        @Test
        void aStartThatWeHaveJustMadeHasItsWholeTime() {
            var started =
                    History.none()
                            .with(began("start", NOW.minusSeconds(8)))
                            .with(done("start", NOW.minusSeconds(7)));
            var given = new Given().answering(new EndpointState.Refused()).history(started);
            given.container(Given.running(behind));
            assertThat(given.recent(silentFor(7)).step()).isInstanceOf(Step.Wait.class);
        }

        @Test
        void anEndAfterOurStartIsNotThatOfOurStopBeforeIt() {
            var again =
                    stopped(NOW.minusSeconds(60))
                            .with(began("start", NOW.minusSeconds(40)))
                            .with(done("start", NOW.minusSeconds(39)));
            var crashed =
                    new ContainerState.Exited(
                            OURS,
                            Given.IMAGE,
                            OptionalInt.of(PORT),
                            1,
                            false,
                            behind,
                            behind.plusSeconds(30));
            assertThat(new Given().container(crashed).history(again).step())
                    .isInstanceOfSatisfying(
                            Step.Note.class,
                            note -> assertThat(note.entry()).isInstanceOf(Fell.class));
        }
    }

    private static History stopped(Instant at) {
        return History.none().with(began("stop", at)).with(done("stop", at.plusSeconds(1)));
    }

    private static Began began(String step, Instant at) {
        return new Began("a" + at, at, Trigger.PERSON, step, OURS.value());
    }

    private static Ended done(String step, Instant at) {
        return new Ended("a" + at, at, step, OURS.value(), Outcome.DONE, Optional.empty());
    }
}
