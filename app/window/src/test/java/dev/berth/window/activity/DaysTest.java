package dev.berth.window.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Activity;
import dev.berth.window.activity.Days.Ending;
import dev.berth.window.activity.Days.Line;
import dev.berth.window.face.WindowWords;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DaysTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

    @Test
    void theNewestComesFirstDayByDay() {
        var lines =
                days(Locale.ENGLISH)
                        .of(
                                List.of(
                                        act("2026-11-19T08:00:00Z", "fetch-release", "cancelled"),
                                        act("2026-11-20T08:00:00Z", "start", "failed"),
                                        act("2026-11-21T08:00:00Z", "fell-silent", "noticed")),
                                NOW);

        assertThat(lines)
                .containsExactly(
                        new Line.Day("Today"),
                        new Line.Act(
                                Ending.NOTICED,
                                "The assistant no longer answered",
                                Optional.empty(),
                                "08:00"),
                        new Line.Day("Yesterday"),
                        new Line.Act(
                                Ending.FAILED,
                                "Starting the assistant",
                                Optional.of("Did not work"),
                                "08:00"),
                        new Line.Day("Thursday, 19 November 2026"),
                        new Line.Act(
                                Ending.CANCELLED,
                                "Fetching the assistant's program",
                                Optional.of("Cancelled"),
                                "08:00"));
    }

    @Test
    void whatNobodyHasWordedComesAsItIs() {
        var lines =
                days(Locale.GERMAN)
                        .of(List.of(act("2026-11-21T08:00:00Z", "something-new", "done")), NOW);

        assertThat(lines)
                .contains(
                        new Line.Act(
                                Ending.DONE,
                                "text of something-new",
                                Optional.of("Erledigt"),
                                "08:00"));
    }

    private static Days days(Locale language) {
        return new Days(WindowWords.in(Optional.empty(), language, ZoneOffset.UTC));
    }

    private static Activity act(String at, String step, String outcome) {
        return new Activity(
                step,
                Instant.parse(at),
                "person",
                step,
                "text of " + step,
                Optional.empty(),
                outcome,
                Optional.empty());
    }
}
