package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Given.OURS;
import static dev.berth.runtime.decision.Given.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.decision.History.Rung;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.JournalEntry.Woke;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The budgets of DESIGN 5, as a fold over the journal.
final class HistoryTest {

    private static History after(int falls) {
        return History.of(Stories.falls(falls, NOW));
    }

    private static Duration pause(History history) {
        return Duration.between(NOW, history.nextTry().orElseThrow());
    }

    @Test
    void theFirstTryNeedsNoPause() {
        assertThat(History.none().nextTry()).hasValueSatisfying(at -> assertThat(at).isBefore(NOW));
        assertThat(History.none().rung(NOW)).isEqualTo(Rung.IN_PLACE);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 10", "3, 0", "4, 2", "5, 10"})
    void triesBackOffAndStartAfreshOnTheNextRung(int falls, int seconds) {
        var least = Duration.ofSeconds(seconds);
        assertThat(pause(after(falls))).isBetween(least, least.plus(least.dividedBy(5)));
    }

    @Test
    void aFirstFallAfterReadyIsAnsweredAtOnce() {
        var history = Stories.proven().with(Stories.fell(NOW, "fall"));
        assertThat(pause(history)).isZero();
    }

    @Test
    void threeTriesARung() {
        assertThat(List.of(1, 2)).allSatisfy(n -> rung(n, Rung.IN_PLACE));
        assertThat(List.of(3, 4, 5)).allSatisfy(n -> rung(n, Rung.REPLACE));
    }

    private static void rung(int falls, Rung expected) {
        assertThat(after(falls).rung(NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"6, 1", "12, 3"})
    void afterAWholeLadderSlowTriesGoOn(int falls, int minutes) {
        assertThat(after(falls).troubled()).isTrue();
        assertThat(after(falls).falls().givenUp()).isFalse();
        assertThat(pause(after(falls))).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void theThirdSlowTryComesAfterTenMinutes() {
        var told = new ArrayList<>(Stories.falls(6, NOW.minus(Duration.ofMinutes(40))));
        told.addAll(others(Stories.falls(6, NOW.minus(Duration.ofMinutes(20))), "second"));
        told.addAll(others(Stories.falls(6, NOW), "third"));
        var history = History.of(told);
        assertThat(history.falls().givenUp()).isFalse();
        assertThat(pause(history)).isEqualTo(Duration.ofMinutes(10));
    }

    private static List<JournalEntry> others(List<JournalEntry> falls, String name) {
        return falls.stream()
                .<JournalEntry>map(fall -> Stories.fell(fall.at(), name + fall.at()))
                .toList();
    }

    @Test
    void threeLaddersInHalfAnHourAreEnough() {
        assertThat(after(18).falls().givenUp()).isTrue();
        assertThat(after(18).nextTry()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "restart", "repair", "setup", "reset"})
    void whoeverAsksForItGetsACleanSheet(String command) {
        var history = after(18).with(new Asked(NOW, command));
        assertThat(history.falls().givenUp()).isFalse();
        assertThat(history.troubled()).isFalse();
        assertThat(history.lastFall()).isEmpty();
        assertThat(history.rung(NOW)).isEqualTo(Rung.IN_PLACE);
        assertThat(history.nextTry()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "quit"})
    void whoeverAsksForAnEndClearsNothing(String command) {
        assertThat(after(18).with(new Asked(NOW, command)).falls().givenUp()).isTrue();
    }

    @Test
    void tenMinutesOfReadyForgive() {
        var proved = after(5).with(new Proved(NOW, OURS.value(), RUN, OptionalInt.empty()));
        var soon = proved.with(Stories.fell(NOW.plus(Duration.ofMinutes(9)), "soon"));
        var late = proved.with(Stories.fell(NOW.plus(Duration.ofMinutes(10)), "late"));
        assertThat(soon.troubled()).isTrue();
        assertThat(late.failures()).isEqualTo(1);
        assertThat(late.troubled()).isFalse();
    }

    @Test
    void readyEndsTheTroubleButNotTheCount() {
        var proved = after(8).with(new Proved(NOW, OURS.value(), RUN, OptionalInt.empty()));
        assertThat(after(8).troubled()).isTrue();
        assertThat(proved.troubled()).isFalse();
        assertThat(proved.failures()).isEqualTo(2);
    }

    @Test
    void theSameFallCountsOnceWhoeverSeesItAgain() {
        var fall = Stories.fell(NOW, "exit abc");
        var other = Stories.fell(NOW.plusSeconds(1), "attempt 1");
        var again = Stories.fell(NOW.plusSeconds(2), "exit abc");
        assertThat(History.of(List.of(fall, fall)).failures()).isEqualTo(1);
        assertThat(History.of(List.of(fall, other, again)).failures()).isEqualTo(2);
    }

    @Test
    void aRestartOfOursClearsNothing() {
        assertThat(after(18).with(new Woke(NOW, 1, "x", Optional.empty()))).isEqualTo(after(18));
    }

    @Test
    void failedFetchesBackOff() {
        var one = History.none().with(Stories.failed("fetch-release", "r", NOW));
        var two = one.with(Stories.failed("fetch-release", "r", NOW));
        assertThat(one.nextFetch()).isEqualTo(NOW.plusSeconds(10));
        assertThat(two.nextFetch()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
    }

    @Test
    void foldingStepByStepGivesTheSameAsFoldingAtOnce() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int round = 0; round < 200; round++) {
            var told = new ArrayList<JournalEntry>();
            var stepwise = History.none();
            for (int i = 0; i < 60; i++) {
                var line = anyLine(random, NOW.plusSeconds(30L * i), i);
                told.add(line);
                stepwise = stepwise.with(line);
            }
            assertThat(stepwise).isEqualTo(History.of(told));
        }
    }

    private static JournalEntry anyLine(RandomGenerator random, Instant at, int number) {
        return switch (random.nextInt(8)) {
            case 0 -> new Proved(at, OURS.value(), RUN, OptionalInt.empty());
            case 1 -> new Asked(at, random.nextBoolean() ? "repair" : "pause");
            case 2 -> new Began("a" + number, at, Trigger.RECOVERY, "start", OURS.value());
            case 3 -> Stories.failed("fetch-release", "r", at);
            default -> Stories.fell(at, "fall " + random.nextInt(number + 1));
        };
    }
}
