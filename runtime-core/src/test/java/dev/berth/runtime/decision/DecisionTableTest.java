package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.DOOR;
import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Given.OURS;
import static dev.berth.runtime.decision.Given.PORT;
import static dev.berth.runtime.decision.Given.RUN;
import static dev.berth.runtime.decision.Given.THEIRS;
import static dev.berth.runtime.decision.Given.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.EraseScope;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.Stranger;
import dev.berth.runtime.decision.Situation.Recent;
import dev.berth.runtime.door.DoorState;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.observation.PortState;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.RuntimeState.MadeWith;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The table of DESIGN 5, row by row.
final class DecisionTableTest {

    private static ProblemKind problem(Step step) {
        return switch (step) {
            case Step.Halt(var problem, _) -> problem.kind();
            case Step.Unclear(var problem, _) -> problem.kind();
            default -> throw new AssertionError("no problem: " + step);
        };
    }

    private static Fell fall(Step step, FallCause cause) {
        assertThat(step).isInstanceOf(Step.Note.class);
        assertThat(((Step.Note) step).entry()).isInstanceOf(Fell.class);
        var fell = (Fell) ((Step.Note) step).entry();
        assertThat(fell.cause()).isEqualTo(cause);
        return fell;
    }

    private static Step.Stop stop(Stage stage) {
        return new Step.Stop(OURS, OpenClaw.STOP_ALLOWANCE, stage);
    }

    private static final EndpointState READY = new EndpointState.Ready(List.of());

    @Nested
    final class GivenUp {
        private final Given given =
                new Given()
                        .history(
                                Stories.proven()
                                        .with(Stories.fell(NOW.minusSeconds(5), "fall"))
                                        .with(new Asked(NOW.minusSeconds(2), "give-up")));

        @Test
        void nothingIsTriedAndThePersonsWordIsSaid() {
            assertThat(problem(given.step())).isEqualTo(ProblemKind.STOPPED_BY_YOU);
            assertThat(problem(given.container(Given.exited(1)).step()))
                    .isEqualTo(ProblemKind.STOPPED_BY_YOU);
            assertThat(problem(given.container(Given.created()).step()))
                    .isEqualTo(ProblemKind.STOPPED_BY_YOU);
            assertThat(problem(given.container(Given.unknown()).step()))
                    .isEqualTo(ProblemKind.STOPPED_BY_YOU);
            assertThat(problem(given.answering(new EndpointState.Refused()).step()))
                    .isEqualTo(ProblemKind.STOPPED_BY_YOU);
        }

        @Test
        void whatHadGoneWrongStandsInTheDetails() {
            var halt = (Step.Halt) given.step();
            assertThat(halt.problem().details())
                    .first()
                    .isEqualTo(ProblemKind.KEEPS_STOPPING.title());
        }

        @Test
        void whatGetsReadyByItselfIsLookedAfterAgain() {
            var step = given.answering(new EndpointState.Ready(List.of())).step();
            assertThat(step).isInstanceOf(Step.Note.class);
            var later = given.history.with(((Step.Note) step).entry());
            assertThat(given.history(later).step()).isInstanceOf(Step.Prove.class);
        }

        @Test
        void thePersonsNextWordEndsIt() {
            for (var word : List.of("start", "restart", "repair", "setup", "reset")) {
                assertThat(given.history.with(new Asked(NOW, word)).handsOff()).isFalse();
            }
            assertThat(given.history.with(new Asked(NOW, "pause")).handsOff()).isTrue();
        }
    }

    @Nested
    final class MadeWithSomethingElse {
        private final Given given = new Given();

        private Given madeWith(long memory, OptionalInt port) {
            given.kept(
                    given.kept.making(new MadeWith(memory, port, OptionalInt.of(DOOR), List.of())));
            return given;
        }

        @Test
        void aRunningServiceIsReplacedByOneThatFits() {
            var step = madeWith(4096, OptionalInt.empty()).answering(READY).step();
            assertThat(step).isEqualTo(stop(Stage.RECOVERING));
            assertThat(madeWith(4096, OptionalInt.empty()).container(Given.exited(0)).step())
                    .isEqualTo(new Step.Remove(OURS));
        }

        @Test
        void theSameLimitsAndUnknownOnesStay() {
            given.history(Stories.proven());
            assertThat(given.answering(READY).step()).isNotInstanceOf(Step.Stop.class);
            assertThat(madeWith(2048, OptionalInt.empty()).answering(READY).step())
                    .isNotInstanceOf(Step.Stop.class);
        }

        @Test
        void theOldOneGoesOnWhileNoneCouldTakeItsPlace() {
            madeWith(4096, OptionalInt.empty()).answering(READY);
            assertThat(given.image(Fact.known(Optional.empty())).step())
                    .isNotInstanceOf(Step.Act.class);
            assertThat(given.image(unknown()).step()).isNotInstanceOf(Step.Act.class);
            assertThat(new Given().kept(given.kept).answering(READY).secrets(unknown()).step())
                    .isNotInstanceOf(Step.Act.class);
        }

