package dev.berth.runtime.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a simulation plays: the events that a seed draws, or some of them. Each event draws from a
/// place of its own, so that those that stay do the same at the same times when others are left
/// out.
///
/// @param apart whether the service lives in a machine
/// @param length how many events long it is; the causes go after that
/// @param kept which of them happen
record Schedule(long seed, boolean apart, int length, BitSet kept) {
    static final int EVENTS = 200;

    /// All that this seed draws; every other one has the service in a machine.
    static Schedule of(long seed) {
        return of(seed, seed % 2 == 0);
    }

    static Schedule of(long seed, boolean apart) {
        var all = new BitSet();
        all.set(0, EVENTS);
        return new Schedule(seed, apart, EVENTS, all);
    }

    /// The one on this line: seed, where, length and events, with bars between; what follows a
    /// further bar is for people.
    static Schedule parse(String line) {
        var fields = line.split("\\|", 5);
        var kept = new BitSet();
        for (var event : fields[3].strip().split(" ", -1)) {
            if (!event.isEmpty()) {
                kept.set(Integer.parseInt(event));
            }
        }
        return new Schedule(
                Long.parseLong(fields[0].strip()),
                fields[1].strip().equals("apart"),
                Integer.parseInt(fields[2].strip()),
                kept);
    }

    /// As a line that [#parse] reads.
    String line() {
        return "%d | %s | %d | %s"
                .formatted(
                        seed,
                        apart ? "apart" : "here",
                        length,
                        kept.stream().mapToObj(String::valueOf).collect(Collectors.joining(" ")));
    }

    /// The first events of it.
    Schedule cut(int events) {
        var fewer = (BitSet) kept.clone();
        fewer.clear(events, Math.max(events, length));
        return new Schedule(seed, apart, Math.min(length, events), fewer);
    }

    private Schedule without(List<Integer> events) {
        var fewer = (BitSet) kept.clone();
        events.forEach(fewer::clear);
        return new Schedule(seed, apart, length, fewer);
    }

    /// The smallest part of it that fails in the same way: no event of it can be left out.
    ///
    /// @param play the fault that a schedule shows, if any
    Schedule shrunk(Function<Schedule, Optional<String>> play) {
        var fault = play.apply(this).map(Schedule::kind);
        var smallest = this;
        for (int size = Math.max(1, kept.cardinality() / 2); size >= 1; ) {
            var before = smallest;
            var events = new ArrayList<>(smallest.kept.stream().boxed().toList().reversed());
            for (int from = 0; from < events.size(); from += size) {
                var less =
                        smallest.without(
                                events.subList(from, Math.min(events.size(), from + size)));
                if (play.apply(less).map(Schedule::kind).equals(fault)) {
                    smallest = less;
                }
            }
            if (size > 1) {
                size = size / 2;
            } else if (smallest.equals(before)) {
                break;
            }
        }
        var cut = smallest.cut(smallest.kept.length());
        return play.apply(cut).map(Schedule::kind).equals(fault) ? cut : smallest;
    }

    /// Which rule was broken, whatever broke it.
    private static String kind(String fault) {
        return fault.replaceFirst("^[^:]*Broken: ", "").split(":|\\d{2,}", 2)[0];
    }
}
