package dev.berth.app.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.app.Main;
import dev.berth.app.words.Literals.Literal;
import dev.berth.forbidden.Forbidden;
import dev.berth.runtime.Berths;
import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The operator's vocabulary (DESIGN 1), held by walking: over all compiled texts, the exported
/// names and what is written for people. What is put together from them is tested in the verbs.
final class VocabularyTest {
    private static final Path PROJECT = Path.of("../..");

    /// What these say is shown among technical details only.
    private static final Pattern TECHNICAL =
            Pattern.compile("dev\\.berth\\.runtime\\.(engine|observation|source)\\b.*");

    /// Technical details that other rooms put together.
    private static final Set<String> DETAILS =
            Set.of(
                    "exit code \1",
                    "To see it: podman container inspect \1",
                    "To stop it: podman stop \1");

    /// Names of options, and what stands in typewriter letters because it is typed.
    private static final Pattern TYPED = Pattern.compile("--[a-z-]+|`[^`]*`");

    private static final Pattern WORDS_IN_NAME = Pattern.compile("(?<=[a-z])(?=[A-Z])|_");

    private static String untyped(String text) {
        return TYPED.matcher(text).replaceAll("");
    }

    @Test
    void noTextInTheProgramSaysAForbiddenWord() {
        var literals =
                Stream.of(Main.class, Berths.class)
                        .flatMap(one -> Literals.besides(one).stream())
                        .filter(literal -> !TECHNICAL.matcher(literal.where()).matches())
                        .filter(literal -> !DETAILS.contains(literal.text()))
                        .toList();

        assertThat(literals).hasSizeGreaterThan(150);
        assertThat(literals.stream().map(Literal::text))
                .anyMatch(
                        text -> text.contains("Ask and leave") || text.contains("Needs attention"));
        assertThat(literals)
                .allSatisfy(literal ->
                        assertThat(untyped(literal.text()))
                                .as(literal.where())
                                .doesNotContainPattern(Forbidden.WORDS));
    }

    @Test
    void theExportedNamesSayNoForbiddenWord() {
        var room = Berths.class.getPackageName().replace('.', '/') + "/[^/]+";
        var names =
                Literals.classes(Berths.class).stream()
                        .filter(model -> model.thisClass().asInternalName().matches(room))
                        .filter(model -> model.flags().has(AccessFlag.PUBLIC))
                        .flatMap(VocabularyTest::names)
                        .distinct()
                        .toList();

        assertThat(names).hasSizeGreaterThan(100);
        assertThat(names)
                .allSatisfy(name ->
                        assertThat(WORDS_IN_NAME.matcher(name).replaceAll(" "))
                                .doesNotContainPattern(Forbidden.WORDS));
    }

    private static Stream<String> names(ClassModel model) {
        var type = model.thisClass().asInternalName();
        return Stream.of(
                        Stream.of(type.substring(type.lastIndexOf('/') + 1).replace('$', ' ')),
                        model.methods().stream()
                                .filter(one -> one.flags().has(AccessFlag.PUBLIC))
                                .map(one -> one.methodName().stringValue()),
                        model.fields().stream()
                                .filter(one -> one.flags().has(AccessFlag.PUBLIC))
                                .map(one -> one.fieldName().stringValue()))
                .flatMap(some -> some);
    }

    @Test
    void whatIsWrittenForPeopleSaysNoForbiddenWord() throws IOException {
        var readme = Files.readString(PROJECT.resolve("README.md"));
        assertThat(untyped(readme.substring(0, readme.indexOf("## For developers"))))
                .hasSizeGreaterThan(2000)
                .doesNotContainPattern(Forbidden.WORDS);
        var pages = PROJECT.resolve("docs/problems");
        try (var files = Files.walk(pages)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSizeGreaterThan(80)
                    .allSatisfy(page ->
                            assertThat(beforeDetails(Files.readString(page)))
                                    .as(page.toString())
                                    .doesNotContainPattern(Forbidden.WORDS));
        }
    }

    /// Below a heading "Technical details" everything may be called by its name; only the English
    /// pages have one.
    private static String beforeDetails(String page) {
        return untyped(page.split("\n## Technical details\n", 2)[0]);
    }

    @Test
    void theListIsRead() {
        assertThat("The Container").containsPattern(Forbidden.WORDS);
        assertThat("its exit code").containsPattern(Forbidden.WORDS);
        assertThat("die virtuelle Maschine").containsPattern(Forbidden.WORDS);
        assertThat("sockeye, imagery, podium").doesNotContainPattern(Forbidden.WORDS);
    }
}
