package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.forbidden.Forbidden;
import dev.berth.runtime.Episode;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DoctorVerbTest {
    private TestDesk desk;

    @BeforeEach
    void layOut(@TempDir Path root) {
        desk = new TestDesk(root);
    }

    @Test
    void whatIsWellIsSaidAndEndsWithZero() {
        assertThat(desk.berth("doctor")).isZero();
        assertThat(desk.said()).first().asString().matches("ok +Clock +The clock is right\\.");
        assertThat(desk.said()).last().isEqualTo("All is well.");
    }

    @Test
    void whatIsBrokenIsSaidWithItsCureAndPageAndEndsWithOne() {
        desk.doctor.signs.add(
                ScriptedDoctor.sign(Part.ROOM, Verdict.FAIL, "There is no room.", "Make some."));

        assertThat(desk.berth("doctor")).isEqualTo(1);
        assertThat(desk.said())
                .contains(
                        "      What helps: Make some.",
                        "      More: berth doctor --explain no-room",
                        "      Technical details: berth doctor --verbose")
                .last()
                .asString()
                .contains("Broken: 1 of 2.", "--bundle");
        assertThat(desk.out.toString()).doesNotContainPattern(Forbidden.WORDS);
    }

    @Test
    void aWarningEndsWithZero() {
        desk.doctor.signs.add(
                ScriptedDoctor.sign(
                        Part.ROOM, Verdict.WARN, "There is little room.", "Make some."));
        assertThat(desk.berth("doctor")).isZero();
    }

    @Test
    void detailsAreShownOnPurpose() {
        desk.berth("doctor", "--verbose");
        assertThat(desk.said()).contains("        a podman detail");
    }

    @Test
    void programsGetOneObject() {
        assertThat(desk.berth("doctor", "--json")).isZero();
        assertThat(desk.said())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"schema\":1,\"at\":\"2026-11-20T22:15:04.120Z\",\"tookMillis\":812,\"verdict\":\"ok\"")
                .contains("\"part\":\"clock\",\"verdict\":\"ok\"");
    }

    @Test
    void aReportIsWrittenWhereThePersonSays() {
        assertThat(desk.berth("doctor", "--bundle", "report.zip")).isZero();
        assertThat(desk.doctor.reports).containsExactly(Path.of("report.zip"));
        assertThat(desk.said()).first().asString().contains("report.zip (1.2 MB)", "summary.html");
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidInOneSentence() {
        desk.doctor.refusal = Optional.of("The disk is full.");
        assertThat(desk.berth("doctor", "--bundle", "report.zip")).isEqualTo(1);
        assertThat(desk.complained()).containsExactly("The disk is full.");
    }

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void everyProblemIsExplained(ProblemKind kind) {
        assertThat(desk.berth("doctor", "--explain", kind.code())).isZero();
        assertThat(desk.said())
                .contains(kind.title(), "What it means", "What you can do")
                .allMatch(line -> line.length() < 100);
    }

    @Test
    void anUnknownProblemIsBadUsage() {
        assertThat(desk.berth("doctor", "--explain", "headache")).isEqualTo(2);
        assertThat(desk.complained()).singleElement().asString().contains("no-room");
    }

    @Test
    void twoThingsAtOnceAreBadUsage() {
        assertThat(desk.berth("doctor", "--json", "--bundle", "x.zip")).isEqualTo(2);
    }

    @Test
    void theStoryIsToldDayByDay() {
        desk.keptStory =
                List.of(
                        episode("2026-11-21T10:00:00Z", "Berth was started."),
                        episode(
                                "2026-11-22T02:13:00Z",
                                "The assistant stopped unexpectedly; Berth brought it back in 8 s."));

        assertThat(desk.berth("journal", "--story")).isZero();
        assertThat(desk.said())
                .contains("Saturday, 21 November 2026", "Sunday, 22 November 2026")
                .last()
                .asString()
                .matches("  At \\d\\d:\\d\\d  The assistant stopped .* in 8 s\\.");
    }

    @Test
    void anEmptyStoryIsSaidToBeSo() {
        desk.berth("journal", "--story");
        assertThat(desk.said()).containsExactly("Nothing has happened yet.");
    }

    @Test
    void helpTellsAboutAVerb() {
        assertThat(desk.berth("help", "doctor")).isZero();
        assertThat(desk.out.toString()).contains("--bundle", "Exit status");
        assertThat(desk.berth("help", "settings", "set")).isZero();
        assertThat(desk.berth("help", "dance")).isEqualTo(2);
    }

    private static Episode episode(String at, String sentence) {
        return new Episode(
                Instant.parse(at),
                Optional.empty(),
                "ready",
                Optional.empty(),
                1,
                Episode.End.NONE,
                sentence,
                false);
    }
}
