package dev.berth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class UpdateTroubleTest {

    @ParameterizedTest
    @EnumSource
    void itsSentenceIsKnownAgain(UpdateTrouble trouble) {
        var places = List.of("2026.9.7", "a (b) [c].", "20261120T221504Z-daily");
        int count = trouble.format().split("%s", -1).length - 1;
        var filled = places.subList(0, count);

        assertThat(UpdateTrouble.of(trouble.with(filled.toArray(String[]::new))))
                .contains(new UpdateTrouble.Said(trouble, filled));
    }

    @Test
    void anyOtherSentenceIsNone() {
        assertThat(UpdateTrouble.of("The disk is full.")).isEmpty();
    }
}
