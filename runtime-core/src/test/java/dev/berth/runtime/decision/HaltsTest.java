package dev.berth.runtime.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who is in the way stands in the problem's own sentence.
final class HaltsTest {

    @Test
    void whoAnswersInItsPlaceIsNamed() {
        var problem =
                Halts.problem(
                        fell(FallCause.SOMEBODY_ELSE, Halts.heldBy("python3 (process 4711)")));

        assertThat(problem.kind()).isEqualTo(ProblemKind.SOMEBODY_ELSE_ANSWERS);
        assertThat(problem.sentence())
                .startsWith("Another program, python3 (process 4711), answers where");
        assertThat(problem.program()).contains("python3 (process 4711)");
    }

    @Test
    void whoHasThePortIsNamedAmongWhatTheEngineSaid() {
        var problem =
                Halts.problem(
                        fell(
                                FallCause.PORT_TAKEN,
                                "start: PORT_TAKEN\naddress already in use\nheld by nginx (process 12)"));

        assertThat(problem.kind()).isEqualTo(ProblemKind.START_FAILED);
        assertThat(problem.sentence()).contains("because another program, nginx (process 12),");
        assertThat(problem.details()).hasSize(3);
    }

    @Test
    void whereNobodyIsKnownTheSentenceIsTheRowsOwn() {
        var problem = Halts.problem(fell(FallCause.SOMEBODY_ELSE, "nothing more"));
        assertThat(problem.sentence()).isEqualTo(ProblemKind.SOMEBODY_ELSE_ANSWERS.sentence());
        assertThat(problem.program()).isEmpty();
    }

    private static Fell fell(FallCause cause, String detail) {
        return new Fell(Instant.EPOCH, "run", cause, Optional.of(detail));
    }
}
