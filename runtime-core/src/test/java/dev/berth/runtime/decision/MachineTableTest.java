package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Machines.OURS;
import static dev.berth.runtime.decision.Machines.SIZE;
import static dev.berth.runtime.decision.Machines.done;
import static dev.berth.runtime.decision.Machines.failed;
import static dev.berth.runtime.decision.Machines.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Place;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Settings.Others;
import dev.berth.runtime.Status;
import dev.berth.runtime.decision.MachineStep.ClearMachine;
import dev.berth.runtime.decision.MachineStep.CreateMachine;
import dev.berth.runtime.decision.MachineStep.Move;
import dev.berth.runtime.decision.MachineStep.RemoveMachine;
import dev.berth.runtime.decision.MachineStep.ResizeMachine;
import dev.berth.runtime.decision.MachineStep.SetClock;
import dev.berth.runtime.decision.MachineStep.StartMachine;
import dev.berth.runtime.decision.MachineStep.StopMachine;
import dev.berth.runtime.decision.MachineStep.StopOther;
import dev.berth.runtime.decision.Situation.Recent;
import dev.berth.runtime.decision.Situation.Recent.Away;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.observation.Prospect;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.MachineSize;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// One test for each row on the machine in which the engine runs (DESIGN 5, decision 28).
final class MachineTableTest {

    private static void isHalt(Step step, ProblemKind problem) {
        assertThat(step)
                .isInstanceOfSatisfying(
                        Step.Halt.class,
                        halt -> assertThat(halt.problem().kind()).isEqualTo(problem));
    }

    @Nested
    class Bringing {
        @Test
        void anAbsentOneIsMadeAsLargeAsTheComputerAllows() {
            assertThat(given(Machines.ABSENT).step())
                    .isEqualTo(new CreateMachine("berth", SIZE, Optional.empty()));
        }

        @Test
        void aComputerThatIsTooSmallGetsNone() {
            isHalt(
                    given(new HostState.Absent("berth", Machines.SMALL)).step(),
                    ProblemKind.COMPUTER_TOO_SMALL);
        }

        @Test
        void theFolderThatItSeesIsMadeBeforeIt() {
            var given = given(Machines.ABSENT).data(new DataFolder.State.NeverMade());
            given.kept(given.kept.withDataMade(false));
            assertThat(given.step()).isInstanceOf(Step.MakeData.class);
        }

        @Test
        void nothingIsMadeOrStartedWhileTheDataIsGone() {
            for (var host : List.of(Machines.ABSENT, Machines.STOPPED)) {
                isHalt(given(host).data(new DataFolder.State.Gone()).step(), ProblemKind.DATA_GONE);
            }
        }

        @Test
        void nothingIsDoneOnUnknown() {
            var given = given(Machines.STOPPED).host(Given.unknown());
            assertThat(given.step()).isInstanceOf(Step.LookAgain.class);
        }

        @Test
        void oneThatIsNotRecordedIsLeftAlone() {
            var given = given(Machines.STOPPED);
            given.kept(given.kept.withMachine(Optional.empty()));
            isHalt(given.step(), ProblemKind.CANNOT_TELL);
        }

        @Test
        void aStoppedOneIsStarted() {
            assertThat(given(Machines.STOPPED).step()).isEqualTo(new StartMachine(OURS));
        }

        @Test
        void oneThatIsStartingIsWaitedForAndThenEnded() {
            var given = given(Machines.STARTING);
            assertThat(given.step()).isInstanceOf(Step.Wait.class);
            given.recent(away(true, Hosting.STARTING));
            assertThat(given.step()).isEqualTo(new ClearMachine(OURS));
        }

        @Test
        void aStartOfOursThatWasCutShortIsNotWaitedForTwice() {
            var given = given(Machines.STARTING);
            given.history(
                    Machines.of(Machines.began("start-machine", NOW.minus(Hosting.STARTING))));
            assertThat(given.step()).isEqualTo(new ClearMachine(OURS));
        }