        @Test
        void aServiceThatWasMadeForAnotherAddressIsMadeAnew() {
            given.kept(
                    given.kept
                            .making(
                                    new MadeWith(
                                            OpenClaw.STANDARD_MEMORY_MIB,
                                            OptionalInt.empty(),
                                            OptionalInt.of(DOOR + 1),
                                            List.of()))
                            .addressed(DOOR));
            assertThat(given.answering(READY).step()).isInstanceOf(Step.Stop.class);
        }

        @Test
        void aServiceThatLetsInOtherNamesIsMadeAnew() {
            given.kept(
                    given.kept
                            .making(
                                    new MadeWith(
                                            OpenClaw.STANDARD_MEMORY_MIB,
                                            OptionalInt.empty(),
                                            OptionalInt.of(DOOR),
                                            List.of("attic")))
                            .addressed(DOOR));
            assertThat(given.answering(READY).step()).isInstanceOf(Step.Stop.class);
        }

        @Test
        void aPausedServiceStaysPaused() {
            assertThat(
                            madeWith(4096, OptionalInt.empty())
                                    .wish(new Wish.Paused())
                                    .container(Given.exited(0))
                                    .step())
                    .isInstanceOf(Step.StayPaused.class);
        }
    }

    @Nested
    final class WhatIsNotWanted {
        @Test
        void aPausedServiceIsStoppedAndThenLeft() {
            var paused = new Given().wish(new Wish.Paused());
            assertThat(paused.container(Given.running(RUN)).step()).isEqualTo(stop(Stage.STOPPING));
            assertThat(paused.container(Given.exited(0)).step())
                    .isInstanceOf(Step.StayPaused.class);
            assertThat(paused.container(new ContainerState.Absent()).step())
                    .isInstanceOf(Step.StayPaused.class);
        }

        @Test
        void aFrozenServiceIsStoppedToo() {
            assertThat(new Given().wish(new Wish.Paused()).container(Given.paused()).step())
                    .isInstanceOf(Step.Stop.class);
        }

        @Test
        void aServiceThatDoesNotStopIsAProblemBetweenTries() {
            var step =
                    new Given()
                            .wish(new Wish.Paused())
                            .history(Stories.unstoppable())
                            .container(Given.running(RUN))
                            .step();
            assertThat(problem(step)).isEqualTo(ProblemKind.CANNOT_STOP);
        }

        @Test
        void oneThatIsStoppedAndSaidToRunAllTheSameGoes() {
            var given = new Given().wish(new Wish.Paused()).container(Given.running(RUN));
            var twice = Stories.stoppedInVain(2);
            assertThat(given.history(twice).step()).isEqualTo(stop(Stage.STOPPING));
            var thrice = Stories.stoppedInVain(3);
            assertThat(given.history(thrice).step()).isEqualTo(new Step.Remove(OURS));
            var begun = new Began("r", NOW, Trigger.RECOVERY, "remove", OURS.value());
            assertThat(problem(given.history(thrice.with(begun)).step()))
                    .as("nor does it go")
                    .isEqualTo(ProblemKind.CANNOT_STOP);
            var started = new Began("s", NOW, Trigger.START_UP, "start", OURS.value());
            assertThat(given.history(thrice.with(started)).step()).isEqualTo(stop(Stage.STOPPING));
        }

        @Test
        void quittingStopsAndEnds() {
            var quit = new Given().wish(new Wish.Quit(false, NOW.plusSeconds(30)));
            assertThat(quit.container(Given.running(RUN)).step()).isEqualTo(stop(Stage.STOPPING));
            assertThat(quit.container(Given.exited(0)).step()).isEqualTo(new Step.End());
        }

        @Test
        void whoIsLeftSecondsGivesTheServiceLess() {
            var given = new Given().container(Given.running(RUN));
            assertThat(given.wish(new Wish.Quit(false, NOW.plusSeconds(4))).step())
                    .isEqualTo(new Step.Stop(OURS, Duration.ofMillis(2500), Stage.STOPPING));
            assertThat(given.wish(new Wish.Quit(false, NOW.plusSeconds(1))).step())
                    .isEqualTo(new Step.Stop(OURS, Duration.ZERO, Stage.STOPPING));
        }

        @Test
        void quittingEndsInTimeWhateverIsUnknown() {
            var given = new Given().container(unknown());
            assertThat(given.wish(new Wish.Quit(false, NOW.plusSeconds(1))).step())
                    .isInstanceOf(Step.LookAgain.class);
            assertThat(given.wish(new Wish.Quit(false, NOW)).step()).isEqualTo(new Step.End());
        }

        @Test
        void quittingLeavesTheServiceWhereThePersonWantsThat() {
            assertThat(
                            new Given()
                                    .wish(new Wish.Quit(true, NOW.plusSeconds(30)))
                                    .container(Given.running(RUN))
                                    .step())
                    .isEqualTo(new Step.End());
        }

        @Test
        void nobodyAskedSoNothingIsTouched() {
            assertThat(new Given().wish(new Wish.Idle()).container(Given.running(RUN)).step())
                    .isInstanceOf(Step.StayIdle.class);
        }
    }

