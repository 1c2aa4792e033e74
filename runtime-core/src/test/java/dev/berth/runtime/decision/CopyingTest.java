package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Given.OURS;
import static dev.berth.runtime.decision.Given.RUN;
import static dev.berth.runtime.decision.Given.THEIRS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.CopyWork.Hush;
import dev.berth.runtime.decision.CopyWork.Hush.Phase;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.store.RuntimeState.Restore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CopyingTest {
    private static final Instant LATER = NOW.plusSeconds(4);
    private static final String COPY = "20261122T151500Z-hand";

    private static CopyWork hush(boolean stops, Phase phase, Instant until) {
        return new CopyWork(true, Optional.of(new Hush(stops, phase, until)));
    }

    private static Given running() {
        var given = new Given();
        given.container = Fact.known(Given.running(RUN));
        given.endpoint = Fact.known(new EndpointState.Ready(List.of()));
        given.history = Stories.proven();
        return given;
    }

    private static Given standing(ContainerState state) {
        var given = running();
        given.container = Fact.known(state);
        given.endpoint = Fact.notLooked();
        return given;
    }

    private static Given restoring(Given given, Restore.Stage stage) {
        given.kept = given.kept.restoring(Optional.of(new Restore(COPY, stage, Optional.empty())));
        return given;
    }

    @Test
    void aRunningServiceIsPausedForACopy() {
        var given = running().copying(hush(false, Phase.ASKED, LATER));
        assertThat(given.step()).isEqualTo(new CopyStep.StandStill(OURS));
        assertThat(given.step().isUnseen()).isTrue();
    }

    @Test
    void aPausedOneStaysSoUntilItsTimeIsOver() {
        var held = standing(Given.paused()).copying(hush(false, Phase.HELD, LATER));
        assertThat(held.step()).isEqualTo(new Step.HoldStill(true, Duration.ofSeconds(4)));
        var late = standing(Given.paused()).copying(hush(false, Phase.HELD, NOW));
        assertThat(late.step()).isEqualTo(new CopyStep.GoOn(OURS));
        var over = standing(Given.paused()).copying(hush(false, Phase.OVER, LATER));
        assertThat(over.step()).isEqualTo(new CopyStep.GoOn(OURS));
    }

    @Test
    void aPauseThatNobodyKnowsOfAnyMoreIsEnded() {
        assertThat(standing(Given.paused()).step()).isEqualTo(new Step.Unpause(OURS));
    }

    @Test
    void itIsStoppedWhereAPauseIsNotEnough() {
        var given = running().copying(hush(true, Phase.ASKED, LATER));
        assertThat(given.step())
                .isInstanceOfSatisfying(
                        Step.Stop.class, stop -> assertThat(stop.stage()).isEqualTo(Stage.COPYING));
        var stopped = standing(Given.exited(0)).copying(hush(true, Phase.ASKED, LATER));
        assertThat(stopped.step()).isEqualTo(new Step.HoldStill(false, Duration.ofSeconds(4)));
    }

    @Test
    void whatDoesNotRunHoldsStillAlready() {
        for (var state : List.of(new ContainerState.Absent(), Given.created(), Given.exited(1))) {
            var given = standing(state).copying(hush(false, Phase.ASKED, LATER));
            assertThat(given.step()).isInstanceOf(Step.HoldStill.class);
        }
    }

    @Test
    void quittingWaitsForNoCopy() {
        var given = running().copying(hush(false, Phase.ASKED, LATER));
        given.wish(new Wish.Quit(false, NOW.plusSeconds(30)));
        assertThat(given.step()).isInstanceOf(Step.Stop.class);
    }

    @Test
    void theServiceGoesOnWhileACopyIsExtracted() {
        var given = restoring(running(), Restore.Stage.ASKED);
        assertThat(given.step()).isEqualTo(new CopyStep.BeginRestore(COPY));
        given.copying(new CopyWork(true, Optional.empty()));
        assertThat(given.step()).isInstanceOf(Step.Rest.class);
    }

    @Test
    void dataIsSwappedOnlyWhileNothingUsesIt() {
        assertThat(restoring(running(), Restore.Stage.EXTRACTED).step())
                .isInstanceOf(Step.Stop.class);
        assertThat(restoring(standing(Given.exited(0)), Restore.Stage.EXTRACTED).step())
                .isEqualTo(new CopyStep.SwapData(COPY));
        assertThat(restoring(standing(Given.another(THEIRS)), Restore.Stage.EXTRACTED).step())
                .isNotInstanceOf(CopyStep.SwapData.class);
        var unknown = restoring(running(), Restore.Stage.EXTRACTED);
        unknown.container = Fact.notLooked();
        assertThat(unknown.step()).isNotInstanceOf(CopyStep.SwapData.class);
    }

    @Test
    void aHomeInWhichNothingIsSetUpNeedsNothingElse() {
        var given = restoring(new Given(), Restore.Stage.EXTRACTED).wish(new Wish.Idle());
        given.kept = given.kept.withConfigured(false);
        given.container = Fact.notLooked();
        given.engine =
                Fact.known(
                        new EngineState.Missing(Given.failure(EngineFailure.Kind.PROGRAM_MISSING)));
        assertThat(given.step()).isEqualTo(new CopyStep.SwapData(COPY));
        given.kept = given.kept.withConfigured(true);
        assertThat(given.step()).isNotInstanceOf(CopyStep.SwapData.class);
    }

    @Test
    void aRestoreIsOverWhenReadyWasProven() {
        assertThat(restoring(running(), Restore.Stage.SWAPPED).step())
                .isEqualTo(new CopyStep.FinishRestore(COPY, Optional.empty()));
        var paused = restoring(standing(Given.exited(0)), Restore.Stage.SWAPPED);
        paused.wish(new Wish.Paused());
        assertThat(paused.step()).isEqualTo(new CopyStep.FinishRestore(COPY, Optional.empty()));
    }

    @Test
    void aServiceThatDoesNotComeUpGetsItsDataBack() {
        var given = restoring(standing(Given.exited(1)), Restore.Stage.SWAPPED);
        given.history = Stories.ladderSpent();
        assertThat(given.step()).isEqualTo(new CopyStep.SwapBack(COPY));
        var running = restoring(running(), Restore.Stage.SWAPPED);
        running.history = Stories.ladderSpent();
        assertThat(running.step()).isInstanceOf(Step.Stop.class);
    }

    /// Every stage with every phase, every container and every wish: no rule is broken.
    @Test
    void noRuleIsBrokenByCopying() {
        var cases = 0;
        for (var wish :
                List.of(
                        new Wish.Idle(),
                        new Wish.Running(Optional.empty()),
                        new Wish.Paused(),
                        new Wish.Nothing(true),
                        new Wish.SetUp(Optional.empty(), false),
                        new Wish.Quit(false, NOW.plusSeconds(30)))) {
            for (var state :
                    List.of(
                            new ContainerState.Absent(),
                            Given.created(),
                            Given.exited(1),
                            Given.paused(),
                            Given.removing(),
                            Given.another(THEIRS),
                            Given.running(RUN))) {
                for (var history :
                        List.of(History.none(), Stories.proven(), Stories.ladderSpent())) {
                    for (var work : works()) {
                        for (var stage : stages()) {
                            var given = standing(state).wish(wish).copying(work);
                            given.history = history;
                            given.kept = given.kept.restoring(stage);
                            var now = given.situation();
                            assertThat(Rules.broken(now, Decision.next(now)))
                                    .as("%s", now)
                                    .isEmpty();
                            cases++;
                        }
                    }
                }
            }
        }
        assertThat(cases).isGreaterThan(5000);
    }

    private static List<CopyWork> works() {
        var all = new ArrayList<CopyWork>();
        all.add(CopyWork.NONE);
        all.add(new CopyWork(true, Optional.empty()));
        for (var phase : Phase.values()) {
            for (var until : List.of(NOW, LATER)) {
                all.add(hush(true, phase, until));
                all.add(hush(false, phase, until));
            }
        }
        return all;
    }

    private static List<Optional<Restore>> stages() {
        var all = new ArrayList<Optional<Restore>>();
        all.add(Optional.empty());
        for (var stage : Restore.Stage.values()) {
            all.add(Optional.of(new Restore(COPY, stage, Optional.empty())));
        }
        return all;
    }
}
