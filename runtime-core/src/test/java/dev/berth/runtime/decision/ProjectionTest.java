package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Given.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Status;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.store.JournalEntry.Asked;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a person sees is a function of the facts and the step that they led to.
final class ProjectionTest {

    private static Status shown(Given given) {
        return Projection.of(given.situation(), given.step());
    }

    private static void assertState(Given given, Class<? extends OperatorState> state) {
        assertThat(shown(given)).isInstanceOf(Status.Supervised.class);
        assertThat(((Status.Supervised) shown(given)).state()).isInstanceOf(state);
    }

    @Test
    void thereAreExactlyThreeOperatorStates() {
        assertThat(OperatorState.class.getPermittedSubclasses())
                .containsExactly(
                        OperatorState.Ready.class,
                        OperatorState.Starting.class,
                        OperatorState.NeedsAttention.class);
    }

    @Test
    void aProvenServiceIsReady() {
        assertState(
                new Given().answering(new EndpointState.Ready(List.of())).history(Stories.proven()),
                OperatorState.Ready.class);
    }

    @Test
    void whatComesBackByItselfIsStarting() {
        assertState(new Given().container(Given.exited(1)), OperatorState.Starting.class);
        assertState(new Given().history(Stories.fallen(5)), OperatorState.Starting.class);
        assertState(new Given().container(Given.unknown()), OperatorState.Starting.class);
    }

    @Test
    void whileARepairRunsItIsStarting() {
        for (int falls : List.of(1, 6, 17, 18)) {
            var history = Stories.fallen(falls).with(new Asked(NOW, "repair"));
            assertState(new Given().history(history), OperatorState.Starting.class);
        }
    }

    @Test
    void slowTriesAfterAWholeLadderAreShownAsAttention() {
        assertState(new Given().history(Stories.ladderSpent()), OperatorState.NeedsAttention.class);
    }

    @Test
    void aStopThatWasAskedForIsShownAsSuchInTroubleToo() {
        assertState(
                new Given()
                        .wish(new Wish.Paused())
                        .history(Stories.ladderSpent())
                        .container(Given.running(RUN)),
                OperatorState.Starting.class);
    }

    @Test
    void whatIsNotSupervisedSaysWhy() {
        assertThat(shown(new Given().wish(new Wish.Paused()))).isEqualTo(new Status.Paused());
        assertThat(shown(new Given().wish(new Wish.Nothing(false))))
                .isEqualTo(new Status.NotSetUp());
        assertThat(shown(new Given().wish(new Wish.Idle()))).isEqualTo(new Status.NotRunning());
        var never = new Given().wish(new Wish.Idle());
        assertThat(shown(never.kept(never.kept.withConfigured(false))))
                .isEqualTo(new Status.NotSetUp());
        assertThat(Optional.of(shown(never))).isPresent();
    }
}