    @Nested
    final class Resetting {
        private static final CleanUp SERVICE = new CleanUp.Service(OURS.value());
        private static final CleanUp FILES = new CleanUp.ServiceFiles();
        private static final CleanUp NOTES = new CleanUp.Notes(EraseScope.EVERYTHING);

        private Given resetting(CleanUp... items) {
            var given = new Given().wish(new Wish.Nothing(false));
            return given.kept(given.kept.withCleanUps(List.of(items)));
        }

        @Test
        void theListIsCleanedInItsOrder() {
            assertThat(resetting(SERVICE, FILES).container(Given.running(RUN)).step())
                    .isEqualTo(new Step.Clean(SERVICE));
            assertThat(resetting(FILES, NOTES).step()).isEqualTo(new Step.Clean(FILES));
        }

        @Test
        void whatCannotBeCleanedStaysOnTheListAndTheRestGoesOn() {
            var secret = new CleanUp.Secret("s");
            assertThat(resetting(secret, NOTES).history(failed(secret)).step())
                    .isEqualTo(new Step.Clean(NOTES));
        }

        @Test
        void dataIsNotErasedUnderARunningService() {
            var step =
                    resetting(SERVICE, FILES)
                            .history(failed(SERVICE))
                            .container(Given.running(RUN))
                            .step();
            assertThat(step).isInstanceOf(Step.StayEmpty.class);
        }

        @Test
        void anEngineThatCannotBeAskedHoldsNobodyUp() {
            var given = resetting(SERVICE, new CleanUp.Secret("s"), FILES, NOTES);
            assertThat(given.container(unknown()).step()).isEqualTo(new Step.Clean(NOTES));
            assertThat(resetting(SERVICE, FILES).container(unknown()).step())
                    .isEqualTo(new Step.StayEmpty(Duration.ofMinutes(1)));
        }

        @Test
        void whatIsLeftIsTriedAgainAfterAPauseAndAtOnceWhenAPersonActs() {
            var given = resetting(SERVICE).history(failed(SERVICE));
            assertThat(given.step()).isEqualTo(new Step.StayEmpty(Duration.ofSeconds(9)));
            given.history(given.history.with(new Asked(NOW, "repair")));
            assertThat(given.step()).isEqualTo(new Step.Clean(SERVICE));
        }

        @Test
        void whoWasToldOnceIsNotDisturbedByWhatIsCleanedLater() {
            var later = resetting(SERVICE).wish(new Wish.Nothing(true));
            assertThat(later.step())
                    .isInstanceOfSatisfying(
                            Step.Tidy.class, tidy -> assertThat(tidy.item()).isEqualTo(SERVICE));
            assertThat(Projection.of(later.situation(), later.step()))
                    .isEqualTo(new Status.NotSetUp());
        }

        @Test
        void anOldServiceGoesQuietlyBesideTheNewOne() {
            var old = new CleanUp.Service(THEIRS.value());
            var given =
                    new Given()
                            .history(Stories.proven())
                            .answering(new EndpointState.Ready(List.of()));
            given.kept(given.kept.withCleanUps(List.of(SERVICE, FILES, NOTES, old)));
            assertThat(given.step())
                    .isEqualTo(new Step.Tidy(old, new Step.Rest(List.of(), Decision.HEALTHY_LOOK)));
            assertThat(given.history(given.history.with(ended(old))).step())
                    .isEqualTo(new Step.Rest(List.of(), Decision.HEALTHY_LOOK));
        }

        @Test
        void aKeyThatTheServiceNeedsIsNoLeftover() {
            var given = new Given().wish(new Wish.Paused()).container(Given.exited(0));
            var token = given.key(OpenClaw.TOKEN);
            var provider = given.key(OpenClaw.PROVIDER_KEY);
            given.kept(given.kept.withCleanUps(List.of(token, provider)));
            assertThat(given.step())
                    .isInstanceOfSatisfying(
                            Step.Tidy.class, tidy -> assertThat(tidy.item()).isEqualTo(provider));
        }

        @Test
        void whatWasToBeErasedGoesBeforeANewSetUp() {
            var given = new Given().wish(new Wish.SetUp(Optional.empty(), false));
            given.kept(given.kept.withCleanUps(List.of(FILES)));
            assertThat(given.step()).isEqualTo(new Step.Clean(FILES));
            assertThat(given.container(unknown()).step()).isInstanceOf(Step.LookAgain.class);
        }

        private static History failed(CleanUp item) {
            return History.none().with(ended(item));
        }

        private static Ended ended(CleanUp item) {
            return Stories.failed("clean-up", item.toString(), NOW.minusSeconds(1));
        }

        @Test
        void dataIsNotErasedWhileItIsUnknownWhoUsesIt() {
            assertThat(resetting(FILES).container(unknown()).step())
                    .isNotEqualTo(new Step.Clean(FILES));
        }

        @Test
        void notSetUpWhenAllIsClean() {
            assertThat(resetting().step()).isInstanceOf(Step.StayEmpty.class);
        }
    }

