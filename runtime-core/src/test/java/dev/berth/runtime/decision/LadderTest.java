package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.decision.History.Rung;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// How many starts each cause is worth.
final class LadderTest {

    @ParameterizedTest
    @CsvSource({
        "EXITED, 3, 6",
        "EXITED_CLEANLY, 3, 6",
        "SILENT, 3, 6",
        "START_FAILED, 3, 6",
        "OUT_OF_MEMORY, 0, 3",
        "NEVER_READY, 2, 3",
        "TOKEN_REFUSED, 1, 2",
        "SOMEBODY_ELSE, 1, 2"
    })
    void theLadderOfACause(FallCause cause, int untilReplaced, int untilTold) {
        var history = History.none();
        for (int falls = 1; falls <= untilTold; falls++) {
            assertThat(history.troubled()).as("told before fall %d", falls).isFalse();
            history = fallen(history, cause, falls);
            assertThat(history.rung(NOW))
                    .as("after fall %d", falls)
                    .isEqualTo(
                            falls >= untilReplaced && untilReplaced > 0 && falls < untilTold
                                    ? Rung.REPLACE
                                    : Rung.IN_PLACE);
        }
        assertThat(history.troubled()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(FallCause.class)
    void everyCauseLeadsToTheTopFromEverywhere(FallCause cause) {
        for (int at = 0; at < Ladder.TOP; at++) {
            assertThat(Ladder.of(cause).after(at))
                    .isGreaterThan(at)
                    .isLessThanOrEqualTo(Ladder.TOP);
        }
    }

    @Test
    void aRefusedTokenIsAnsweredAtOnceWithAFreshServiceAndFreshKeys() {
        var history = fallen(History.none(), FallCause.TOKEN_REFUSED, 1);
        assertThat(history.keysDoubted()).isTrue();
        assertThat(history.nextTry()).contains(NOW.plusSeconds(1));
    }

    private static History fallen(History before, FallCause cause, int number) {
        return before.with(
                new Fell(NOW.plusSeconds(number), "fall " + number, cause, Optional.empty()));
    }
}
