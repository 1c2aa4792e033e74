package dev.berth.window.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.forbidden.Forbidden;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each problem has a page for the person who meets it, in the words of the table of problems.
final class ProblemPagesTest {
    private static final Path PAGES = Path.of("..", "..", "docs", "problems");
    private static final String TECHNICAL = "\n## Technical details\n";
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern EXPLAINED = Pattern.compile("--explain ([a-z][a-z-]+)");
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

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void everyProblemHasItsPageInGerman(ProblemKind kind) throws IOException {
        var page = Files.readString(page("de/" + kind.code()));
        var words = WindowWords.in(Optional.empty(), Locale.GERMAN, ZoneOffset.UTC);
        var problem = Problem.of(kind, List.of());

        assertThat(page)
                .startsWith("# " + words.title(problem) + "\n\nCode: `" + kind.code() + "`\n");
        assertThat(BREAK.matcher(page).replaceAll(" "))
                .contains("\n " + words.sentence(problem) + "\n");
        assertThat(page)
                .containsSubsequence(
                        "\n## Was es bedeutet\n",
                        "\n## Was Berth schon versucht hat\n",
                        "\n## Was Sie tun können\n\n- ",
                        "\n## Wann Sie um Hilfe bitten sollten\n",
                        "berth doctor --bundle");
        assertThat(CODE.matcher(page).replaceAll("")).doesNotContainPattern(Forbidden.WORDS);
    }

    /// What can be typed is the same in every language.
    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void theGermanPageNamesTheSameCommands(ProblemKind kind) throws IOException {
        var english = Files.readString(page(kind.code()));

        assertThat(typed(Files.readString(page("de/" + kind.code()))))
                .containsExactlyInAnyOrderElementsOf(
                        typed(english.substring(0, english.indexOf(TECHNICAL))));
    }

    private static Set<String> typed(String page) {
        return CODE.matcher(page)
                .results()
                .map(found -> found.group().replaceAll("\\s+", " "))
                .collect(Collectors.toSet());
    }

    @Test
    void noPageIsLeftOver() throws IOException {
        try (var files = Files.list(PAGES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(
                                            Stream.of("README.md", "de"),
                                            Arrays.stream(ProblemKind.values())
                                                    .map(kind -> kind.code() + ".md"))
                                    .toList());
        }
        try (var files = Files.list(PAGES.resolve("de"))) {
            assertThat(files).hasSize(ProblemKind.values().length);
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

    /// What README says of troubles leads to the pages, and names only problems that there are.
    @Test
    void theReadmeLeadsToThem() throws IOException {
        var readme = Files.readString(PAGES.resolve("..").resolve("..").resolve("README.md"));
        var troubles = readme.substring(readme.indexOf("\n### When something is wrong\n"));
        var section = troubles.substring(0, troubles.indexOf("\n### ", 1));

        assertThat(section)
                .contains("(docs/problems/README.md)", "berth doctor --bundle", "journal --story");
        assertThat(EXPLAINED.matcher(readme).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(code -> assertThat(ProblemKind.ofCode(code)).isPresent());
    }

    private static Path page(String name) {
        return PAGES.resolve(name + ".md");
    }
}
