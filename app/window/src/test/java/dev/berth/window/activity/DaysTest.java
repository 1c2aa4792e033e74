package dev.berth.window.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Episode;
import dev.berth.runtime.Episode.End;
import dev.berth.runtime.ProblemKind;
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

    @Test
    void whatHappenedIsToldInThePersonsWordsWithWhatCameOfIt() {
        var night =
                List.of(
                        episode("2026-11-20T20:00:00Z", 0, "fell-out-of-memory", 3, End.NOT_BACK),
                        episode("2026-11-21T02:13:00Z", 11_400, "fell-exited", 1, End.BACK));

        assertThat(days(Locale.ENGLISH).told(night, NOW))
                .containsExactly(
                        new Line.Day("Today"),
                        new Line.Act(
                                Ending.DONE,
                                "The assistant stopped unexpectedly",
                                Optional.of("Berth brought it back in 3 h 10 min"),
                                "02:13"),
                        new Line.Day("Yesterday"),
                        new Line.Act(
                                Ending.FAILED,
                                "The assistant ran out of memory, 3 times in a row",
                                Optional.of("It was not seen ready again"),
                                "20:00"));
        assertThat(Days.plain(days(Locale.GERMAN).told(night, NOW)))
                .contains("Berth hat ihn in 3 h 10 min zurückgeholt");
    }

    @Test
    void aProblemIsToldByItsTitle() {
        var episode =
                new Episode(
                        NOW,
                        Optional.of(NOW.plusSeconds(120)),
                        "troubled",
                        Optional.of(ProblemKind.NO_ROOM),
                        1,
                        End.OVER,
                        "told in English",
                        true);

        assertThat(days(Locale.ENGLISH).told(List.of(episode), NOW))
                .contains(
                        new Line.Act(
                                Ending.DONE,
                                "There is not enough free space",
                                Optional.of("After 2 min it was over"),
                                "09:30"));
    }

    @Test
    void anEpisodeThatNobodyHasWordedComesAsItsSentence() {
        var episode = episode("2026-11-21T02:13:00Z", 0, "something-new", 1, End.FAILED);

        assertThat(days(Locale.GERMAN).told(List.of(episode), NOW))
                .contains(
                        new Line.Act(Ending.FAILED, "told in English", Optional.empty(), "02:13"));
    }

    private static Episode episode(String at, long seconds, String code, int times, End end) {
        var began = Instant.parse(at);
        return new Episode(
                began,
                Optional.of(began.plusSeconds(seconds)).filter(began::isBefore),
                code,
                Optional.empty(),
                times,
                end,
                "told in English",
                true);
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
