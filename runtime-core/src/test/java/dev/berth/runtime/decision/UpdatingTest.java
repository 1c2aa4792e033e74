package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Given.RUN;
import static dev.berth.runtime.decision.Given.THEIRS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.RuntimeState.Restore;
import dev.berth.runtime.store.Update;
import dev.berth.runtime.store.Update.Here;
import dev.berth.runtime.store.Update.Release;
import dev.berth.runtime.store.Update.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UpdatingTest {
    private static final String COPY = "20261122T151500Z-before-update";
    private static final Source SOURCE = new Source.Named("ghcr.io/openclaw/openclaw:2026.10.1");
    private static final Release NEW =
            new Release(
                    "ghcr.io/openclaw/openclaw:2026.10.1",
                    Optional.of("sha256:new"),
                    Optional.empty());
    private static final Release OLD =
            new Release(
                    "ghcr.io/openclaw/openclaw:2026.9.6",
                    Optional.of(Given.IMAGE),
                    Optional.empty());

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

    private static Here here(Stage stage, Optional<String> bring) {
        return new Here(NEW, OLD, stage, Optional.of(COPY), bring);
    }

    private static Given updating(Given given, Update update) {
        given.kept = given.kept.updating(Optional.of(update));
        return given;
    }

    /// What is used is what the notes say.
    private static Given using(Given given, Release release) {
        given.settings = given.settings.withRelease(release.reference());
        given.kept = given.kept.withProgram(given.kept.program().pinned(release));
        return given;
    }

    @Test
    void anotherReleaseIsBroughtBesideTheOneThatRuns() {
        var given = updating(running(), new Update.Asked(SOURCE, Optional.empty()));
        assertThat(given.step())
                .isEqualTo(new UpdateStep.BringRelease(SOURCE, Optional.of(Given.IMAGE)));
        assertThat(given.step().isUnseen()).isTrue();
    }

    @Test
    void whatMustBeMendedIsMendedFirst() {
        var given = updating(standing(Given.exited(1)), new Update.Asked(SOURCE, Optional.empty()));
        assertThat(given.step()).isNotInstanceOf(UpdateStep.BringRelease.class);
    }

    @Test
    void theOldOneGoesOnUntilItsDataIsCopied() {
        assertThat(updating(running(), here(Stage.FETCHED, Optional.empty())).step())
                .isInstanceOf(Step.Rest.class);
    }

    @Test
    void theOldOneIsTakenAwayBeforeTheOtherIsChosen() {
        var copied = here(Stage.COPIED, Optional.empty());
        assertThat(updating(running(), copied).step()).isInstanceOf(Step.Stop.class);
        assertThat(updating(standing(Given.exited(0)), copied).step())
                .isInstanceOf(Step.Remove.class);
        assertThat(updating(standing(new ContainerState.Absent()), copied).step())
                .isEqualTo(new UpdateStep.SwitchRelease(NEW));
        assertThat(updating(standing(Given.another(THEIRS)), copied).step())
                .isInstanceOf(Step.Halt.class);
        var unknown = updating(running(), copied);
        unknown.container = Given.unknown();
        assertThat(unknown.step()).isInstanceOf(Step.LookAgain.class);
    }

    @Test
    void aChoiceThatWasNotKeptIsMadeAgain() {
        var given =
                updating(
                        standing(new ContainerState.Absent()),
                        here(Stage.SWAPPED, Optional.empty()));
        assertThat(given.step()).isEqualTo(new UpdateStep.SwitchRelease(NEW));
    }

    @Test
    void anUpdateIsOverWhenReadyWasProven() {
        var given = using(updating(running(), here(Stage.SWAPPED, Optional.empty())), NEW);
        assertThat(given.step()).isEqualTo(new UpdateStep.FinishUpdate(false));
    }

    @Test
    void aReleaseThatDoesNotComeUpIsGivenUp() {
        var given =
                using(
                        updating(standing(Given.exited(78)), here(Stage.SWAPPED, Optional.empty())),
                        NEW);
        given.history = Stories.ladderSpent();
        assertThat(given.step()).isEqualTo(new UpdateStep.LeaveRelease(NEW));
        assertThat(here(Stage.SWAPPED, Optional.empty()).goingBack().bring()).contains(COPY);
        assertThat(here(Stage.SWAPPED, Optional.of(COPY)).goingBack().bring())
                .as("the data was not touched yet")
                .isEmpty();
    }

    /// Two more tries would cost the person two more allowances.
    @Test
    void aReleaseThatHadItsWholeAllowanceIsGivenUp() {
        var given =
                using(
                        updating(standing(Given.exited(0)), here(Stage.SWAPPED, Optional.empty())),
                        NEW);
        given.history = Stories.runCondemned(FallCause.EXITED, Duration.ZERO);
        assertThat(given.step()).isNotInstanceOf(UpdateStep.LeaveRelease.class);
        given.history = Stories.runCondemned(FallCause.NEVER_READY, Duration.ZERO);
        assertThat(given.step()).isEqualTo(new UpdateStep.LeaveRelease(NEW));
    }

    @Test
    void pausedItWaitsForItsStart() {
        var given =
                using(
                        updating(standing(Given.exited(0)), here(Stage.SWAPPED, Optional.empty())),
                        NEW);
        given.wish(new Wish.Paused());
        assertThat(given.step()).isInstanceOf(Step.StayPaused.class);
    }

    @Test
    void theOldOneIsNotStartedBeforeItsDataIsBack() {
        var back = here(Stage.GOING_BACK, Optional.of(COPY));
        var given = using(updating(standing(new ContainerState.Absent()), back), OLD);
        assertThat(given.step()).isInstanceOf(Step.Wait.class);
        given.kept = given.kept.restoring(Optional.of(Restore.asked(COPY)));
        assertThat(given.step()).isEqualTo(new CopyStep.BeginRestore(COPY));
        given.copying(new CopyWork(true, Optional.empty()));
        assertThat(given.step()).isInstanceOf(Step.Wait.class);
        given.copying(CopyWork.NONE);
        given.kept =
                given.kept.restoring(
                        Optional.of(new Restore(COPY, Restore.Stage.EXTRACTED, Optional.empty())));
        assertThat(given.step()).isEqualTo(new CopyStep.SwapData(COPY));
        given.kept =
                given.kept.restoring(
                        Optional.of(new Restore(COPY, Restore.Stage.SWAPPED, Optional.empty())));
        assertThat(given.step()).isEqualTo(new CopyStep.FinishRestore(COPY, Optional.empty()));
        given.kept = given.kept.restoring(Optional.empty()).updating(Optional.of(back.brought()));
        assertThat(given.step()).isEqualTo(new UpdateStep.FinishUpdate(true));
    }

    @Test
    void dataThatCannotBePutBackIsTold() {
        var back = here(Stage.GOING_BACK, Optional.of(COPY));
        var given = using(updating(standing(new ContainerState.Absent()), back), OLD);
        given.copying(new CopyWork(false, Optional.empty(), Optional.of("no room")));
        assertThat(given.step())
                .isInstanceOfSatisfying(
                        Step.Halt.class,
                        halt -> assertThat(halt.problem().details()).contains("no room"));
    }

    @Test
    void leavingWaitsForNothing() {
        var given = updating(running(), here(Stage.COPIED, Optional.empty()));
        given.wish(new Wish.Quit(false, NOW.plusSeconds(30)));
        assertThat(given.step()).isInstanceOf(Step.Stop.class);
        given.container = Fact.known(Given.exited(0));
        assertThat(given.step()).isInstanceOf(Step.End.class);
    }

    /// Every stage with every container, wish and restore: no rule is broken.
    @Test
    void noRuleIsBrokenByUpdating() {
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
                    for (var update : updates()) {
                        for (var restore : restores()) {
                            for (var used : List.of(OLD, NEW)) {
                                var given = using(standing(state).wish(wish), used);
                                given.history = history;
                                updating(given, update);
                                given.kept = given.kept.restoring(restore);
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
        }
        assertThat(cases).isGreaterThan(10_000);
    }

    private static List<Update> updates() {
        var all = new ArrayList<Update>();
        all.add(new Update.Asked(SOURCE, Optional.empty()));
        for (var stage : Stage.values()) {
            all.add(here(stage, Optional.empty()));
            all.add(here(stage, Optional.of(COPY)));
        }
        return all;
    }

    private static List<Optional<Restore>> restores() {
        var all = new ArrayList<Optional<Restore>>();
        all.add(Optional.empty());
        for (var stage : Restore.Stage.values()) {
            all.add(Optional.of(new Restore(COPY, stage, Optional.empty())));
        }
        return all;
    }
}
