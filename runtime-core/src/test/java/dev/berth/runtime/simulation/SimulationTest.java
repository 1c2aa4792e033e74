package dev.berth.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.berth.runtime.Command;
import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.simulation.ServiceRun.Temper;
import dev.berth.runtime.simulation.SimulatedContainer.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Single scenes of a service on this computer itself, without mischief; whole schedules are played
/// by [SchedulesTest].
final class SimulationTest {

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
    void anEngineThatBelievesInWhatIsGoneIsToldOnceAndTheServiceComesBack() {
        var simulation = new Simulation(1, false);
        simulation.setUp();
        simulation.computer.losePower();
        simulation.computer.stale = true;
        simulation.live(Duration.ofMinutes(3));

        assertThat(simulation.computer.stale).isFalse();
        assertThat(simulation.status().status())
                .isInstanceOfSatisfying(
                        Status.Supervised.class,
                        shown -> assertThat(shown.state()).isInstanceOf(OperatorState.Ready.class));
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

    @Test
    void givingUpHoldsUntilThePersonAsksAlsoWhenTheKeeperIsKilled() {
        var simulation = crashing();
        simulation.live(Duration.ofSeconds(5));
        simulation.ask(new Command.GiveUp());
        simulation.live(Duration.ofSeconds(5));
        assertThat(problem(simulation)).isEqualTo(ProblemKind.STOPPED_BY_YOU);
        assertThat(simulation.person.isAnswered()).isTrue();
        long tries = simulation.computer.runs;

        simulation.dieEvery(Duration.ofMinutes(1), 60);
        simulation.live(Duration.ofHours(2));
        assertThat(simulation.computer.runs).isEqualTo(tries);
        assertThat(problem(simulation)).isEqualTo(ProblemKind.STOPPED_BY_YOU);

        simulation.mendAndLeadOn(); // by Repair
        assertThat(simulation.computer.runs).isGreaterThan(tries);
    }

    @Test
    void givingUpWhileReadyChangesNothing() {
        var simulation = new Simulation(1, false);
        simulation.setUp();
        simulation.ask(new Command.GiveUp());
        simulation.live(Duration.ofMinutes(1));
        assertThat(simulation.status().status())
                .isInstanceOfSatisfying(
                        Status.Supervised.class,
                        shown -> assertThat(shown.state()).isInstanceOf(OperatorState.Ready.class));
        simulation
                .computer
                .containers
                .values()
                .forEach(one -> simulation.computer.end(one, 1, false));
        simulation.mendAndLeadOn();
        assertThat(simulation.computer.runs).as("it is brought back as ever").isEqualTo(2);
    }

    @Test
    void aFirstSetUpThatIsGivenUpLeavesTheHomeAsItWas() throws IOException {
        var simulation = new Simulation(1, false);
        simulation.live(Duration.ofSeconds(1));
        simulation.ask(setUp("hush-hush-key-mine"));
        simulation.live(Duration.ofSeconds(1));
        assertThat(simulation.settings.load().provider()).isPresent();

        simulation.ask(new Command.GiveUp());
        simulation.live(Duration.ofMinutes(2));
        assertThat(simulation.status().status()).isInstanceOf(Status.NotSetUp.class);
        assertThat(simulation.status().cleanUps()).isEmpty();
        assertThat(simulation.settings.load()).isEqualTo(Settings.none());
        assertThat(simulation.secrets.value(OpenClaw.PROVIDER_KEY)).isEmpty();
        assertThat(simulation.computer.secrets).isEmpty();
        assertThat(simulation.computer.containers).isEmpty();
        simulation.ask(setUp("hush-hush-key-mine"));
        simulation.mendAndLeadOn();
    }

    @Test
    void anotherSetUpThatIsGivenUpBringsBackWhatWas() throws IOException {
        var simulation = new Simulation(1, false);
        simulation.live(Duration.ofSeconds(1));
        simulation.ask(setUp("hush-hush-key-old"));
        simulation.live(Duration.ofMinutes(5));
        var before = simulation.settings.load();

        simulation.computer.sourceReachable = false;
        simulation.ask(
                new Command.SetUp(
                        new SetUpWishes(
                                Optional.of(new SetUpWishes.Source.Named("example.org/other:2")),
                                Optional.of(
                                        SetUpWishes.Keyed.usual(
                                                ProviderKind.ANTHROPIC, "hush-hush-key-new")))));
        simulation.live(Duration.ofSeconds(20));
        assertThat(simulation.settings.load().release()).contains("example.org/other:2");
        simulation.ask(new Command.GiveUp());
        simulation.mendAndLeadOn();

        assertThat(simulation.settings.load()).isEqualTo(before);
        assertThat(simulation.secrets.value(OpenClaw.PROVIDER_KEY)).contains("hush-hush-key-old");
    }

    @Test
    void aSetUpThatDoesNotComeUpGoesBackToWhatWorkedBefore() throws IOException {
        var simulation = new Simulation(1, false);
        simulation.live(Duration.ofSeconds(1));
        simulation.ask(setUp("hush-hush-key-old"));
        simulation.live(Duration.ofMinutes(5));
        var before = simulation.settings.load();

        simulation.computer.mood = List.of(Temper.CRASHES);
        simulation.ask(
                new Command.SetUp(
                        new SetUpWishes(
                                Optional.empty(),
                                Optional.of(
                                        SetUpWishes.Keyed.usual(
                                                ProviderKind.ANTHROPIC, "hush-hush-key-new")))));
        for (int second = 0; second < 600 && !wentBack(simulation); second++) {
            simulation.live(Duration.ofSeconds(1));
        }
        assertThat(wentBack(simulation)).isTrue();
        simulation.mendAndLeadOn();

        assertThat(simulation.settings.load()).isEqualTo(before);
        assertThat(simulation.secrets.value(OpenClaw.PROVIDER_KEY)).contains("hush-hush-key-old");
        assertThat(wentBack(simulation)).as("it is told until the next set-up").isTrue();
        simulation.ask(setUp("hush-hush-key-next"));
        simulation.live(Duration.ofMinutes(5));
        assertThat(wentBack(simulation)).isFalse();
    }

    private static boolean wentBack(Simulation simulation) {
        return simulation.status().diagnosis().wentBack().isPresent();
    }

    @Test
    void aFirstSetUpThatDoesNotComeUpHasNothingToGoBackTo() throws IOException {
        var simulation = new Simulation(1, false);
        simulation.computer.mood = List.of(Temper.CRASHES);
        simulation.live(Duration.ofSeconds(1));
        simulation.ask(setUp("hush-hush-key-mine"));
        simulation.live(Duration.ofHours(1));
        assertThat(wentBack(simulation)).isFalse();
        assertThat(simulation.settings.load().provider()).isPresent();
        simulation.mendAndLeadOn();
    }

    @Test
    void aReleaseThatCannotBeFetchedTakesNothingAway() {
        var simulation = new Simulation(1, false);
        simulation.setUp();
        var before = simulation.computer.containers.keySet().iterator().next();
        simulation.computer.sourceReachable = false;
        simulation.ask(
                new Command.SetUp(
                        new SetUpWishes(
                                Optional.of(new SetUpWishes.Source.Named("example.org/other:2")),
                                Optional.empty())));
        simulation.live(Duration.ofMinutes(2));
        assertThat(simulation.computer.containers).containsOnlyKeys(before);
        assertThat(simulation.computer.containers.values()).allMatch(SimulatedContainer::isUp);
        simulation.mendAndLeadOn();
    }

    @Test
    void aDraftsKeyIsTakenOverAndTheDraftForgottenOnceReadyWasSeen() throws IOException {
        var simulation = new Simulation(1, false);
        simulation.live(Duration.ofSeconds(1));
        var drafts = new Drafts(simulation.draft, simulation.secrets);
        var openai = Provider.usual(ProviderKind.OPENAI);
        drafts.keep(
                new Draft(Page.PROGRESS, Optional.of(openai), true, false, Optional.empty()),
                Optional.of("hush-hush-key-drafted"));
        simulation.ask(
                new Command.SetUp(
                        new SetUpWishes(
                                Optional.empty(),
                                Optional.of(new SetUpWishes.Keyed(openai, Optional.empty())))));
        simulation.live(Duration.ofMillis(100));
        assertThat(drafts.load()).isPresent();
        simulation.live(Duration.ofMinutes(5));
        assertThat(drafts.load()).isEmpty();
        assertThat(simulation.secrets.value(Drafts.KEY)).isEmpty();
        assertThat(simulation.secrets.value(OpenClaw.PROVIDER_KEY))
                .contains("hush-hush-key-drafted");
    }

    /// The computer sleeps, or its clock is set, while the service starts.
    @Test
    void aStartThatSeemsToTakeLongerThanItMayTeachesNothing() {
        var simulation = new Simulation(1, false);
        simulation.setUp();
        simulation.live(Duration.ofMinutes(2));
        var learnt = simulation.stateFile.kept().orElseThrow().lastStart();
        assertThat(learnt).isPresent();
        simulation.ask(new Command.Pause());
        simulation.live(Duration.ofMinutes(1));
        simulation.ask(new Command.Start());
        simulation.live(Duration.ofSeconds(1));
        simulation.time.sleep(Duration.ofMinutes(20));
        simulation.mendAndLeadOn();
        assertThat(simulation.stateFile.kept().orElseThrow().lastStart())
                .hasValueSatisfying(took -> assertThat(took).isLessThan(Duration.ofMinutes(2)));
    }

    /// Nobody but the person can bring it back, so that they are told at the first try.
    @Test
    void aKeyThatIsLostIsSaidAtOnceAndASetUpWithItLeadsOn() throws IOException {
        var simulation = new Simulation(1, false);
        simulation.live(Duration.ofSeconds(1));
        simulation.ask(setUp("hush-hush-key-lost"));
        simulation.live(Duration.ofMinutes(5));
        simulation.secrets.forget(OpenClaw.PROVIDER_KEY);
        simulation.computer.secrets.clear();
        simulation
                .computer
                .containers
                .values()
                .forEach(one -> simulation.computer.end(one, 1, false));
        simulation.live(Duration.ofSeconds(10));
        assertThat(problem(simulation)).isEqualTo(ProblemKind.KEY_MISSING);
        simulation.ask(setUp("hush-hush-key-again"));
        simulation.mendAndLeadOn();
    }

    @Test
    void anotherMemoryLimitHoldsAtOnceAndTheDataStays() {
        var simulation = new Simulation(1, false);
        simulation.setUp();
        var before = simulation.computer.containers.keySet().iterator().next();
        simulation.choose(Setting.MEMORY, "4096");
        simulation.live(Duration.ofMinutes(2));
        assertThat(simulation.computer.containers).hasSize(1).doesNotContainKey(before);
        simulation.mendAndLeadOn();
        assertThat(simulation.data.isThere()).isTrue();
        var after = simulation.computer.containers.keySet().iterator().next();
        simulation.choose(Setting.THEME, "dark");
        simulation.live(Duration.ofMinutes(2));
        assertThat(simulation.computer.containers).containsOnlyKeys(after);
    }

    private static Command setUp(String key) {
        return new Command.SetUp(
                new SetUpWishes(
                        Optional.empty(),
                        Optional.of(SetUpWishes.Keyed.usual(ProviderKind.OPENAI, key))));
    }

    private static ProblemKind problem(Simulation simulation) {
        return simulation.status().status()
                        instanceof Status.Supervised(OperatorState.NeedsAttention(var problem))
                ? problem.kind()
                : fail("no problem: " + simulation.status());
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
}
