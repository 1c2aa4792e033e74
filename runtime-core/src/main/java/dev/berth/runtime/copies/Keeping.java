package dev.berth.runtime.copies;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// Which copies may go. A function of the list and the time: seven days, four weeks, 30 days of
/// those made before something; never fewer than two good ones, and none for the sake of a newer
/// one that is suspiciously small. What is not complete never counts as a good one, and is kept
/// beside: the newest two for as long as there is no younger good one, and those before something.
public final class Keeping {
    private static final int DAYS = 7;
    private static final int WEEKS = 4;
    private static final int NEVER_FEWER = 2;
    private static final Duration BEFORE = Duration.ofDays(30);

    private Keeping() {}

    /// Those that may go, oldest first.
    ///
    /// @param limit bytes that all together may take; empty for any
    public static List<Kept.Sealed> mayGo(List<Kept> all, Instant now, OptionalLong limit) {
        var sealed =
                all.stream()
                        .filter(Kept.Sealed.class::isInstance)
                        .map(Kept.Sealed.class::cast)
                        .sorted(Comparator.comparing(Kept.Sealed::made).reversed())
                        .toList();
        var good = sealed.stream().filter(copy -> copy.seal().isWhole()).toList();
        var kept = new HashSet<CopyId>();
        good.stream().limit(NEVER_FEWER).map(Kept.Sealed::id).forEach(kept::add);
        keepForerunners(good, kept);
        sealed.stream()
                .takeWhile(copy -> !copy.seal().isWhole())
                .limit(NEVER_FEWER)
                .map(Kept.Sealed::id)
                .forEach(kept::add);
        var never = Set.copyOf(kept);
        keepOnePer(good, Keeping::day, DAYS, kept);
        keepOnePer(good, Keeping::week, WEEKS, kept);
        for (var copy : sealed) {
            var isYoung = copy.made().plus(BEFORE).isAfter(now);
            if (copy.reason() != Reason.DAILY && (!copy.reason().isBefore() || isYoung)) {
                kept.add(copy.id());
            }
        }
        var going = new ArrayList<Kept.Sealed>();
        var left = all.stream().mapToLong(Kept::fileBytes).sum();
        for (var copy : sealed.reversed()) {
            var tooMuch = limit.isPresent() && left > limit.getAsLong();
            if (!kept.contains(copy.id()) || (tooMuch && !never.contains(copy.id()))) {
                going.add(copy);
                left -= copy.fileBytes();
            }
        }
        return going;
    }

    /// What is less than half as large as the one before does not take its place.
    private static void keepForerunners(List<Kept.Sealed> newestFirst, Set<CopyId> kept) {
        for (var at = 0; at + 1 < newestFirst.size(); at++) {
            var copy = newestFirst.get(at);
            var before = newestFirst.get(at + 1);
            if (isSuspicious(copy.seal().bytes(), before.seal().bytes())) {
                kept.add(before.id());
            }
        }
    }

    /// Whether so many bytes are suspiciously few after so many.
    public static boolean isSuspicious(long bytes, long before) {
        return bytes < before / 2;
    }

    /// The newest of each of the newest so many days or weeks.
    private static void keepOnePer(
            List<Kept.Sealed> newestFirst,
            Function<Instant, Object> period,
            int count,
            Set<CopyId> kept) {
        var seen = new HashSet<Object>();
        for (var copy : newestFirst) {
            if (copy.reason() == Reason.DAILY
                    && seen.size() < count
                    && seen.add(period.apply(copy.made()))) {
                kept.add(copy.id());
            }
        }
    }

    private static Object day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Object week(Instant at) {
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return day.get(IsoFields.WEEK_BASED_YEAR) * 100
                + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
}