        @Test
        void oneThatWasNeverFinishedGoes() {
            var given = given(Machines.HALF);
            given.kept(given.kept.withMachine(Optional.of(Machines.PLANNED)));
            assertThat(given.step()).isEqualTo(new RemoveMachine(Machines.PLANNED));
        }

        @Test
        void oneThatLostPartsGoesOnlyWithConsent() {
            isHalt(given(Machines.HALF).step(), ProblemKind.PLACE_DAMAGED);
            assertThat(given(Machines.HALF).history(Machines.agreed("rebuild")).step())
                    .isEqualTo(new RemoveMachine(OURS));
        }

        @Test
        void aFailedStartIsClearedUpAndTriedAgainAfterAPause() {
            var failed = Machines.failedStarts(1, Duration.ZERO);
            var given = given(Machines.STOPPED).history(failed);
            assertThat(given.step()).isInstanceOf(Step.Wait.class);
            given.history(Machines.failedStarts(1, Duration.ofSeconds(3)));
            assertThat(given.step()).isEqualTo(new ClearMachine(OURS));
            given.history(given.history.with(done("clear-machine", NOW)));
            assertThat(given.step()).isEqualTo(new StartMachine(OURS));
        }

        @Test
        void afterThreeFailedStartsThePersonIsToldAndSlowTriesGoOn() {
            var given = given(Machines.STOPPED);
            given.history(Machines.failedStarts(3, Duration.ofSeconds(59)));
            isHalt(given.step(), ProblemKind.PLACE_DOES_NOT_START);
            given.history(Machines.failedStarts(3, Duration.ofSeconds(60)));
            assertThat(given.step()).isEqualTo(new ClearMachine(OURS));
            assertThat(Projection.of(given.situation(), given.step()))
                    .isInstanceOfSatisfying(
                            Status.Supervised.class,
                            shown ->
                                    assertThat(shown.state())
                                            .isInstanceOf(OperatorState.NeedsAttention.class));
        }

        @Test
        void whatIsPlainIsToldAtOnce() {
            var given = given(Machines.STOPPED);
            given.history(
                    Machines.of(failed("start-machine", NOW, ProblemKind.COMPUTER_NOT_PREPARED)));
            isHalt(given.step(), ProblemKind.COMPUTER_NOT_PREPARED);
        }
    }

    @Nested
    class Silent {
        @Test
        void isWaitedForAMinuteThenStoppedThenEnded() {
            var given = given(Machines.SILENT).recent(away(false, Duration.ofSeconds(59)));
            assertThat(given.step()).isInstanceOf(Step.Wait.class);
            given.recent(away(false, Hosting.SILENCE));
            assertThat(given.step()).isInstanceOf(StopMachine.class);
            given.history(Machines.of(failed("stop-machine", NOW.minusSeconds(9))));
            assertThat(given.step()).isEqualTo(new ClearMachine(OURS));
        }

        @Test
        void aStopThatHelpsNothingIsAFailure() {
            var given = given(Machines.SILENT).recent(away(false, Hosting.SILENCE));
            given.history(
                    Machines.of(
                            done("stop-machine", NOW.minusSeconds(20)),
                            done("stop-machine", NOW.minusSeconds(10))));
            assertThat(given.step()).isEqualTo(new ClearMachine(OURS));
        }

        @Test
        void isLeftInPeaceForAMinuteAfterTheComputerWoke() {
            var given = given(Machines.SILENT);
            var woken = Recent.woken(NOW.minusSeconds(59));
            given.recent(woken.away(Optional.of(new Away(false, NOW.minusSeconds(3600)))));
            assertThat(given.step()).isInstanceOf(Step.Wait.class);
        }
    }

    @Nested
    class Blocked {
        @Test
        void byAnotherIsAsked() {
            isHalt(given(Machines.BLOCKED).step(), ProblemKind.ANOTHER_RUNS);
        }

        @Test
        void theOtherIsStoppedWhereThatWasAgreedOnceOrAlways() {
            var once = given(Machines.BLOCKED).history(Machines.agreed("stop-other"));
            assertThat(once.step()).isEqualTo(new StopOther("other"));
            once.history(once.history.with(done("stop-other", NOW)));
            isHalt(once.step(), ProblemKind.ANOTHER_RUNS);

            var always = given(Machines.BLOCKED);
            always.settings = always.settings.withDwelling(others(Others.ALWAYS_STOP));
            assertThat(always.step()).isEqualTo(new StopOther("other"));
        }

