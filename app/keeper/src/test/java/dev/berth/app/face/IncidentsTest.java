package dev.berth.app.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.app.face.Incidents.Telling;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IncidentsTest {
    private static final Status READY = new Status.Supervised(new Ready(List.of()));
    private static final Status STARTING =
            new Status.Supervised(new Starting(Progress.at(Stage.RECOVERING)));
    private static final Problem NO_ROOM = Problem.of(ProblemKind.NO_ROOM, List.of());
    private static final Status TROUBLE = new Status.Supervised(new NeedsAttention(NO_ROOM));
    private static final Telling TOLD = new Telling.AttentionNeeded(NO_ROOM);

    private final List<Telling> tellings = new ArrayList<>();
    private Incidents incidents = Incidents.none();

    private IncidentsTest at(int second, Status status) {
        var step = incidents.at(status, Duration.ofSeconds(second));
        incidents = step.next();
        if (!(step.telling() instanceof Telling.Nothing)) {
            tellings.add(step.telling());
        }
        return this;
    }

    @Test
    void whatLastsIsToldOnce() {
        at(0, READY).at(100, TROUBLE);
        assertThat(incidents.wake()).contains(Duration.ofSeconds(110));
        at(109, TROUBLE);
        assertThat(tellings).isEmpty();
        at(110, TROUBLE);
        assertThat(incidents.wake()).isEmpty();
        at(200, TROUBLE).at(5000, TROUBLE);
        assertThat(tellings).containsExactly(TOLD);
    }

    @Test
    void aRecoveryUnderTenSecondsIsNeverTold() {
        at(0, READY).at(1, STARTING).at(2, TROUBLE).at(11, READY).at(500, READY);
        assertThat(tellings).isEmpty();
        assertThat(incidents.wake()).isEmpty();
    }

    @Test
    void furtherTriesAreTheSameIncident() {
        at(0, TROUBLE).at(10, TROUBLE).at(60, STARTING).at(70, TROUBLE).at(90, TROUBLE);
        assertThat(tellings).containsExactly(TOLD);
    }

    @Test
    void aTryThatBreaksTheTroubleBeginsThePatienceAnew() {
        at(0, TROUBLE).at(9, STARTING).at(12, TROUBLE).at(21, TROUBLE);
        assertThat(tellings).isEmpty();
        at(22, TROUBLE);
        assertThat(tellings).containsExactly(TOLD);
    }

    @Test
    void theEndIsToldOnlyWhereTheTroubleWas() {
        at(0, TROUBLE).at(5, READY);
        assertThat(tellings).isEmpty();
        at(10, TROUBLE).at(20, TROUBLE).at(21, STARTING).at(25, READY).at(30, READY);
        assertThat(tellings).containsExactly(TOLD, new Telling.WorksAgain());
    }

    @Test
    void theNextIncidentIsToldAgain() {
        at(0, TROUBLE).at(10, TROUBLE).at(20, READY).at(30, TROUBLE).at(40, TROUBLE);
        assertThat(tellings).containsExactly(TOLD, new Telling.WorksAgain(), TOLD);
    }

    @Test
    void aPauseTakesBackWhatWasTold() {
        at(0, TROUBLE).at(10, TROUBLE).at(20, new Status.Paused());
        assertThat(tellings).containsExactly(TOLD, new Telling.Over());
    }
}
