package dev.berth.runtime.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.Episode;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.decision.Troubles;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Recovered;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.JournalEntry.Troubled;
import dev.berth.runtime.store.JournalEntry.Woke;
import dev.berth.runtime.supervisor.Activities;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoryTest {
    private static final Instant NIGHT = Instant.parse("2026-11-22T02:13:00Z");

    @Test
    void aFallAndTheReadyAfterItAreOneSentence() {
        assertThat(told(fell(0, FallCause.EXITED), began(1, "start"), done(2, "start"), ready(8)))
                .containsExactly(
                        "The assistant stopped unexpectedly; Berth brought it back in 8 s.");
    }

    @Test
    void fallsOneAfterTheOtherAreOneSentenceWithTheirNumber() {
        assertThat(
                        told(
                                fell(0, FallCause.OUT_OF_MEMORY),
                                ready(10),
                                fell(40, FallCause.OUT_OF_MEMORY),
                                fell(60, FallCause.EXITED),
                                ready(200)))
                .containsExactly(
                        "The assistant ran out of memory, 3 times in a row; Berth brought it back in"
                                + " 3 min.");
    }

    @Test
    void fallsFarApartAreTwo() {
        assertThat(
                        told(
                                fell(0, FallCause.EXITED),
                                ready(8),
                                fell(4000, FallCause.SILENT),
                                ready(4030)))
                .hasSize(2)
                .last()
                .isEqualTo("The assistant no longer answered; Berth brought it back in 30 s.");
    }

    @Test
    void whatWasNotMendedIsSaidToBeSo() {
        assertThat(told(fell(0, FallCause.NEVER_READY)))
                .containsExactly(
                        "The assistant did not get ready in time; it was not seen ready again.");
    }

    @Test
    void aStartOfBerthIsNotSaidToHaveLastedUntilWhatAPersonAskedForLaterWasDone() {
        assertThat(told(woke(0), asked(4, "setup"), ready(14), ready(60)))
                .containsExactly(
                        "Berth was started.",
                        "You asked Berth to set up the assistant; it was ready after 10 s.",
                        "The assistant was ready.");
    }

    @Test
    void partsOfOneThingAreToldOnce() {
        assertThat(told(done(0, "clean-up"), done(1, "clean-up"), done(600, "clean-up")))
                .hasSize(2);
    }

    @Test
    void whatAPersonAskedForIsToldWithWhatCameOfIt() {
        assertThat(told(asked(0, "pause"), began(0, "stop"), done(3, "stop")))
                .containsExactly("You asked Berth to pause the assistant; that took 3 s.");
        assertThat(told(asked(0, "start"), began(0, "start"), done(1, "start"), ready(9)))
                .containsExactly("You asked Berth to start the assistant; it was ready after 9 s.");
    }

    @Test
    void aStartOfBerthAndItsReadyAreOne() {
        assertThat(told(woke(0), ready(12)))
                .containsExactly("Berth was started, and the assistant was ready after 12 s.");
        assertThat(told(woke(0))).containsExactly("Berth was started.");
    }

    @Test
    void troubleIsToldWithItsEnd() {
        assertThat(
                        told(
                                new Troubled(at(0), Plane.ENGINE, ProblemKind.NO_ROOM),
                                new Troubled(at(60), Plane.ENGINE, ProblemKind.NO_ROOM),
                                new Recovered(at(1200), Plane.ENGINE)))
                .containsExactly("There is not enough free space; after 20 min it was over.");
        assertThat(told(new Troubled(at(0), Plane.ENGINE, ProblemKind.NO_ROOM)))
                .containsExactly("There is not enough free space; it was not seen to be over.");
    }

    @Test
    void stepsThatFailedAreSaidToHaveFailed() {
        assertThat(told(began(0, "fetch-release"), failed(60, "fetch-release")))
                .containsExactly("Fetching the assistant's program: it did not work.");
        assertThat(told(began(0, "fetch-release"), done(240, "fetch-release")))
                .containsExactly("Fetched the assistant's program; that took 4 min.");
        assertThat(told(done(240, "fetch-release")))
                .containsExactly("Fetched the assistant's program.");
    }

    @Test
    void whatFailsAgainAndAgainIsToldOnce() {
        assertThat(
                        told(
                                failed(60, "fetch-release"),
                                failed(120, "fetch-release"),
                                failed(240, "fetch-release")))
                .containsExactly(
                        "Fetching the assistant's program, 3 times in a row: it did not work.");
    }

    @Test
    void aStartOfBerthIsNotBlamedForAReadyOfLater() {
        assertThat(told(woke(0), fell(1, FallCause.EXITED), ready(9), ready(9000)))
                .containsExactly(
                        "Berth was started.",
                        "The assistant stopped unexpectedly; Berth brought it back in 8 s.",
                        "The assistant was ready.");
    }

    @Test
    void aReadyBelongsToWhatCameLast() {
        assertThat(told(woke(0), asked(1, "setup"), woke(60), ready(63)))
                .containsExactly(
                        "Berth was started.",
                        "You asked Berth to set up the assistant.",
                        "Berth was started, and the assistant was ready after 3 s.");
        assertThat(told(woke(0), asked(7200, "setup"), ready(7210)))
                .containsExactly(
                        "Berth was started.",
                        "You asked Berth to set up the assistant; it was ready after 10 s.");
    }

    @Test
    void copiesThatCameToNothingAreOneSentenceUntilOneWasMade() {
        assertThat(
                        told(
                                noticed(0, "copy-failed"),
                                noticed(3600, "copy-failed"),
                                noticed(7200, "copy-made"),
                                noticed(90000, "copy-made")))
                .containsExactly(
                        "A safety copy could not be made, 2 times in a row; after 2 h it worked.",
                        "A safety copy was made.");
        assertThat(told(noticed(0, "copy-failed")))
                .containsExactly("A safety copy could not be made.");
    }

    @Test
    void aCopyThatWasAskedForIsToldWithWhatCameOfIt() {
        assertThat(told(asked(0, "copy"), noticed(3, "copy-made")))
                .containsExactly("You asked Berth to make a safety copy; that took 3 s.");
        assertThat(told(asked(0, "copy"), noticed(3, "copy-failed")))
                .containsExactly("You asked Berth to make a safety copy; it did not work.");
        assertThat(told(asked(0, "restore"), noticed(5, "restored"), ready(20)))
                .containsExactly(
                        "You asked Berth to bring a safety copy back; it was ready after 20 s.");
    }

    @Test
    void notesToOurselvesAreNotTold() {
        assertThat(told(noticed(0, "lives-in"), noticed(1, "of-a-later-version"))).isEmpty();
        assertThat(told(noticed(0, "tidied"))).hasSize(1);
    }

    /// What happened is told by the window in its own words.
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void theWindowHasWordsForAllOfIt(String language) throws IOException {
        var words = new Properties();
        try (Reader in =
                Files.newBufferedReader(
                        Path.of(
                                "../app/window/src/main/resources/dev/berth/window/face/words_"
                                        + language
                                        + ".properties"))) {
            words.load(in);
        }
        var codes =
                Stream.of(
                                Telling.STEPS.keySet().stream(),
                                Arrays.stream(FallCause.values()).map(Troubles::code),
                                Stream.of(
                                                "start",
                                                "pause",
                                                "restart",
                                                "repair",
                                                "reset",
                                                "setup",
                                                "quit",
                                                "give-up",
                                                "give-up-setup",
                                                "copy",
                                                "cancel-copy",
                                                "restore",
                                                "agreed-rebuild",
                                                "agreed-stop-other",
                                                "agreed-take-away-0123")
                                        .map(Activities::asked),
                                Stream.of(Activities.WOKE, Activities.READY),
                                Stream.of(
                                        "state-lost",
                                        "state-unreadable",
                                        "instance-unreadable",
                                        "journal-lost",
                                        "journal-unreadable",
                                        "secret-unreadable",
                                        "tidied",
                                        "went-back",
                                        "restored",
                                        "restore-went-back",
                                        "restore-failed",
                                        "copy-made",
                                        "copy-failed",
                                        "serves-anyway"))
                        .flatMap(all -> all);
        assertThat(codes.map(code -> "act." + code)).isSubsetOf(words.stringPropertyNames());
        assertThat(
                        Arrays.stream(Episode.End.values())
                                .filter(end -> end != Episode.End.NONE)
                                .map(end ->
                                        "story."
                                                + end.name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', '-')))
                .isSubsetOf(words.stringPropertyNames());
    }

    @Test
    void episodesStandInTheOrderOfTheirBeginnings() {
        var episodes =
                Story.of(
                        List.of(
                                fell(0, FallCause.EXITED),
                                asked(3, "pause"),
                                done(5, "stop"),
                                woke(50)));
        assertThat(episodes).extracting(Episode::at).isSorted();
        assertThat(episodes).first().matches(Episode::isTrouble);
    }

    @Test
    void anEmptyJournalTellsNothing() {
        assertThat(Story.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1 s",
        "8, 8 s",
        "99, 99 s",
        "120, 2 min",
        "11400, 3 h 10 min",
        "7200, 2 h",
        "259200, 3 days"
    })
    void spansAreSaidShortly(long seconds, String words) {
        assertThat(Spans.words(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    private static List<String> told(JournalEntry... entries) {
        return Story.of(List.of(entries)).stream().map(Episode::sentence).toList();
    }

    private static Instant at(long seconds) {
        return NIGHT.plusSeconds(seconds);
    }

    private static Fell fell(long seconds, FallCause cause) {
        return new Fell(at(seconds), "run " + seconds, cause, Optional.empty());
    }

    private static Proved ready(long seconds) {
        return new Proved(at(seconds), "c", at(seconds), OptionalInt.empty());
    }

    private static Asked asked(long seconds, String command) {
        return new Asked(at(seconds), command);
    }

    private static Woke woke(long seconds) {
        return new Woke(at(seconds), 1, "0.1.0", Optional.empty());
    }

    private static Noticed noticed(long seconds, String what) {
        return new Noticed(at(seconds), what, Optional.of("a detail"));
    }

    private static Began began(long seconds, String step) {
        return new Began("a", at(seconds), Trigger.RECOVERY, step, "");
    }

    private static Ended done(long seconds, String step) {
        return new Ended("a", at(seconds), step, "", Outcome.DONE, Optional.empty());
    }

    private static Ended failed(long seconds, String step) {
        return new Ended("a", at(seconds), step, "", Outcome.FAILED, Optional.empty());
    }
}