    @Nested
    final class ReachingTheEngine {
        @Test
        void missingTooOldAndUnusableAreProblemsWithACure() {
            assertThat(
                            problem(
                                    new Given()
                                            .engine(
                                                    new EngineState.Missing(
                                                            Given.failure(
                                                                    EngineFailure.Kind
                                                                            .PROGRAM_MISSING)))
                                            .step()))
                    .isEqualTo(ProblemKind.ENGINE_MISSING);
            assertThat(
                            problem(
                                    new Given()
                                            .engine(
                                                    new EngineState.TooOld(
                                                            Given.failure(
                                                                    EngineFailure.Kind.TOO_OLD)))
                                            .step()))
                    .isEqualTo(ProblemKind.ENGINE_TOO_OLD);
            assertThat(
                            problem(
                                    new Given()
                                            .engine(
                                                    new EngineState.Unusable(
                                                            Given.failure(
                                                                    EngineFailure.Kind
                                                                            .USER_IDS_MISSING)))
                                            .step()))
                    .isEqualTo(ProblemKind.USER_IDS_MISSING);
        }

        @Test
        void anEngineThatBelievesInWhatIsGoneIsToldOnceInTenMinutesOrWhenAsked() {
            var stale =
                    new Given()
                            .container(unknown())
                            .engine(
                                    new EngineState.Unusable(
                                            Given.failure(EngineFailure.Kind.STALE)));
            assertThat(stale.step()).isEqualTo(new Step.Revive());
            assertThat(stale.wish(new Wish.Paused()).step())
                    .as("nor can it be told that nothing runs while it refuses")
                    .isEqualTo(new Step.Revive());
            assertThat(stale.wish(new Wish.Quit(false, NOW.plusSeconds(30))).step())
                    .isEqualTo(new Step.End());
            stale.wish(new Wish.Running(Optional.empty()));

            var tried = revivedAt(NOW.minusSeconds(599));
            assertThat(problem(stale.history(tried).step())).isEqualTo(ProblemKind.ENGINE_UNUSABLE);
            assertThat(stale.history(revivedAt(NOW.minusSeconds(600))).step())
                    .isEqualTo(new Step.Revive());
            var repair = new Asked(NOW, "repair");
            assertThat(stale.history(tried.with(repair)).step()).isEqualTo(new Step.Revive());
            assertThat(stale.history(tried.with(revivalEnded(Outcome.CUT_OFF))).step())
                    .as("we were killed meanwhile")
                    .isEqualTo(new Step.Revive());
            assertThat(problem(stale.history(tried.with(revivalEnded(Outcome.DONE))).step()))
                    .isEqualTo(ProblemKind.ENGINE_UNUSABLE);
        }

        private static Ended revivalEnded(Outcome outcome) {
            return new Ended("v", NOW, "revive-engine", "", outcome, Optional.empty());
        }

        private static History revivedAt(Instant at) {
            return History.none().with(new Began("v", at, Trigger.RECOVERY, "revive-engine", ""));
        }

        @Test
        void unknownIsLookedAtAgainAndNeverTakenForAbsent() {
            assertThat(new Given().container(unknown()).step()).isInstanceOf(Step.LookAgain.class);
            assertThat(new Given().host(unknown()).step()).isInstanceOf(Step.LookAgain.class);
            assertThat(new Given().image(unknown()).step()).isInstanceOf(Step.LookAgain.class);
            assertThat(new Given().data(unknown()).step()).isInstanceOf(Step.LookAgain.class);
            assertThat(new Given().secrets(unknown()).step()).isInstanceOf(Step.LookAgain.class);
            assertThat(new Given().door(unknown()).step()).isInstanceOf(Step.LookAgain.class);
        }

        @Test
        void unknownForLongIsSaid() {
            var step =
                    new Given()
                            .container(unknown())
                            .recent(Recent.NOTHING.unknown(NOW.minusSeconds(20)))
                            .step();
            assertThat(problem(step)).isEqualTo(ProblemKind.CANNOT_TELL);
        }

        @Test
        void looksBackOff() {
            var recent = Recent.NOTHING.unknown(NOW.minusSeconds(1));
            var first = (Step.LookAgain) new Given().container(unknown()).recent(recent).step();
            var second =
                    (Step.LookAgain)
                            new Given().container(unknown()).recent(recent.unknown(NOW)).step();
            assertThat(second.lookAgain()).isGreaterThan(first.lookAgain());
        }
    }

    @Nested
    final class NoContainer {
        @Test
        void anotherContainerOnOurDataIsAProblemAndNothingStarts() {
            var step = new Given().container(Given.another(THEIRS)).step();
            assertThat(problem(step)).isEqualTo(ProblemKind.OWNER_UNSAFE);
            assertThat(((Step.Halt) step).problem().stranger())
                    .contains(
                            new Stranger(THEIRS.value(), "somebody", Stranger.Evidence.USES_DATA));
        }

