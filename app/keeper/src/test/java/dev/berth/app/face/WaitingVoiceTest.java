package dev.berth.app.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.forbidden.Forbidden;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.Voice.Loss;
import dev.berth.runtime.Voice.Notice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WaitingVoiceTest {

    private static WaitingVoice voice(String language) {
        return new WaitingVoice(chosen ->
                KeeperWords.in(
                        chosen.or(() -> Optional.of(language)), Locale.ENGLISH, ZoneOffset.UTC));
    }

    private static Notice said(String language, Status status) {
        return voice(language).notice(StatusReport.unsupervised(status, Instant.EPOCH));
    }

    private static Notice said(String language, OperatorState state) {
        return said(language, new Status.Supervised(state));
    }

    private static OperatorState at(Stage stage) {
        return new Starting(Progress.at(stage));
    }

    @Test
    void aStartTellsHowFarItIs() {
        assertThat(said("en", at(Stage.WAITING_FOR_SERVICE)))
                .isEqualTo(
                        new Notice(
                                "en",
                                "Starting",
                                "Your assistant is starting. This page goes on to it by itself.",
                                Optional.of("Getting the assistant ready, 3 of 4"),
                                List.of()));
        var german = said("de", at(Stage.WAITING_FOR_SERVICE));
        assertThat(german.language()).isEqualTo("de");
        assertThat(german.title()).isEqualTo("Startet");
        assertThat(german.progress()).contains("Der Assistent macht sich bereit, 3 von 4");
    }

    @Test
    void aFallIsToldAsOne() {
        var notice = said("en", at(Stage.RECOVERING));
        assertThat(notice.title()).isEqualTo("Starting");
        assertThat(notice.sentence()).contains("bringing it back");
    }

    @Test
    void aStopIsNoStart() {
        var notice = said("en", at(Stage.STOPPING));
        assertThat(notice.title()).isEqualTo("Stopping");
        assertThat(notice.progress()).isEmpty();
    }

    @Test
    void troubleTellsWhatItIsAndWhatToDo() {
        var problem = Problem.of(ProblemKind.NO_ROOM, List.of("No space left on device"));
        var notice = said("en", new NeedsAttention(problem));
        assertThat(notice.title()).isEqualTo(problem.title());
        assertThat(notice.sentence()).isEqualTo(problem.sentence());
        assertThat(notice.actions())
                .containsExactly("Free some space on the disk.", "Choose Repair in Berth's menu.");
        assertThat(notice.toString()).as("technical details").doesNotContain("device");
    }

    @Test
    void whatThePersonPausedSaysHowItGoesOn() {
        assertThat(said("en", new Status.Paused()).actions())
                .containsExactly("Choose Resume in Berth's menu.");
        assertThat(said("de", new Status.NotSetUp()).actions())
                .containsExactly("Richten Sie Ihren Assistenten im Fenster von Berth ein.");
    }

    @Test
    void aLanguageThatIsChosenLaterIsSpokenFromThenOn() {
        var voice = voice("en");
        var report = StatusReport.unsupervised(new Status.Paused(), Instant.EPOCH);
        assertThat(voice.notice(report).title()).isEqualTo("Paused");
        voice.speak(Optional.of("de"));
        assertThat(voice.notice(report).title()).isEqualTo("Pausiert");
        voice.speak(Optional.empty());
        assertThat(voice.notice(report).title()).isEqualTo("Paused");
    }

    @Test
    void aLinkThatLeadsNowhereSaysWhy() {
        assertThat(voice("en").lost(Loss.SPENT).sentence()).contains("Open");
        assertThat(voice("de").lost(Loss.OF_ANOTHER).title()).contains("nicht für Sie");
        assertThat(voice("de").lost(Loss.OF_ANOTHER).language()).isEqualTo("de");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everythingIsSaidInTheOperatorsWords(String language) {
        var notices =
                Stream.of(
                                Stream.of(
                                                new Status.Paused(),
                                                new Status.NotSetUp(),
                                                new Status.NotRunning(),
                                                new Status.Supervised(new Ready(List.of())))
                                        .map(status -> said(language, status)),
                                Arrays.stream(Loss.values()).map(voice(language)::lost),
                                Arrays.stream(Stage.values())
                                        .map(stage -> said(language, at(stage))),
                                Arrays.stream(ProblemKind.values())
                                        .map(kind -> Problem.of(kind, List.of()))
                                        .map(problem ->
                                                said(language, new NeedsAttention(problem))))
                        .flatMap(some -> some)
                        .toList();

        assertThat(notices).hasSizeGreaterThan(40);
        assertThat(notices)
                .allSatisfy(notice -> {
                    assertThat(notice.title()).isNotBlank();
                    assertThat(notice.sentence()).matches(".*[.?]").doesNotContain("%");
                    assertThat(notice.actions()).allMatch(action -> action.endsWith("."));
                    assertThat(notice.toString()).doesNotContainPattern(Forbidden.WORDS);
                });
    }

    @Test
    void everyActionThereIsHasWords() {
        for (var action : Problem.Action.values()) {
            var key = "waiting.action." + action.id();
            for (var language : List.of("en", "de")) {
                assertThat(
                                KeeperWords.in(
                                                Optional.of(language),
                                                Locale.ENGLISH,
                                                ZoneOffset.UTC)
                                        .text(key))
                        .isNotBlank();
            }
        }
    }
}
