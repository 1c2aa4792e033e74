package dev.berth.window.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.forbidden.Forbidden;
import dev.berth.runtime.ProblemKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each problem has a page for the person who meets it, in the words of the table of problems.
final class ProblemPagesTest {
    private static final Path PAGES = Path.of("..", "..", "docs", "problems");
    private static final String TECHNICAL = "\n## Technical details\n";
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern BREAK = Pattern.compile("\n> ");

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void everyProblemHasItsPage(ProblemKind kind) throws IOException {
        var page = Files.readString(page(kind.code()));

        assertThat(page).startsWith("# " + kind.title() + "\n\nCode: `" + kind.code() + "`\n");
        assertThat(BREAK.matcher(page).replaceAll(" ")).contains("\n " + kind.sentence() + "\n");
        assertThat(page)
                .containsSubsequence(
                        "\n## What it means\n",
                        "\n## What Berth already tried\n",
                        "\n## What you can do\n\n- ",
                        "\n## When to ask for help\n",
                        TECHNICAL);
    }

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void pagesKeepToTheOperatorsWords(ProblemKind kind) throws IOException {
        var page = Files.readString(page(kind.code()));
        var plain = CODE.matcher(page.substring(0, page.indexOf(TECHNICAL))).replaceAll("");

        assertThat(plain).doesNotContainPattern(Forbidden.WORDS);
    }

    @Test
    void noPageIsLeftOver() throws IOException {
        try (var files = Files.list(PAGES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(
                                            Stream.of("README.md"),
                                            Arrays.stream(ProblemKind.values())
                                                    .map(kind -> kind.code() + ".md"))
                                    .toList());
        }
    }

    @Test
    void theListNamesThemAll() throws IOException {
        var list = Files.readString(page("README"));

        assertThat(ProblemKind.values())
                .allSatisfy(kind ->
                        assertThat(list)
                                .contains(
                                        "| [`%s`](%s.md) | %s |"
                                                .formatted(
                                                        kind.code(), kind.code(), kind.title())));
        assertThat(CODE.matcher(list).replaceAll("")).doesNotContainPattern(Forbidden.WORDS);
    }

    private static Path page(String name) {
        return PAGES.resolve(name + ".md");
    }
}
