package dev.berth.window.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress.Stage;
import dev.berth.window.Samples;
import dev.berth.window.face.WindowWords;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NoticesTest {

    @Test
    void whatIsOverIsNotTold() {
        var words = WindowWords.in(Optional.empty(), Locale.ENGLISH, ZoneOffset.UTC);

        assertThat(Notice.of(Samples.starting(Stage.CHECKING), words)).isEmpty();
        assertThat(Notice.of(Samples.attention(ProblemKind.NO_ROOM), words))
                .contains(new Notice(ProblemKind.NO_ROOM.title(), ProblemKind.NO_ROOM.sentence()));
    }
}
