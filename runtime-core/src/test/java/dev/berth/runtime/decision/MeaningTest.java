package dev.berth.runtime.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Status;
import dev.berth.runtime.decision.Situation.Recent;
import dev.berth.runtime.engine.Cure;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Outcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MeaningTest {

    /// What these mean depends on what was being done; each has its own row in the decision table.
    private static final EnumSet<Kind> BY_CIRCUMSTANCE =
            EnumSet.of(
                    Kind.BUSY,
                    Kind.TIMED_OUT,
                    Kind.CANCELLED,
                    Kind.UNREADABLE,
                    Kind.NO_SUCH_THING,
                    Kind.NAME_TAKEN,
                    Kind.PORT_TAKEN,
                    Kind.WRONG_STATE);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFailureThatGoesOnReachesAProblem(Kind kind) {
        var cause = new Fact.Cause.EngineSilent(Given.failure(kind));
        var step =
                new Given()
                        .container(new Fact.Unknown<>(cause))
                        .recent(Recent.NOTHING.unknown(Given.NOW.minusSeconds(20)))
                        .step();

        assertThat(step).isInstanceOf(Step.Unclear.class);
        var problem = ((Step.Unclear) step).problem();
        assertThat(problem.kind())
                .isEqualTo(Meaning.of(Given.failure(kind)).orElse(ProblemKind.CANNOT_TELL));
        assertThat(problem.details()).contains("it said so");
        assertThat(Meaning.of(Given.failure(kind)).isEmpty())
                .isEqualTo(BY_CIRCUMSTANCE.contains(kind));
    }

    @Test
    void whatNobodyKnowsIsSaidToBeUnknown() {
        assertThat(Meaning.of(Given.failure(Kind.UNCLASSIFIED)))
                .contains(ProblemKind.NOT_UNDERSTOOD);
    }

    @Test
    void whatAPersonMustMendIsSaidSoonerThanWhatIsOnlyUnclear() {
        assertThat(afterThreeSeconds(Kind.STORE_DAMAGED)).isInstanceOf(Step.Unclear.class);
        assertThat(afterThreeSeconds(Kind.TIMED_OUT)).isInstanceOf(Step.LookAgain.class);
        assertThat(afterThreeSeconds(Kind.BUSY)).isInstanceOf(Step.LookAgain.class);
    }

    private static Step afterThreeSeconds(Kind kind) {
        var cause = new Fact.Cause.EngineSilent(Given.failure(kind));
        return new Given()
                .container(new Fact.Unknown<>(cause))
                .recent(Recent.NOTHING.unknown(Given.NOW.minusSeconds(3)))
                .step();
    }

    @Test
    void theCureStandsInTheDetailsUnlessBerthDoesItItself() {
        assertThat(Meaning.details(curedBy(Cure.By.PERSON)))
                .containsExactly("ask: NO_ROOM", "full", "do this");
        assertThat(Meaning.details(curedBy(Cure.By.BERTH))).containsExactly("ask: NO_ROOM", "full");
    }

    private static EngineFailure curedBy(Cure.By by) {
        return new EngineFailure(Kind.NO_ROOM, "ask", "full", new Cure(by, List.of("do this")));
    }

    @Test
    void aFetchThatFailedForAKnownReasonSaysIt() {
        var fetch =
                new Ended(
                        "a",
                        Given.NOW.minusSeconds(5),
                        "fetch-release",
                        "r",
                        Outcome.FAILED,
                        Optional.of("fetch: PORTAL\ntext/html"),
                        Optional.of(ProblemKind.NETWORK_SIGN_IN));
        var step =
                new Given()
                        .image(Fact.known(Optional.empty()))
                        .history(History.none().with(fetch))
                        .step();

        assertThat(((Step.Halt) step).problem().kind()).isEqualTo(ProblemKind.NETWORK_SIGN_IN);
        assertThat(((Step.Halt) step).problem().details())
                .containsExactly("fetch: PORTAL", "text/html");
    }

    /// Trying again at once cannot help, so nobody waits for a whole ladder.
    @Test
    void aStartThatFailedForAPlainReasonSaysItAtOnce() {
        assertThat(shownAfterAFailedStart(Optional.of(ProblemKind.NO_ROOM)))
                .contains(ProblemKind.NO_ROOM);
        assertThat(shownAfterAFailedStart(Optional.of(ProblemKind.NOT_UNDERSTOOD))).isEmpty();
        assertThat(shownAfterAFailedStart(Optional.empty())).isEmpty();
    }

    private static Optional<ProblemKind> shownAfterAFailedStart(Optional<ProblemKind> problem) {
        var fall =
                new Fell(
                        Given.NOW,
                        "attempt a",
                        FallCause.START_FAILED,
                        Optional.of("start: x"),
                        problem);
        var given = new Given().container(Given.created()).history(History.none().with(fall));
        return Projection.of(given.situation(), given.step())
                        instanceof Status.Supervised(NeedsAttention(var shown))
                ? Optional.of(shown.kind())
                : Optional.empty();
    }
}