        @Test
        void whoNeverWantsItStoppedIsToldHowItGoesOn() {
            var never = given(Machines.BLOCKED);
            never.settings = never.settings.withDwelling(others(Others.NEVER_STOP));
            assertThat(never.step())
                    .isInstanceOfSatisfying(
                            Step.Halt.class,
                            halt -> assertThat(halt.problem().details()).hasSize(2));
        }
    }

    @Nested
    class Rebuilding {
        @Test
        void goesOnlyWithConsentAndEndsWhatRunsFirst() {
            for (var host : List.of(Machines.RUNNING, Machines.SILENT, Machines.STARTING)) {
                var given = given(host).history(Machines.agreed("rebuild"));
                assertThat(given.step()).isInstanceOf(StopMachine.class);
                given.history(given.history.with(failed("stop-machine", NOW.minusSeconds(9))));
                assertThat(given.step()).isEqualTo(new ClearMachine(OURS));
            }
            assertThat(given(Machines.STOPPED).history(Machines.agreed("rebuild")).step())
                    .isEqualTo(new RemoveMachine(OURS));
        }

        @Test
        void theConsentHoldsOnce() {
            var removed = Machines.agreed("rebuild").with(done("remove-machine", NOW));
            assertThat(given(Machines.STOPPED).history(removed).step())
                    .isEqualTo(new StartMachine(OURS));
            var remade = Machines.agreed("rebuild").with(Machines.began("create-machine", NOW));
            assertThat(given(Machines.STOPPED).history(remade).step())
                    .isEqualTo(new StartMachine(OURS));
        }
    }

    @Nested
    class Ladders {
        @Test
        void aSpentLadderOfTheServiceIsTheTurnOfItsMachineOnce() {
            var spent = History.of(Stories.falls(6, NOW));
            var given = given(Machines.RUNNING).container(Given.created()).history(spent);
            assertThat(given.step()).isInstanceOf(StopMachine.class);
            assertThat(Projection.of(given.situation(), given.step()))
                    .isInstanceOfSatisfying(
                            Status.Supervised.class,
                            shown ->
                                    assertThat(shown.state())
                                            .isInstanceOf(OperatorState.Starting.class));

            var turned = spent.with(done("stop-machine", NOW));
            assertThat(turned.troubled()).isFalse();
            assertThat(turned.rung(NOW)).isEqualTo(History.Rung.IN_PLACE);

            var again = turned;
            for (int i = 0; i < 6; i++) {
                again = again.with(Stories.fell(NOW, "second ladder " + i));
            }
            assertThat(again.troubled()).isTrue();
            given.history(again);
            isHalt(given.step(), ProblemKind.KEEPS_STOPPING);
        }

        @Test
        void onThisComputerItselfThereIsNoTurn() {
            var given = new Given().container(Given.created());
            given.history(History.of(Stories.falls(6, NOW)));
            isHalt(given.step(), ProblemKind.KEEPS_STOPPING);
        }
    }

    @Nested
    class Resizing {
        private final MachineSize larger = new MachineSize(4, 8192, 40);

        private Given wanting(HostState host) {
            var given = given(host);
            var usual = given.settings.dwelling();
            given.settings =
                    given.settings.withDwelling(
                            new Settings.Dwelling(
                                    usual.place(),
                                    usual.others(),
                                    OptionalInt.empty(),
                                    OptionalLong.of(8192),
                                    OptionalLong.empty(),
                                    Optional.empty()));
            return given;
        }

        @Test
        void stopsTheServiceThenTheMachineThenResizes() {
            assertThat(wanting(Machines.RUNNING).answering(ready()).step())
                    .isInstanceOf(Step.Stop.class);
            assertThat(wanting(Machines.RUNNING).container(Given.exited(0)).step())
                    .isInstanceOf(StopMachine.class);
            assertThat(wanting(Machines.STOPPED).step())
                    .isEqualTo(new ResizeMachine(OURS.sized(larger)));
        }