        @Test
        void exactlyTheOneThatThePersonNamedIsTakenAway() {
            var other = new Given().container(Given.another(THEIRS));
            assertThat(other.history(agreed(THEIRS.value().substring(0, 12))).step())
                    .isEqualTo(new Step.TakeAway(THEIRS));
            assertThat(problem(other.history(agreed(OURS.value())).step()))
                    .isEqualTo(ProblemKind.OWNER_UNSAFE);
        }

        @Test
        void whatThePersonSaidHoldsForOneTryAndUntilTheyAskForSomethingElse() {
            var other = new Given().container(Given.another(THEIRS));
            var failed =
                    agreed(THEIRS.value())
                            .with(Stories.failed("take-away", THEIRS.value(), NOW.minusSeconds(1)));
            assertThat(problem(other.history(failed).step())).isEqualTo(ProblemKind.OWNER_UNSAFE);
            assertThat(((Step.Halt) other.step()).problem().details())
                    .last()
                    .asString()
                    .startsWith("The last try to remove it failed");
            var asked = agreed(THEIRS.value()).with(new Asked(NOW.minusSeconds(1), "start"));
            assertThat(problem(other.history(asked).step())).isEqualTo(ProblemKind.OWNER_UNSAFE);
        }

        private static History agreed(String id) {
            return History.none().with(new Asked(NOW.minusSeconds(2), History.TAKE_AWAY + id));
        }

        @Test
        void missingProgramIsFetched() {
            assertThat(new Given().image(Fact.known(Optional.empty())).step())
                    .isEqualTo(new Step.FetchRelease("ghcr.io/openclaw/openclaw:2026.9.6"));
        }

        @Test
        void aFailedFetchIsAProblemUntilItsTurnComesAgain() {
            var given = new Given().image(Fact.known(Optional.empty()));
            given.history(
                    History.none().with(Stories.failed("fetch-release", "r", NOW.minusSeconds(5))));
            assertThat(problem(given.step())).isEqualTo(ProblemKind.RELEASE_MISSING);
            given.history(
                    History.none()
                            .with(Stories.failed("fetch-release", "r", NOW.minusSeconds(11))));
            assertThat(given.step()).isInstanceOf(Step.FetchRelease.class);
        }

        @Test
        void noReleaseChosenIsAProblem() {
            var given = new Given().image(Fact.known(Optional.empty()));
            given.settings = Settings.none();
            assertThat(problem(given.step())).isEqualTo(ProblemKind.RELEASE_MISSING);
        }

        @Test
        void dataThatWasNeverMadeIsMade() {
            assertThat(new Given().data(new DataFolder.State.NeverMade()).step())
                    .isEqualTo(new Step.MakeData());
        }

        @Test
        void dataThatIsGoneIsAProblemAndNeverAFreshFolder() {
            assertThat(problem(new Given().data(new DataFolder.State.Gone()).step()))
                    .isEqualTo(ProblemKind.DATA_GONE);
        }

        @Test
        void readOnlyDataAndAFullDiskAreProblems() {
            assertThat(problem(new Given().data(new DataFolder.State.ReadOnly()).step()))
                    .isEqualTo(ProblemKind.DATA_READ_ONLY);
            assertThat(problem(new Given().data(new DataFolder.State.NoRoom(1, 2)).step()))
                    .isEqualTo(ProblemKind.NO_ROOM);
        }

        @Test
        void missingSecretsAreMadeAgain() {
            assertThat(new Given().secrets(Fact.known(List.of("gateway-token"))).step())
                    .isEqualTo(new Step.MakeSecrets(List.of("gateway-token")));
        }

        @Test
        void itIsMadeForTheAddressThatIsOpen() {
            assertThat(new Given().step()).isEqualTo(new Step.Create(Given.IMAGE, DOOR));
        }

        @Test
        void anAddressThatIsBeingOpenedIsWaitedForAndOneThatCannotBeIsSaid() {
            var opening = Fact.<DoorState>known(new DoorState.Opening());
            assertThat(new Given().door(opening).step()).isInstanceOf(Step.Wait.class);
            var shut = Fact.<DoorState>known(new DoorState.Shut("no port is free"));
            assertThat(problem(new Given().door(shut).step())).isEqualTo(ProblemKind.NO_ADDRESS);
        }

        @Test
        void whereThePersonsAddressHadToMoveTheServiceGetsAnotherKey() {
            var known = new Given();
            known.kept(known.kept.addressed(DOOR));
            assertThat(known.step()).isInstanceOf(Step.Create.class);
            var moved = Fact.<DoorState>known(new DoorState.Open(DOOR + 1));
            assertThat(known.door(moved).step()).isEqualTo(new Step.Readdress(DOOR + 1));
            assertThat(new Given().door(moved).step())
                    .as("nobody knows one yet")
                    .isEqualTo(new Step.Create(Given.IMAGE, DOOR + 1));
        }

        @Test
        void aServiceThatVanishedIsNotedOnceAndThenMadeAgain() {
            var given = new Given();
            given.kept(given.kept.withContainer(Optional.of(OURS.value())));
            var fell = fall(given.step(), FallCause.VANISHED);
            assertThat(given.history(Stories.proven().with(fell)).step())
                    .isInstanceOf(Step.Create.class);
        }
    }

