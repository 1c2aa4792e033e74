package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Given.OURS;
import static dev.berth.runtime.decision.Given.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.ProblemKind;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// What broke first, what is over, and what was done last, from the journal alone.
final class TroublesTest {

    private static Fell fell(int second, FallCause cause) {
        return new Fell(at(second), "fall " + second, cause, Optional.empty());
    }

    private static Instant at(int second) {
        return NOW.plusSeconds(second);
    }

    private static Proved proved(int second) {
        return new Proved(at(second), OURS.value(), RUN, OptionalInt.empty());
    }

    private static Troubles told(JournalEntry... entries) {
        return Troubles.of(List.of(entries));
    }

    @Test
    void whatBrokeFirstStaysWhateverBreaksAfterIt() {
        var troubles =
                told(
                        fell(1, FallCause.OUT_OF_MEMORY),
                        fell(2, FallCause.NEVER_READY),
                        new Troubled(at(3), Plane.ENGINE, ProblemKind.ENGINE_MISSING));
        assertThat(troubles.first())
                .contains(new Troubles.Trouble(Plane.SERVICE, "fell-out-of-memory", at(1)));
        assertThat(troubles.open()).containsOnlyKeys(Plane.SERVICE, Plane.ENDPOINT, Plane.ENGINE);
    }

    @Test
    void aPersonsWishIsNoRecovery() {
        for (var command : List.of("start", "restart", "repair", "setup", "pause", "give-up")) {
            assertThat(told(fell(1, FallCause.EXITED), new Asked(at(2), command)).first())
                    .as(command)
                    .isPresent();
        }
    }

    @Test
    void whatIsProvenMakesItHistory() {
        var troubles = told(fell(1, FallCause.SILENT), proved(9));
        assertThat(troubles.first()).isEmpty();
        assertThat(troubles.open()).isEmpty();
        assertThat(troubles.before().orElseThrow().until()).isEqualTo(at(9));
        assertThat(troubles.before().orElseThrow().trouble().code()).isEqualTo("fell-silent");
        assertThat(troubles.with(proved(20)).before()).isEqualTo(troubles.before());
    }

    @Test
    void aServiceThatIsReadyClearsNeitherItsEngineNorItsProvider() {
        var troubles =
                told(
                        new Troubled(at(1), Plane.ENGINE, ProblemKind.ENGINE_UNUSABLE),
                        new Troubled(at(2), Plane.PROVIDER, ProblemKind.KEY_MISSING),
                        fell(3, FallCause.EXITED),
                        proved(4));
        assertThat(troubles.open()).containsOnlyKeys(Plane.ENGINE, Plane.PROVIDER);
        assertThat(troubles.with(new Recovered(at(5), Plane.ENGINE)).open())
                .containsOnlyKeys(Plane.PROVIDER);
    }

    @Test
    void anEngineThatIsWellClearsNotItsService() {
        var troubles =
                told(
                        new Troubled(at(1), Plane.ENGINE, ProblemKind.ENGINE_MISSING),
                        fell(2, FallCause.EXITED),
                        new Recovered(at(3), Plane.ENGINE));
        assertThat(troubles.open()).containsOnlyKeys(Plane.SERVICE);
        assertThat(troubles.first().orElseThrow().code()).isEqualTo("engine-missing");
    }

    @Test
    void readyOfARunThatWasProvenBeforeIsARecoveryToo() {
        var troubles =
                told(
                        new Troubled(at(1), Plane.ENGINE, ProblemKind.ENGINE_MISSING),
                        new Recovered(at(80), Plane.ENDPOINT));
        assertThat(troubles.first()).isEmpty();
        assertThat(troubles.before().orElseThrow().until()).isEqualTo(at(80));
        assertThat(troubles.open()).containsOnlyKeys(Plane.ENGINE);
    }

    @Test
    void aKeyThatIsGivenAgainEndsTheProvidersTrouble() {
        var troubles = told(new Troubled(at(1), Plane.PROVIDER, ProblemKind.KEY_MISSING));
        assertThat(troubles.with(ended("start", Outcome.DONE)).open()).isNotEmpty();
        assertThat(troubles.with(ended("make-secrets", Outcome.FAILED)).open()).isNotEmpty();
        assertThat(troubles.with(ended("make-secrets", Outcome.DONE)).open()).isEmpty();
    }

    @Test
    void aMachineThatDoesNotStartIsTheHostsTrouble() {
        assertThat(told(ended("start-machine", Outcome.FAILED)).first())
                .contains(new Troubles.Trouble(Plane.HOST, "place-does-not-start", at(7)));
    }

    @Test
    void whatWasDoneLastIsKnownWhileItIsUnderWayAndAfterwards() {
        var began = new Began("a7", at(1), Trigger.PERSON, "start", OURS.value());
        assertThat(told(began).last())
                .contains(new Troubles.Deed("a7", "start", at(1), Optional.empty()));
        assertThat(told(began, ended("start", Outcome.FAILED)).last())
                .contains(new Troubles.Deed("a7", "start", at(1), Optional.of(Outcome.FAILED)));
    }

    @Test
    void aResetEndsEveryTroubleOfWhatIsGone() {
        var troubles = told(fell(1, FallCause.EXITED), new Asked(at(2), "reset"));
        assertThat(troubles.first()).isEmpty();
        assertThat(troubles.open()).isEmpty();
        assertThat(troubles.fallsInTheHourBefore(at(3))).isZero();
    }

    @Test
    void fallsOfTheLastHourAreCountedAlsoWhenTheyWereForgiven() {
        var troubles = Troubles.NONE;
        for (int fall = 0; fall < 200; fall++) {
            var when = at(fall * 900);
            troubles =
                    troubles.with(new Fell(when, "f" + fall, FallCause.EXITED, Optional.empty()))
                            .with(
                                    new Proved(
                                            when.plusSeconds(8),
                                            OURS.value(),
                                            when,
                                            OptionalInt.empty()));
        }
        var last = at(199 * 900);
        assertThat(troubles.fallsInTheHourBefore(last)).isEqualTo(4);
        assertThat(troubles.fallsInTheHourBefore(last.plus(Duration.ofHours(2)))).isZero();
        assertThat(troubles.falls()).hasSizeLessThan(10);
    }

    /// Those of a release that was tried are none of the one that runs.
    @Test
    void fallsBeforeAnotherReleaseIsUsedDoNotCount() {
        var troubles =
                told(
                        fell(1, FallCause.EXITED),
                        new Noticed(at(2), History.SWITCHED, Optional.empty()),
                        fell(3, FallCause.EXITED));
        assertThat(troubles.fallsInTheHourBefore(at(4))).isEqualTo(1);
    }

    @Test
    void thatBerthWentBackIsKnownUntilTheNextSetUp() {
        var back = told(new Noticed(at(3), History.WENT_BACK, Optional.empty()));
        assertThat(back.with(proved(9)).wentBack()).contains(at(3));
        assertThat(back.with(new Asked(at(9), "setup")).wentBack()).isEmpty();
        assertThat(back.with(new Asked(at(9), "reset")).wentBack()).isEmpty();
    }

    private static Ended ended(String step, Outcome outcome) {
        return new Ended("a7", at(7), step, "", outcome, Optional.empty());
    }
}