        @Test
        void whatItCannotHaveIsNotAskedForAgain() {
            var refused = new ResizeMachine(OURS.sized(larger));
            var given = wanting(Machines.STOPPED);
            given.history(
                    History.none()
                            .with(
                                    Stories.failed(
                                            "resize-machine",
                                            refused.subject(),
                                            NOW.minusSeconds(9))));
            assertThat(given.step()).isEqualTo(new StartMachine(OURS));
        }
    }

    @Nested
    class MovingHouse {
        private Given out(Prospect prospect) {
            var given = given(Machines.RUNNING);
            given.settings =
                    given.settings.withDwelling(
                            given.settings.dwelling().at(Place.HERE, Optional.empty()));
            given.elsewhere = Fact.known(prospect);
            return given;
        }

        private Given in(HostState.Machine machine) {
            var given = new Given();
            given.kept(given.kept.livingAt(Place.HERE));
            given.settings =
                    given.settings.withDwelling(
                            Settings.Dwelling.usual().at(Place.APART, Optional.empty()));
            given.elsewhere = Fact.known(new Prospect.Apart(machine));
            return given;
        }

        private Prospect usable() {
            return new Prospect.Here(
                    new EngineState.Usable(new EngineReport("4.3.1", true, false, true)));
        }

        @Test
        void nothingIsCutBeforeTheNewPlaceIsProven() {
            var failure = Given.failure(EngineFailure.Kind.PROGRAM_MISSING);
            var missing = out(new Prospect.Here(new EngineState.Missing(failure)));
            missing.history(Stories.proven());
            assertThat(missing.answering(ready()).step()).isInstanceOf(Step.Rest.class);
            var small = in(new HostState.Absent("berth", Machines.SMALL));
            small.history(Stories.proven());
            assertThat(small.answering(ready()).step()).isInstanceOf(Step.Rest.class);
            small.wish(new Wish.SetUp(Optional.empty(), false));
            isHalt(small.step(), ProblemKind.COMPUTER_TOO_SMALL);
        }

        @Test
        void outOfTheMachineTheServiceStopsThenTheMachineGoes() {
            assertThat(out(usable()).answering(ready()).step()).isInstanceOf(Step.Stop.class);
            assertThat(out(usable()).container(Given.exited(0)).step())
                    .isEqualTo(new RemoveMachine(OURS));
            var gone = out(usable()).host(Fact.known(Machines.ABSENT));
            assertThat(gone.step()).isEqualTo(new Move(Place.HERE));
        }

        @Test
        void intoTheMachineTheContainerGoesFirst() {
            var large = new HostState.Absent("berth", Machines.LARGE);
            assertThat(in(large).answering(ready()).step()).isInstanceOf(Step.Stop.class);
            assertThat(in(large).container(Given.exited(0)).step()).isInstanceOf(Step.Remove.class);
            assertThat(in(large).step()).isEqualTo(new Move(Place.APART));
            assertThat(in(large).container(Given.<ContainerState>unknown()).step())
                    .isInstanceOf(Step.LookAgain.class);
        }
    }

    @Nested
    class Clock {
        private Given drifting(Given given, long seconds) {
            given.history(Stories.proven());
            return given.answering(
                    new EndpointState.Ready(List.of(), Optional.of(Duration.ofSeconds(seconds))));
        }

        @Test
        void isSetWhenItIsHalfAMinuteWrongWhileReadyIsShown() {
            var given = drifting(given(Machines.RUNNING), -31);
            assertThat(given.step()).isInstanceOf(SetClock.class);
            assertThat(Projection.of(given.situation(), given.step()))
                    .isEqualTo(new Status.Supervised(new OperatorState.Ready(List.of())));
            assertThat(drifting(given(Machines.RUNNING), -29).step()).isInstanceOf(Step.Rest.class);
        }

        @Test
        void isSetOnceInTenMinutes() {
            var given = drifting(given(Machines.RUNNING), 3600);
            var set = Duration.ofMinutes(10).minusSeconds(1);
            given.history(given.history.with(failed("set-clock", NOW.minus(set))));
            assertThat(given.step()).isInstanceOf(Step.Rest.class);
        }