    @Nested
    final class StandingContainer {
        @Test
        void removingIsWaitedForUntilItsDeadline() {
            var given = new Given().container(Given.removing());
            assertThat(given.step()).isInstanceOf(Step.Wait.class);
            given.recent(Recent.NOTHING.unready(NOW.minusSeconds(119), false));
            assertThat(given.step()).isInstanceOf(Step.Wait.class);
            given.recent(Recent.NOTHING.unready(NOW.minusSeconds(120), false));
            assertThat(problem(given.step())).isEqualTo(ProblemKind.DOES_NOT_GO_AWAY);
        }

        @Test
        void createdServiceIsStarted() {
            assertThat(new Given().container(Given.created()).step())
                    .isEqualTo(new Step.Start(OURS));
        }

        @Test
        void stoppedServiceIsBroughtBackInPlace() {
            var exited = Given.exited(1);
            var fell = fall(new Given().container(exited).step(), FallCause.EXITED);
            assertThat(new Given().container(exited).history(Stories.proven().with(fell)).step())
                    .isEqualTo(new Step.Start(OURS));
        }

        @Test
        void aServiceThatWeStoppedIsStartedWithoutBlame() {
            assertThat(new Given().container(Given.exited(0)).history(Stories.stopped()).step())
                    .isEqualTo(new Step.Start(OURS));
        }

        @Test
        void aCleanExitCountsLikeABadOne() {
            fall(new Given().container(Given.exited(0)).step(), FallCause.EXITED_CLEANLY);
        }

        @Test
        void outOfMemoryIsSeenAsSuch() {
            fall(new Given().container(Given.outOfMemory()).step(), FallCause.OUT_OF_MEMORY);
        }

        @Test
        void whatItStandsOnIsLookedAtBeforeTheStart() {
            var created = new Given().container(Given.created());
            assertThat(problem(created.data(new DataFolder.State.Gone()).step()))
                    .isEqualTo(ProblemKind.DATA_GONE);
            created.data(new DataFolder.State.Present());
            assertThat(created.secrets(Fact.known(List.of("gateway-token"))).step())
                    .isInstanceOf(Step.MakeSecrets.class);
            created.secrets(Fact.known(List.of()));
            assertThat(created.configured(Fact.known(false)).step())
                    .isEqualTo(new Step.Configure(DOOR));
            assertThat(created.configured(unknown()).step()).isInstanceOf(Step.LookAgain.class);
            assertThat(created.port(unknown()).step())
                    .as("a port of which nothing is known is no reason to replace it")
                    .isInstanceOf(Step.LookAgain.class);
        }

        @Test
        void takenPortMeansReplacementOnAnotherPort() {
            assertThat(
                            new Given()
                                    .container(Given.created())
                                    .port(Fact.known(new PortState.Taken(PORT)))
                                    .step())
                    .isEqualTo(new Step.Remove(OURS));
        }

        @Test
        void aContainerWithoutAPortIsReplaced() {
            assertThat(
                            new Given()
                                    .container(
                                            new ContainerState.Created(
                                                    OURS, Given.IMAGE, OptionalInt.empty()))
                                    .step())
                    .isEqualTo(new Step.Remove(OURS));
        }

        @Test
        void aSpentRungMeansReplacement() {
            var exited = Given.exited(1);
            assertThat(
                            new Given()
                                    .container(exited)
                                    .history(Stories.noted(exited, FallCause.EXITED, 2))
                                    .step())
                    .isEqualTo(new Step.Remove(OURS));
        }

        @Test
        void aFreshReplacementIsStartedAndNotReplacedAgain() {
            assertThat(new Given().container(Given.created()).history(Stories.fallen(3)).step())
                    .isEqualTo(new Step.Start(OURS));
        }

        @Test
        void exit78IsAProblemAtOnce() {
            var exited = Given.exited(78);
            var fell = fall(new Given().container(exited).step(), FallCause.REFUSED_SETTINGS);
            var noted = new Given().container(exited).history(History.none().with(fell));
            assertThat(problem(noted.step())).isEqualTo(ProblemKind.SETTINGS_REFUSED);
        }

        @Test
        void exit78IsTriedAgainWhenAPersonAsks() {
            var exited = Given.exited(78);
            var history =
                    Stories.noted(exited, FallCause.REFUSED_SETTINGS, 0)
                            .with(new Asked(NOW, "repair"));
            assertThat(new Given().container(exited).history(history).step())
                    .isEqualTo(new Step.Start(OURS));
        }

        @Test
        void aSpentLadderIsAProblemWhileItsBackOffLasts() {
            var exited = Given.exited(1, false, NOW.minusSeconds(10));
            var step =
                    new Given()
                            .container(exited)
                            .history(Stories.noted(exited, FallCause.EXITED, 5))
                            .step();
            assertThat(problem(step)).isEqualTo(ProblemKind.KEEPS_STOPPING);
        }

        @Test
        void frozenServiceIsWoken() {
            assertThat(new Given().container(Given.paused()).step())
                    .isEqualTo(new Step.Unpause(OURS));
        }

