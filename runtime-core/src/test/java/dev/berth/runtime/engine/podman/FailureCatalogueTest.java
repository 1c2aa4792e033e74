package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.decision.Meaning;
import dev.berth.runtime.engine.Cure;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineFailure.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FailureCatalogueTest {

    static List<FailureExample> examples() {
        return FailureExample.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyTextIsUnderstood(FailureExample example) {
        var failure =
                FailureCatalogue.failure(
                        example.verb(), example.exit(), example.text(), example.version());

        assertThat(failure.kind()).isEqualTo(example.kind());
        assertThat(failure.cure()).isEqualTo(example.remedy().cure());
        assertThat(failure.text()).isNotBlank();
    }

    /// W-10: what wsl.exe says comes in 16 bits for each letter, in the language of the computer.
    @Test
    void theCodesOfWslAreReadInSixteenBits() {
        var said = "Fehlercode: Wsl/WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED";
        var wide = said.chars().mapToObj(c -> (char) c + "\0").collect(Collectors.joining());

        var failure = FailureCatalogue.failure("machine-init", 125, wide, Optional.empty());

        assertThat(failure.kind()).isEqualTo(Kind.VIRTUALISATION_OFF);
        assertThat(failure.text()).isEqualTo(said);
    }

    /// Also fails for a row that an earlier one hides.
    @Test
    void everyRowIsTheFirstForSomeText() {
        var met =
                Stream.concat(
                                examples().stream().flatMap(example -> example.row().stream()),
                                FailureTable.ROWS.stream()
                                        .filter(FailureCatalogueTest::judgesVersions))
                        .collect(Collectors.toSet());

        assertThat(met).containsAll(FailureTable.ROWS);
    }

    @Test
    void everyRowIsWellFormed() {
        assertThat(FailureTable.ROWS)
                .hasSizeGreaterThan(100)
                .doesNotHaveDuplicates()
                .allSatisfy(row -> {
                    assertThat(row.source()).isNotBlank();
                    assertThat(row.fragment()).isEqualTo(row.fragment().toLowerCase(Locale.ROOT));
                    assertThat(row.kind()).isNotEqualTo(Kind.UNCLASSIFIED);
                    assertThat(judgesVersions(row)).isEqualTo(row.fragment().isEmpty());
                });
    }

    private static boolean judgesVersions(FailureTable.Row row) {
        return row.verbs().equals(FailureTable.VERSION);
    }

    @Test
    void everyRemedyIsUsedAndSaysWhatAPersonDoes() {
        var elsewhere = List.of(Remedy.NONE); // of PROGRAM_MISSING: INSTALL
        assertThat(FailureTable.ROWS.stream().map(FailureTable.Row::remedy))
                .containsAll(
                        Arrays.stream(Remedy.values())
                                .filter(remedy -> !elsewhere.contains(remedy))
                                .toList());
        assertThat(Remedy.values())
                .filteredOn(remedy -> remedy != Remedy.NONE)
                .allSatisfy(remedy ->
                        assertThat(remedy.cure().steps().isEmpty())
                                .isEqualTo(remedy.cure().by() == Cure.By.BERTH));
    }

    /// A failure that somebody must mend reaches a person with its way out.
    @ParameterizedTest
    @MethodSource("examples")
    void whatAPersonMustMendHasAProblemAndSaysHow(FailureExample example) {
        var failure =
                FailureCatalogue.failure(
                        example.verb(), example.exit(), example.text(), example.version());

        if (failure.stands()) {
            assertThat(Meaning.of(failure)).isPresent();
            assertThat(Meaning.details(failure)).hasSizeGreaterThan(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4.2.1, TOO_OLD",
        "3.4.4, TOO_OLD",
        "4.3.0, ",
        "4.9.4, ",
        "5.7.1, ",
        "5.8.0, HARMFUL_VERSION",
        "5.8.1, ",
        "6.0.0, ",
        "6.1.1, "
    })
    void versionsThatDoHarmAreNamed(String version, Kind kind) {
        assertThat(FailureCatalogue.harm(PodmanVersion.parse(version).orElseThrow()))
                .map(EngineFailure::kind)
                .isEqualTo(Optional.ofNullable(kind));
    }

    @Test
    void theCureFollowsTheVersion() {
        assertThat(cure("5.0.0")).isEqualTo(Remedy.CHECK_STORE.cure());
        assertThat(cure("4.9.4")).isEqualTo(Remedy.FETCH_ANEW.cure());
    }

    private static Cure cure(String version) {
        return FailureCatalogue.failure(
                        "list", 125, "Error: layer not known", PodmanVersion.parse(version))
                .cure();
    }

    @Test
    void theErrorCountsBeforeTheWarningsAboveIt() {
        var text =
                """
                time="2026" level=warning msg="Using rootless single mapping into the namespace."
                Error: localhost/nope:1: image not known
                """;
        assertThat(kind("create", text)).isEqualTo(Kind.RELEASE_MISSING);
    }

    @Test
    void aWarningExplainsNoErrorThatIsNotKnown() {
        var text =
                """
                time="2026" level=warning msg="Using rootless single mapping into the namespace."
                Error: the moon is full
                """;
        assertThat(kind("create", text)).isEqualTo(Kind.UNCLASSIFIED);
    }

    @Test
    void whatNobodyKnowsIsNeverTakenForAbsence() {
        var failure = FailureCatalogue.failure("inspect", 125, "", Optional.empty());

        assertThat(failure.kind()).isEqualTo(Kind.UNCLASSIFIED);
        assertThat(failure.text()).isEqualTo("exit 125");
        assertThat(failure.cure()).isEqualTo(Cure.UNKNOWN);
    }

    private static Kind kind(String verb, String text) {
        return FailureCatalogue.failure(verb, 125, text, Optional.empty()).kind();
    }
}