        @Test
        void isNobodysBusinessOnThisComputerItself() {
            assertThat(drifting(new Given(), -3600).step()).isInstanceOf(Step.Rest.class);
        }
    }

    @Nested
    class Ends {
        private final Wish quit = new Wish.Quit(false, NOW.plusSeconds(25));

        @Test
        void aPauseLeavesTheMachineAsItIs() {
            for (var host :
                    List.of(Machines.ABSENT, Machines.HALF, Machines.STOPPED, Machines.BLOCKED)) {
                assertThat(given(host).wish(new Wish.Paused()).step())
                        .isInstanceOf(Step.StayPaused.class);
            }
            assertThat(given(Machines.RUNNING).wish(new Wish.Paused()).step())
                    .isInstanceOf(Step.StayPaused.class);
        }

        @Test
        void aPauseOfAServiceThatCannotBeAskedStopsItsMachine() {
            var given = given(Machines.SILENT).wish(new Wish.Paused());
            assertThat(given.step()).isInstanceOf(Step.Wait.class);
            given.recent(away(false, Hosting.SILENCE));
            assertThat(given.step()).isInstanceOf(StopMachine.class);
        }

        @Test
        void whoQuitsStopsAMachineThatRunsNothingButOurs() {
            var given = given(Machines.RUNNING).wish(quit).container(Given.exited(0));
            given.crowded = Fact.known(false);
            assertThat(given.step())
                    .isInstanceOfSatisfying(
                            StopMachine.class,
                            stop ->
                                    assertThat(stop.deadline())
                                            .isLessThanOrEqualTo(Duration.ofSeconds(25)));
            given.history(Machines.of(failed("stop-machine", NOW)));
            assertThat(given.step()).isInstanceOf(Step.End.class);
        }

        @Test
        void oneOnItsWayIsWaitedForAsLongAsQuittingHasTime() {
            var given = given(Machines.STARTING).wish(quit);
            assertThat(given.step()).isInstanceOf(Step.Wait.class);
            given.wish(new Wish.Quit(false, NOW));
            assertThat(given.step()).isInstanceOf(Step.End.class);
        }

        @Test
        void unknownOrCrowdedMeansLeaveIt() {
            for (var crowded : List.<Fact<Boolean>>of(Fact.known(true), Given.unknown())) {
                var given = given(Machines.RUNNING).wish(quit).container(Given.exited(0));
                given.crowded = crowded;
                assertThat(given.step()).isInstanceOf(Step.End.class);
            }
        }

        @Test
        void atTheSystemsShutdownItIsNotBegun() {
            var given = given(Machines.RUNNING).container(Given.exited(0));
            given.wish(new Wish.Quit(false, NOW.plusSeconds(4)));
            given.crowded = Fact.known(false);
            assertThat(given.step()).isInstanceOf(Step.End.class);
        }

        @Test
        void dataIsErasedOnlyWhenNothingCanRunInTheMachine() {
            var erase = List.<CleanUp>of(new CleanUp.ServiceFiles());
            for (var host : List.of(Machines.SILENT, Machines.STARTING)) {
                var given = given(host).wish(new Wish.Nothing(false));
                given.kept(given.kept.withCleanUps(erase));
                assertThat(given.step()).isInstanceOf(Step.StayEmpty.class);
            }
            var gone = given(Machines.ABSENT).wish(new Wish.Nothing(false));
            gone.kept(gone.kept.withCleanUps(erase));
            assertThat(gone.step()).isEqualTo(new Step.Clean(new CleanUp.ServiceFiles()));
        }
    }

    private static Recent away(boolean starting, Duration ago) {
        return Recent.NOTHING.away(Optional.of(new Away(starting, NOW.minus(ago))));
    }

    private static Settings.Dwelling others(Others others) {
        return new Settings.Dwelling(
                Optional.of(Place.APART),
                others,
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    private static EndpointState ready() {
        return new EndpointState.Ready(List.of());
    }
}