        @Test
        void frozenServiceThatDoesNotWakeIsStoppedToBeReplaced() {
            assertThat(new Given().container(Given.paused()).history(Stories.fallen(3)).step())
                    .isInstanceOf(Step.Stop.class);
        }

        @Test
        void aFailedStartDoesNotCountTheExitBeforeItAgain() {
            var exited = Given.exited(1);
            var history =
                    Stories.noted(exited, FallCause.EXITED, 0)
                            .with(Stories.fell(NOW.minusSeconds(50), "attempt 7"));
            assertThat(new Given().container(exited).history(history).step())
                    .isEqualTo(new Step.Start(OURS));
        }
    }

    @Nested
    final class RunningContainer {

        @Test
        void readyIsProvenOnceAndThenRestedOn() {
            assertThat(new Given().answering(READY).step())
                    .isEqualTo(new Step.Prove(OURS, RUN, DOOR));
            assertThat(new Given().answering(READY).history(Stories.proven()).step())
                    .isInstanceOf(Step.Rest.class);
        }

        @Test
        void optionalPartsThatFailAreShownAsDegraded() {
            var step =
                    new Given()
                            .answering(new EndpointState.Ready(List.of("provider")))
                            .history(Stories.proven())
                            .step();
            assertThat(((Step.Rest) step).degraded()).containsExactly("provider");
        }

        @Test
        void anotherReleaseOrAMissingSecretBesideAHealthyServiceIsNotActedUpon() {
            assertThat(
                            new Given()
                                    .answering(READY)
                                    .history(Stories.proven())
                                    .image(Fact.known(Optional.empty()))
                                    .secrets(Fact.known(List.of("gateway-token")))
                                    .data(new DataFolder.State.ReadOnly())
                                    .step())
                    .isInstanceOf(Step.Rest.class);
        }

        @Test
        void aFreshRunIsWaitedForWithinItsAllowance() {
            for (var endpoint :
                    List.of(
                            new EndpointState.Refused(),
                            new EndpointState.Silent(),
                            new EndpointState.Alive(List.of("startup-sidecars")))) {
                var given = new Given().answering(endpoint);
                given.container(Given.running(NOW.minusSeconds(89)));
                assertThat(given.recent(since(80)).step()).isInstanceOf(Step.Wait.class);
                given.container(Given.running(NOW.minusSeconds(90)));
                fall(given.recent(since(80)).step(), FallCause.NEVER_READY);
            }
        }

        @Test
        void theAllowanceGrowsWithTheLastProvenStart() {
            var given = new Given().answering(new EndpointState.Refused());
            given.container(Given.running(NOW.minusSeconds(100))).recent(since(90));
            given.kept(given.kept.provenReady(DOOR, RUN, Optional.of(Duration.ofSeconds(40))));
            assertThat(given.step()).isInstanceOf(Step.Wait.class);
        }

        @Test
        void aProvenServiceMayBeSilentForAWhile() {
            var given = new Given().answering(new EndpointState.Silent()).history(Stories.proven());
            assertThat(given.recent(since(29)).step()).isInstanceOf(Step.Wait.class);
            fall(given.recent(since(30)).step(), FallCause.SILENT);
        }

        @Test
        void aRunThatFellIsStoppedSoThatItComesBack() {
            assertThat(
                            new Given()
                                    .answering(new EndpointState.Silent())
                                    .history(
                                            Stories.runCondemned(
                                                    FallCause.SILENT, Duration.ofSeconds(5)))
                                    .step())
                    .isEqualTo(stop(Stage.RECOVERING));
        }

        @Test
        void aRefusedTokenIsAFallOnceTheServiceHadTimeToSettle() {
            var given = new Given().answering(new EndpointState.IdentityRefused());
            given.container(Given.running(NOW.minusSeconds(300))); // a slow computer
            assertThat(given.step()).as("the first answer").isInstanceOf(Step.Wait.class);
            given.recent(odd(9));
            assertThat(given.step()).isInstanceOf(Step.Wait.class);
            given.recent(odd(10));
            fall(given.step(), FallCause.TOKEN_REFUSED);
            given.container(Given.running(NOW.minusSeconds(9)));
            assertThat(given.step()).as("hardly started").isInstanceOf(Step.Wait.class);
        }

        @Test
        void oneStrangeAnswerAfterALongStartIsNoFall() {
            var given = new Given().answering(new EndpointState.Strange("a teapot"));
            given.container(Given.running(NOW.minusSeconds(300)));
            given.recent(since(290));
            assertThat(given.step()).isInstanceOf(Step.Wait.class);
            given.recent(odd(3));
            fall(given.step(), FallCause.SOMEBODY_ELSE);
        }

        @Test
        void aForeignListenerIsLeftAndSteppedAround() {
            var given = new Given().answering(new EndpointState.Foreign());
            assertThat(given.step()).as("it may just be ending").isInstanceOf(Step.Wait.class);
            given.recent(since(4));
            var fell = fall(given.step(), FallCause.SOMEBODY_ELSE);
            assertThat(given.history(Stories.proven().with(fell)).step())
                    .isEqualTo(stop(Stage.RECOVERING));
        }

