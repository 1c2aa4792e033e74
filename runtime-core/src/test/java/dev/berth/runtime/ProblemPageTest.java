package dev.berth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.ProblemPage.Block;
import dev.berth.runtime.ProblemPage.Section;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProblemPageTest {

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void everyProblemHasItsPageInTheProgram(ProblemKind kind) {
        var page = ProblemPage.of(kind);

        assertThat(page.sections())
                .extracting(Section::heading)
                .containsExactly(
                        "What it means",
                        "What Berth already tried",
                        "What you can do",
                        "When to ask for help",
                        "Technical details");
        assertThat(page.sections()).allSatisfy(one -> assertThat(one.blocks()).isNotEmpty());
        assertThat(page.sections().getLast().isTechnical()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void inGermanTheTechnicalPartAloneIsEnglish(ProblemKind kind) {
        var english = ProblemPage.of(kind);

        assertThat(ProblemPage.of(kind, Locale.GERMANY).sections())
                .hasSameSizeAs(english.sections())
                .extracting(Section::heading)
                .contains("Was Sie tun können")
                .endsWith("Technical details");
        assertThat(ProblemPage.of(kind, Locale.FRENCH)).isEqualTo(english);
    }

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void everyPageSaysHowAReportIsMade(ProblemKind kind) {
        assertThat(ProblemPage.of(kind).sections().get(3).blocks().toString())
                .contains("berth doctor --bundle");
    }

    @Test
    void linesAreJoinedAndPointsAreKeptApart() {
        var page =
                ProblemPage.read(
                        ProblemKind.NO_ROOM,
                        "# T\n\nCode: `c`\n\n> s\n\n## One\n\nfirst\nline\n\nsecond\n\n## Two\n\n- a\n  b\n- c\n\n| k | v |\n|---|---|\n| 1 | 2 |\n");

        assertThat(page.sections())
                .containsExactly(
                        new Section(
                                "One",
                                List.of(
                                        new Block(false, "first line"),
                                        new Block(false, "second"))),
                        new Section(
                                "Two",
                                List.of(
                                        new Block(true, "a b"),
                                        new Block(true, "c"),
                                        new Block(true, "k: v"),
                                        new Block(true, "1: 2"))));
    }
}
