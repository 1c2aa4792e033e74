package dev.berth.runtime.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.copies.archive.Facts;
import dev.berth.runtime.copies.archive.Seal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeepingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:15:00Z");

    private static Kept.Sealed copy(Duration age, Reason reason, long bytes) {
        var made = NOW.minus(age);
        var id = CopyId.of(made, reason);
        var facts = new Facts(id.text(), made, reason.id(), "i", Optional.empty(), "0.1.0");
        return new Kept.Sealed(
                id, new Seal(facts, 1, bytes, 1, bytes, "m", "b", List.of(), 0), bytes);
    }

    private static Kept.Sealed partial(Duration age, Reason reason) {
        var whole = copy(age, reason, 1000);
        var seal = whole.seal();
        return new Kept.Sealed(
                whole.id(),
                new Seal(
                        seal.facts(),
                        seal.files(),
                        seal.bytes(),
                        seal.entries(),
                        seal.packed(),
                        seal.manifest(),
                        seal.body(),
                        List.of("one: it cannot be read"),
                        1),
                whole.fileBytes());
    }

    private static List<Kept> stay(List<? extends Kept> all, OptionalLong limit) {
        var stay = new ArrayList<Kept>(all);
        stay.removeAll(Keeping.mayGo(List.copyOf(all), NOW, limit));
        return stay;
    }

    private static List<Kept.Sealed> daily(int days, long bytes) {
        var all = new ArrayList<Kept.Sealed>();
        for (var day = 0; day < days; day++) {
            all.add(copy(Duration.ofDays(day), Reason.DAILY, bytes));
        }
        return all;
    }

    @Test
    void sevenDaysAndFourWeeksAreKept() {
        var stay = stay(daily(100, 1000), OptionalLong.empty());
        assertThat(stay).hasSizeBetween(9, 11);
        assertThat(stay.subList(0, 7)).isEqualTo(daily(7, 1000));
    }

    @Test
    void thoseBeforeSomethingAreKeptForThirtyDays() {
        var young = copy(Duration.ofDays(29), Reason.BEFORE_RESTORE, 1000);
        var old = copy(Duration.ofDays(31), Reason.BEFORE_RESTORE, 1000);
        var all = new ArrayList<Kept>(daily(3, 1000));
        all.add(young);
        all.add(old);
        assertThat(stay(all, OptionalLong.empty())).contains(young).doesNotContain(old);
    }

    @Test
    void twoGoodOnesAlwaysStay() {
        var all =
                List.of(
                        copy(Duration.ofDays(400), Reason.BEFORE_RESET, 1000),
                        copy(Duration.ofDays(500), Reason.BEFORE_RESET, 1000),
                        copy(Duration.ofDays(600), Reason.BEFORE_RESET, 1000));
        assertThat(stay(all, OptionalLong.of(1))).hasSize(2);
    }

    @Test
    void aSuspiciouslySmallOneTakesNobodysPlace() {
        var full = copy(Duration.ofDays(300), Reason.DAILY, 10_000);
        var all = new ArrayList<Kept>(daily(3, 100));
        all.add(full);
        for (var day = 310; day < 330; day++) {
            all.add(copy(Duration.ofDays(day), Reason.DAILY, 10_000));
        }
        assertThat(stay(all, OptionalLong.empty())).contains(full);
        assertThat(stay(all, OptionalLong.of(1))).contains(full);
    }

    @Test
    void theLimitTakesTheOldestFirst() {
        var stay = stay(daily(7, 1000), OptionalLong.of(3500));
        assertThat(stay).isEqualTo(daily(3, 1000));
    }

    @Test
    void thoseMadeByHandGoOnlyForTheLimit() {
        var hand = copy(Duration.ofDays(900), Reason.HAND, 1000);
        var all = new ArrayList<Kept>(daily(5, 1000));
        all.add(hand);
        assertThat(stay(all, OptionalLong.empty())).contains(hand);
        assertThat(stay(all, OptionalLong.of(3000))).doesNotContain(hand);
    }

    @Test
    void whatIsDamagedIsNeverCountedAndNeverTaken() {
        var all = new ArrayList<Kept>();
        for (var day = 0; day < 5; day++) {
            all.add(
                    new Kept.Damaged(
                            CopyId.of(NOW.minus(Duration.ofDays(day)), Reason.DAILY), 1000, "x"));
        }
        var good =
                List.of(
                        copy(Duration.ofDays(50), Reason.BEFORE_RESET, 1000),
                        copy(Duration.ofDays(51), Reason.BEFORE_RESET, 1000));
        all.addAll(good);
        assertThat(stay(all, OptionalLong.of(1))).containsAll(good);
    }

    @Test
    void whatIsNotCompleteDoesNotPileUpAndTakesNobodysPlace() {
        var all = new ArrayList<Kept>();
        for (var day = 0; day < 30; day++) {
            all.add(partial(Duration.ofDays(day), Reason.DAILY));
        }
        var before = partial(Duration.ofDays(29), Reason.BEFORE_RESTORE);
        all.add(before);
        var good = daily(60, 1000).subList(40, 42);
        all.addAll(good);
        assertThat(stay(all, OptionalLong.empty()))
                .containsAll(good)
                .contains(before)
                .containsAll(all.subList(0, 2))
                .hasSize(5);
        assertThat(stay(all, OptionalLong.of(1))).containsAll(good).hasSize(4);
    }

    @Test
    void whatIsNotCompleteGoesWhenAYoungerGoodOneIsThere() {
        var old = partial(Duration.ofDays(3), Reason.DAILY);
        var all = new ArrayList<Kept>(daily(2, 1000));
        all.add(old);
        assertThat(stay(all, OptionalLong.empty())).doesNotContain(old).hasSize(2);
    }

    /// Copies are made each day for years, with crashes and other reasons in between: two good ones
    /// are there at any time, and the shelf does not grow without end.
    @Test
    void yearsOfCopiesStayWithinBounds() {
        var random = new Random(7);
        List<Kept> all = new ArrayList<>();
        for (var day = 0; day < 1500; day++) {
            var now = NOW.plus(Duration.ofDays(day));
            var reason = random.nextInt(10) == 0 ? Reason.BEFORE_UPDATE : Reason.DAILY;
            var id = CopyId.of(now, reason);
            var bytes = 1000 + random.nextInt(200);
            all.add(
                    new Kept.Sealed(
                            id,
                            new Seal(
                                    new Facts(
                                            id.text(),
                                            now,
                                            reason.id(),
                                            "i",
                                            Optional.empty(),
                                            "0.1.0"),
                                    1,
                                    bytes,
                                    1,
                                    bytes,
                                    "m",
                                    "b",
                                    List.of(),
                                    0),
                            bytes));
            all.removeAll(Keeping.mayGo(all, now, OptionalLong.empty()));
            assertThat(all.size()).isBetween(Math.min(day + 1, 2), 45);
        }
    }
}