        @Test
        void aForeignListenerIsNamedInTheFall() {
            var given =
                    new Given()
                            .answering(
                                    new EndpointState.Foreign(
                                            Optional.of("python3 (process 4711)")));
            given.recent(since(4));
            assertThat(fall(given.step(), FallCause.SOMEBODY_ELSE).detail())
                    .contains("held by python3 (process 4711)");
        }

        @Test
        void aRestartEndsTheOldRunOnceAndNotTheNew() {
            var given =
                    new Given()
                            .wish(new Wish.Running(Optional.of(NOW.minusSeconds(60))))
                            .answering(READY)
                            .history(Stories.proven());
            assertThat(given.step()).isEqualTo(stop(Stage.STOPPING));
            given.container(Given.running(NOW.minusSeconds(59)));
            assertThat(given.step()).isInstanceOf(Step.Prove.class);
        }

        private static Recent odd(int seconds) {
            return Recent.NOTHING.unready(NOW.minusSeconds(seconds), true);
        }

        private static Recent since(int seconds) {
            return Recent.NOTHING.unready(NOW.minusSeconds(seconds), false);
        }
    }

    @Nested
    final class SettingUp {
        @Test
        void whatIsMissingIsBroughtAndThenItIsFinished() {
            var given = new Given().wish(new Wish.SetUp(Optional.empty(), false));
            assertThat(given.image(Fact.known(Optional.empty())).step())
                    .isInstanceOf(Step.FetchRelease.class);
            given.image(Fact.known(Optional.of(Given.IMAGE)));
            assertThat(given.step()).isEqualTo(new Step.FinishSetUp());
        }

        @Test
        void aFileIsLoadedFirst() {
            var file = Path.of("release.tar");
            assertThat(new Given().wish(new Wish.SetUp(Optional.of(file), false)).step())
                    .isEqualTo(new Step.LoadRelease(file));
        }

        @Test
        void whatCameFromAFileIsTakenFromThereAgainWhenItIsLost() {
            var file = Path.of("/home/me/release.tar");
            var given = new Given().wish(new Wish.Running(Optional.empty()));
            given.settings = Settings.none().withRelease("localhost/x:1", Optional.of(file));
            given.image(Fact.known(Optional.empty()));
            assertThat(given.step()).isEqualTo(new Step.LoadRelease(file));
            given.history(
                    History.none()
                            .with(
                                    Stories.failed(
                                            "load-release", file.toString(), NOW.minusSeconds(5))));
            assertThat(given.step()).as("not again at once").isInstanceOf(Step.Halt.class);
        }

        @Test
        void theServiceIsToldWhoAnswersOnceEverythingElseIsThere() {
            var provider = Provider.usual(ProviderKind.OPENAI);
            var given = new Given().wish(new Wish.SetUp(Optional.empty(), true));
            given.settings = Settings.none().withProvider(provider).withRelease("r");
            assertThat(given.image(Fact.known(Optional.empty())).step())
                    .isInstanceOf(Step.FetchRelease.class);
            given.image(Fact.known(Optional.of(Given.IMAGE)));
            assertThat(given.step()).isEqualTo(new Step.TellProvider(provider));
            assertThat(given.wish(new Wish.SetUp(Optional.empty(), false)).step())
                    .as("what the person changed there since is theirs")
                    .isEqualTo(new Step.FinishSetUp());
        }

        @Test
        void aServerIsAskedForItsModelBeforeAnythingElse() {
            var nameless = Provider.usual(ProviderKind.LOCAL);
            var named = new Provider(ProviderKind.LOCAL, Optional.empty(), Optional.of("llama"));
            var given = new Given().wish(new Wish.SetUp(Optional.empty(), true));
            given.settings = Settings.none().withProvider(nameless).withRelease("r");
            assertThat(given.container(Given.running(RUN)).step())
                    .isEqualTo(new Step.FindModel(nameless));
            given.settings = Settings.none().withProvider(named).withRelease("r");
            assertThat(given.step()).isEqualTo(stop(Stage.RECOVERING));
        }

        @Test
        void aServiceOfAnotherReleaseMakesRoom() {
            var given = new Given().wish(new Wish.SetUp(Optional.empty(), false));
            given.image(Fact.known(Optional.of("sha256:5678")));
            assertThat(given.container(Given.running(RUN)).step())
                    .isEqualTo(stop(Stage.RECOVERING));
            assertThat(given.container(Given.exited(0)).step()).isEqualTo(new Step.Remove(OURS));
        }

        @Test
        void oneFailedFetchIsEnoughToSaySo() {
            var given =
                    new Given()
                            .wish(new Wish.SetUp(Optional.empty(), false))
                            .image(Fact.known(Optional.empty()))
                            .history(
                                    History.none()
                                            .with(
                                                    Stories.failed(
                                                            "fetch-release",
                                                            "r",
                                                            NOW.minusSeconds(3600))));
            assertThat(problem(given.step())).isEqualTo(ProblemKind.RELEASE_MISSING);
        }
    }
}
