package dev.berth.window.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.forbidden.Forbidden;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.UpdateTrouble;
import dev.berth.words.Words;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WordsTest {
    private static final Pattern PLACE = Pattern.compile("%.");
    private static final Words ENGLISH =
            WindowWords.in(Optional.empty(), Locale.ENGLISH, ZoneOffset.UTC);
    private static final Words GERMAN =
            WindowWords.in(Optional.empty(), Locale.GERMANY, ZoneOffset.UTC);

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(GERMAN.keys()).isEqualTo(ENGLISH.keys());
    }

    @Test
    void bothLanguagesHaveTheSamePlaces() {
        assertThat(ENGLISH.keys())
                .allSatisfy(key ->
                        assertThat(places(GERMAN.text(key)))
                                .as(key)
                                .isEqualTo(places(ENGLISH.text(key))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void noForbiddenWordIsSaid(String language) {
        var words = WindowWords.in(Optional.empty(), Locale.of(language), ZoneOffset.UTC);

        assertThat(words.keys())
                .isNotEmpty()
                .allSatisfy(key ->
                        assertThat(words.text(key))
                                .as(key)
                                .isNotBlank()
                                .doesNotContainPattern(Forbidden.WORDS));
    }

    @Test
    void theForbiddenWordsAreRecognised() {
        assertThat("The Container").containsPattern(Forbidden.WORDS);
        assertThat("Die virtuelle Maschine").containsPattern(Forbidden.WORDS);
        assertThat("im Namensraum").containsPattern(Forbidden.WORDS);
    }

    @Test
    void englishSaysWhatTheRuntimeSays() {
        for (var kind : ProblemKind.values()) {
            var key = "problem." + kind.code();
            assertThat(ENGLISH.text(key + ".title")).isEqualTo(kind.title());
            assertThat(ENGLISH.text(key + ".sentence")).isEqualTo(kind.sentence());
        }
        for (var stage : Stage.values()) {
            assertThat(ENGLISH.text("stage." + stage.id())).isEqualTo(stage.text());
        }
    }

    @Test
    void otherLanguagesAreAnsweredInEnglish() {
        assertThat(WindowWords.in(Optional.empty(), Locale.FRENCH, ZoneOffset.UTC).locale())
                .isEqualTo(Locale.ENGLISH);
    }

    @Test
    void aMissingTextIsAMistake() {
        assertThatThrownBy(() -> ENGLISH.text("no.such.key"))
                .isInstanceOf(MissingResourceException.class);
    }

    private static String places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).toList().toString();
    }

    @Test
    void whyAReleaseIsNotUsedIsSaidInBothLanguages() {
        for (var trouble : UpdateTrouble.values()) {
            assertThat(ENGLISH.text("update." + trouble.code())).isEqualTo(trouble.format());
        }
        var said = UpdateTrouble.NOT_BROUGHT.with(ProblemKind.NO_NETWORK.sentence());
        assertThat(ENGLISH.told(said)).isEqualTo(said);
        assertThat(GERMAN.told(said))
                .startsWith("Die andere Fassung")
                .endsWith(GERMAN.text("problem.no-network.sentence"));
        assertThat(GERMAN.told("Anything else.")).isEqualTo("Anything else.");
    }
}
