package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Machines.done;
import static dev.berth.runtime.decision.Machines.failed;
import static dev.berth.runtime.decision.Machines.failedStarts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Proved;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// The budget of a machine, as the journal tells it.
final class MachineTriesTest {

    private static MachineTrouble trouble(History history) {
        return history.machine().trouble();
    }

    @Test
    void threeLaddersInHalfAnHourAreEnough() {
        assertThat(trouble(failedStarts(8, Duration.ZERO)).nextTry()).isPresent();
        assertThat(trouble(failedStarts(9, Duration.ZERO)).nextTry()).isEmpty();
    }

    @Test
    void aRepairClearsThemAndWhatHungIsEndedAllTheSame() {
        var repaired = failedStarts(9, Duration.ZERO).with(new Asked(NOW, "repair"));
        assertThat(trouble(repaired)).isEqualTo(MachineTrouble.NONE);
        assertThat(repaired.machine().littered()).containsExactly("start-machine");
    }

    @Test
    void tenMinutesOfReadyForgive() {
        var ready = NOW.plusSeconds(1);
        var served =
                failedStarts(3, Duration.ZERO)
                        .with(new Proved(ready, "c", ready, OptionalInt.empty()));
        var soon = served.with(failed("start-machine", ready.plusSeconds(599)));
        assertThat(trouble(soon).ladders()).hasSize(1);
        var late = served.with(failed("start-machine", ready.plusSeconds(600)));
        assertThat(trouble(late).ladders()).isEmpty();
        assertThat(trouble(late).failures()).isEqualTo(1);
    }

    @Test
    void whatEndedWellAgainAndAgainWithoutLeadingOnIsAFailure() {
        var history = History.none();
        for (int i = 0; i < 4; i++) {
            history = history.with(done("start-machine", NOW.plusSeconds(i)));
        }
        assertThat(trouble(history).ladders()).hasSize(1);
    }

    @Test
    void aDayWithAStopAndAStartAndReadyIsNoFailure() {
        var history = History.none();
        for (int day = 0; day < 9; day++) {
            var at = NOW.plus(Duration.ofDays(day));
            history =
                    history.with(done("start-machine", at))
                            .with(new Proved(at.plusSeconds(9), "c", at, OptionalInt.empty()))
                            .with(done("stop-machine", at.plusSeconds(3600)));
        }
        assertThat(trouble(history)).isEqualTo(MachineTrouble.NONE);
    }
}
