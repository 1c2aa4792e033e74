package dev.berth.runtime.supervisor;

import dev.berth.runtime.store.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A journal of which lines lie in the future, because they were written under a clock that was
/// ahead. No budget waits for such a time to come, and nothing that was done or asked for under it
/// is forgotten.
final class Rewound {
    private Rewound() {}

    /// The same lines with none after now: those from the future as long before each other as they
    /// were, the newest of them now.
    static List<JournalEntry> to(Instant now, List<JournalEntry> lines) {
        var ahead = ahead(now, lines);
        return ahead.isZero()
                ? lines
                : lines.stream()
                        .map(line ->
                                line.at().isAfter(now) ? line.at(line.at().minus(ahead)) : line)
                        .toList();
    }

    /// By how much the clock must have been ahead when these lines were written.
    static Duration ahead(Instant now, List<JournalEntry> lines) {
        return lines.stream()
                .map(JournalEntry::at)
                .max(Instant::compareTo)
                .map(newest -> Duration.between(now, newest))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }
}
